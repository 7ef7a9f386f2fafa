import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml'
import type { LineError } from './line-error'
import { findHazards } from './yaml-hazards'

type Path = readonly (string | number)[]

/** A YAML text that could be read: its plain value, and where in the text each part of it stands. */
export interface YamlSource {
  value: unknown
  /** Line and column, from 1, of what a path leads to; of the nearest part around it where it leads nowhere. */
  locate(path: Path, isName?: boolean): { line: number; column: number }
}

/** Reads YAML without trusting it. Errors are in own words; without a source there was nothing to go on with. */
export function readYaml(text: string): { source: YamlSource | null; errors: LineError[] } {
  const hazards = findHazards(text)
  if (hazards.length > 0) return { source: null, errors: hazards }
  const lines = new LineCounter()
  // Its own search for duplicate keys compares each with each; ours is below.
  const document = parseDocument(text, {
    lineCounter: lines,
    stringKeys: true,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
  })
  if (document.errors.length > 0) return { source: null, errors: syntaxErrors(text, document.errors, lines) }
  const pairsOf = pairIndex()
  return {
    source: {
      value: document.toJS({ maxAliasCount: 0 }),
      locate: (path, isName = false) => position(lines, offsetOf(document, path, isName, pairsOf)),
    },
    errors: [...duplicateKeys(document, lines), ...unstorable(document, lines)],
  }
}

type PairsOf = (map: YAMLMap) => ReadonlyMap<string, Pair>

/** The fields of a map by name, the last of the same name, found once per map. */
function pairIndex(): PairsOf {
  const known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>()
  return (map) => {
    const pairs =
      known.get(map) ??
      new Map(
        map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [])),
      )
    known.set(map, pairs)
    return pairs
  }
}

function offsetOf(document: Document.Parsed, path: Path, isName: boolean, pairsOf: PairsOf): number {
  let node: unknown = document.contents
  let offset = document.contents?.range?.[0] ?? 0
  path.forEach((step, depth) => {
    const isLast = depth === path.length - 1
    if (isMap(node)) {
      const pair = pairsOf(node).get(String(step))
      if (!pair) return
      if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0]
      node = pair.value
      if (isLast && isName) return
    } else if (isSeq(node) && typeof step === 'number') node = node.items[step]
    else return
    // An empty value begins where the next line does: its name is the better place.
    if (isNode(node) && node.range && node.range[1] > node.range[0]) offset = node.range[0]
  })
  return offset
}

function duplicateKeys(document: Document.Parsed, lines: LineCounter): LineError[] {
  const errors: LineError[] = []
  visit(document, {
    Map(_place, map) {
      const seen = new Map<string, number>()
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range) continue
        const name = String(key.value)
        const first = seen.get(name)
        if (first === undefined) seen.set(name, key.range[0])
        else if (errors.length <= 50)
          errors.push({
            ...position(lines, key.range[0]),
            control: null,
            sentence: `${name.slice(0, 60)} is written twice; the first is on line ${position(lines, first).line}. Keep one of them.`,
          })
      }
    },
  })
  return errors
}

/** Escapes within quotes can write what no database stores: NUL, and halves of characters. */
function unstorable(document: Document.Parsed, lines: LineCounter): LineError[] {
  const errors: LineError[] = []
  visit(document, {
    Scalar(_place, { value, range }) {
      if (typeof value !== 'string' || (value.isWellFormed() && !value.includes('\u0000'))) return
      if (errors.length <= 50)
        errors.push({
          ...position(lines, range?.[0] ?? 0),
          control: null,
          sentence:
            'An escape in this text stands for a character that cannot be stored. Write the character itself, e.g. "für".',
        })
    },
  })
  return errors
}

function position(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

/** One error for a run of lines: what a parser says behind its first stumble follows from that. */
function syntaxErrors(text: string, found: readonly YAMLError[], lines: LineCounter): LineError[] {
  const texts = text.split('\n')
  const errors: LineError[] = []
  let last = -1
  for (const { code, message, pos } of found) {
    const place = position(lines, pos[0])
    const follows = last >= 0 && place.line <= last + 1
    last = Math.max(last, place.line)
    if (!follows)
      errors.push({
        ...place,
        control: null,
        sentence: syntaxSentence(code, message, texts[place.line - 1] ?? ''),
      })
  }
  return errors
}

const indentSentence =
  'This line is not indented like the ones that it belongs to. Fields of one control begin in the same column.'

function syntaxSentence(code: YAMLError['code'], message: string, line: string): string {
  if (/^ *\t/.test(line)) return 'This line is indented with a tab. Indent with spaces.'
  // A line of another depth reads as the rest of the value above; what is then wrong with it misleads.
  const isPlainField = /^\s+(- )?[\w-]+:( [^:"'[\]{}]*)?$/.test(line.trimEnd())
  if (isPlainField && code !== 'UNEXPECTED_TOKEN') return indentSentence
  return syntaxSentences[code] ?? `This is no YAML: ${message}.`
}

const syntaxSentences: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: indentSentence,
  BLOCK_AS_IMPLICIT_KEY:
    'A second colon stands in this line. Put text that holds ": " into quotes. Example: title: "Backups: the basics"',
  BLOCK_IN_FLOW: 'Within brackets everything stands in brackets. Close them, or write the list with dashes.',
  MISSING_CHAR: 'Something opened here and was not closed: a quote, a bracket, or the colon behind a name.',
  MULTILINE_IMPLICIT_KEY: 'This name goes over several lines; a colon is missing. Example: severity: high',
  MULTIPLE_DOCS: 'A second document begins here. Keep one checklist in one file.',
  NON_STRING_KEY: 'Names of fields are plain text. Example: severity: high',
  RESOURCE_EXHAUSTION: 'This is nested too deeply to be read.',
  TAB_AS_INDENT: 'This line is indented with a tab. Indent with spaces.',
  UNEXPECTED_TOKEN:
    'This does not belong here. Put text that begins with one of - ? : , [ ] { } # & * ! | > % @ ` or a quote into quotes.',
  BAD_SCALAR_START: 'Text cannot begin with this character. Put it into quotes.',
  BAD_DQ_ESCAPE: 'A backslash within double quotes begins an escape. Write it twice, or use single quotes.',
}
