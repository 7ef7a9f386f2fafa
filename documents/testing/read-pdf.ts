import { inflateSync } from 'node:zlib'

// Reads back what pdfkit wrote: enough of PDF to see its pages, its tags and its text.

export interface ReadPdf {
  pages: number
  /** Names of structure elements in the order of the file, with how many there are. */
  tags: Readonly<Record<string, number>>
  /** Text of all pages as it is drawn, pieces joined. */
  text: string
  /** What stands behind pieces that are drawn otherwise. */
  actual: string[]
  /** Addresses of links. */
  links: string[]
  bookmarks: string[]
  raw: string
}

interface Part {
  dictionary: string
  stream: Buffer | null
}

function partsOf(bytes: Buffer): Map<string, Part> {
  const raw = bytes.toString('latin1')
  const parts = new Map<string, Part>()
  for (const match of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', body = ''] = match
    const start = body.indexOf('stream\n')
    const dictionary = start < 0 ? body : body.slice(0, start)
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
    const at = (match.index ?? 0) + match[0].indexOf(body) + start + 'stream\n'.length
    const content = start < 0 ? null : bytes.subarray(at, at + length)
    const isPacked = dictionary.includes('/FlateDecode')
    parts.set(id, { dictionary, stream: content && isPacked ? inflateSync(content) : content })
  }
  return parts
}

/** Text of a PDF string, in parentheses or in hexadecimal digits. */
function stringOf(text: string): string {
  if (text.startsWith('<')) return decoded(Buffer.from(text.slice(1, -1), 'hex'))
  const plain = text.slice(1, -1).replaceAll(/\\([()\\nrtbf]|\d{3})/g, (_, sign: string) => {
    const known: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
    return /^\d/.test(sign) ? String.fromCharCode(Number.parseInt(sign, 8)) : (known[sign] ?? sign)
  })
  return decoded(Buffer.from(plain, 'latin1'))
}

const decoded = (bytes: Buffer) =>
  bytes[0] === 0xfe && bytes[1] === 0xff
    ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
    : bytes.toString('latin1')

const string = String.raw`(\((?:[^()\\]|\\[\s\S])*\)|<[0-9a-fA-F]*>)`
const stringsAfter = (text: string, key: string) =>
  [...text.matchAll(new RegExp(`/${key} ${string}`, 'g'))].map(([, value = '()']) => stringOf(value))

/** Codes of a font with the letters they stand for. */
function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>()
  for (const [, from = '0', , list = ''] of map.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    const codes = [...list.matchAll(/<([0-9a-f ]*)>/gi)]
    codes.forEach(([, hex = ''], place) => {
      letters.set(
        Number.parseInt(from, 16) + place,
        Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      )
    })
  }
  return letters
}

function textOf(content: string, fonts: ReadonlyMap<string, Map<number, string>>): string {
  let letters = new Map<number, string>()
  let text = ''
  for (const [, font, drawn] of content.matchAll(/\/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) letters = fonts.get(font) ?? letters
    if (drawn === undefined) continue
    for (const [, hex = ''] of drawn.matchAll(/<([0-9a-f]*)>/g)) {
      for (let at = 0; at < hex.length; at += 4)
        text += letters.get(Number.parseInt(hex.slice(at, at + 4), 16)) ?? '\ufffd'
    }
    text += ' '
  }
  return text.replaceAll(/\s+/g, ' ')
}

/** A PDF that pdfkit wrote. */
export function readPdf(pdf: Uint8Array): ReadPdf {
  const bytes = Buffer.from(pdf)
  const raw = bytes.toString('latin1')
  const parts = partsOf(bytes)
  const fonts = new Map<string, Map<number, string>>()
  for (const [, name = '', id = ''] of raw.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(parts.get(id)?.dictionary ?? '')?.[1]
    if (map) fonts.set(name, lettersOf(parts.get(map)?.stream?.toString('latin1') ?? ''))
  }
  const contents = [...raw.matchAll(/\/Contents (\d+) 0 R/g)].map(
    ([, id = '']) => parts.get(id)?.stream?.toString('latin1') ?? '',
  )
  const tags: Record<string, number> = {}
  for (const [, tag = ''] of raw.matchAll(
    /\/S \/(Document|Sect|H1|H2|P|L|LI|LBody|Table|TR|TH|TD|Link|Span)\b/g,
  )) {
    tags[tag] = (tags[tag] ?? 0) + 1
  }
  return {
    pages: [...raw.matchAll(/\/Type \/Page\b/g)].length,
    tags,
    text: contents.map((content) => textOf(content, fonts)).join(' '),
    actual: contents.flatMap((content) => stringsAfter(content, 'ActualText')),
    links: stringsAfter(raw, 'URI'),
    bookmarks: [...parts.values()]
      .filter(({ dictionary }) => dictionary.includes('/Parent') && dictionary.includes('/Dest'))
      .flatMap(({ dictionary }) => stringsAfter(dictionary, 'Title')),
    raw,
  }
}
