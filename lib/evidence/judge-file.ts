import { acceptedInWords } from './accepted-files'
import { binaryKinds, type FileKind, textKinds } from './file-kinds'

/** What is known of a file before it is accepted. */
export interface FileClaims {
  fileName: string
  /** What the browser says; most browsers say what the name says. */
  declaredType: string
  /** What the first bytes say, as file-type names it; null when they say nothing. */
  sniffedType: string | null
  bytes: Uint8Array
}

export type FileJudgement = { accepted: true; mediaType: string } | { accepted: false; reason: string }

const refuse = (reason: string): FileJudgement => ({ accepted: false, reason })

/** Whether a file may be stored, and as what. Its content decides; a name or type that says otherwise is refused. Pure. */
export function judgeFile({ fileName, declaredType, sniffedType, bytes }: FileClaims): FileJudgement {
  if (bytes.length === 0) return refuse(`${fileName} is empty. Attach the file again after it was written.`)
  const extension = /\.([a-z0-9]{1,10})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const content = contentKind(sniffedType, bytes)
  if (!content) {
    const seen = sniffedType === null ? 'binary data of a kind that is not known' : sniffedType
    return refuse(
      `The content of ${fileName} is ${seen}, which cannot be attached. What can: ${acceptedInWords}.`,
    )
  }
  const named = kindOfExtension(extension)
  if (!named) {
    const ending = extension ? `ends in .${extension}` : 'has no ending'
    return refuse(
      `The name ${fileName} ${ending}, its content is ${content.name}. Name it for what it is, e.g. report.${content.extensions[0]}.`,
    )
  }
  const isText = content.mediaType === 'text/plain'
  if (isText ? !textKinds.includes(named) : named.mediaType !== content.mediaType) {
    return refuse(
      `${fileName} is named like ${named.name}, but its content is ${content.name}. Attach it under its own name, e.g. report.${content.extensions[0]}.`,
    )
  }
  const declared = contradiction(declaredType, content, isText)
  if (declared) {
    return refuse(
      `${fileName} was sent as ${declared}, but its content is ${content.name}. Save it anew and attach it again.`,
    )
  }
  if (named.mediaType === 'application/json' && !isJson(bytes)) {
    return refuse(
      `${fileName} is named like a JSON document, but its content is a text that is no JSON. Attach it as a text, e.g. ${fileName.replace(/\.json$/i, '.txt')}.`,
    )
  }
  return { accepted: true, mediaType: isText ? named.mediaType : content.mediaType }
}

const plainText = textKinds.find(({ mediaType }) => mediaType === 'text/plain') as FileKind

function contentKind(sniffedType: string | null, bytes: Uint8Array): FileKind | null {
  if (sniffedType !== null) return binaryKinds[sniffedType] ?? null
  return isText(bytes) && !isMarkup(bytes) ? plainText : null
}

function kindOfExtension(extension: string): FileKind | null {
  const all = [...Object.values(binaryKinds), ...textKinds]
  return all.find(({ extensions }) => extensions.includes(extension)) ?? null
}

// Systems with a spreadsheet installed send CSV as its document.
const textTypes =
  /^(text\/(?!html|xml)|application\/(json|x-ndjson|jsonl|sql|x-sql|toml|x?-?yaml|x-yaml|vnd\.ms-excel|csv)\b)/
const aliases: Readonly<Record<string, string>> = {
  'application/x-zip-compressed': 'application/zip',
  'application/x-zip': 'application/zip',
  'application/x-gzip': 'application/gzip',
  'application/x-compressed-tar': 'application/gzip',
  'application/x-compressed': 'application/gzip',
  'image/jpg': 'image/jpeg',
  'image/apng': 'image/png',
  'application/x-pdf': 'application/pdf',
}

/** The declared type where it says another thing than the content; null where it agrees or says nothing. */
function contradiction(declaredType: string, content: FileKind, isText: boolean): string | null {
  const bare = declaredType.split(';')[0]?.trim().toLowerCase() ?? ''
  const declared = aliases[bare] ?? bare
  if (declared === '' || declared === 'application/octet-stream' || declared === content.mediaType)
    return null
  return isText && textTypes.test(declared) ? null : declared
}

/** Text has no control characters but those of layout, bells and terminal colours. */
function isText(bytes: Uint8Array): boolean {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe
  if (isLittle || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    const units = new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(bytes)
    return (
      !units.includes('\uFFFD') && [...units].every((character) => isWritten(character.codePointAt(0) ?? 0))
    )
  }
  return bytes.every(isWritten)
}

const isWritten = (code: number) => code >= 0x20 || (code >= 0x07 && code <= 0x0d) || code === 0x1b

/** What a browser could take for a page or a drawing with scripts in it; comments before it change nothing. */
function isMarkup(bytes: Uint8Array): boolean {
  let start = new TextDecoder('utf-8').decode(bytes.subarray(0, 1_024)).trimStart()
  // One comment after the other: an expression that repeats over them tries every way of parting them.
  for (let end = endOfComment(start); end > 0; end = endOfComment(start)) start = start.slice(end).trimStart()
  return /^<(!doctype|html|head|body|script|svg|iframe|\?xml|style|img|a\s)/i.test(start)
}

/** Where the comment ends with which a text begins; 0 when it begins otherwise, or its comment has no end. */
function endOfComment(text: string): number {
  const end = text.startsWith('<!--') ? text.indexOf('-->', 4) : -1
  return end < 0 ? 0 : end + 3
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8').decode(bytes))
    return true
  } catch {
    return false
  }
}
