import { Lexer } from 'yaml'
import { formatNumber } from '@/lib/format/measure'
import type { LineError } from './line-error'

/** More is no checklist. Also what keeps a text of one pathological line from holding up the server. */
export const largestText = 512 * 1024
const mostLines = 25_000
const longestLine = 5_000
const deepestFlow = 8
const widestIndent = 64
const mostListsInLine = 6

// Control characters that the lexer puts between pieces of the text; they are no text.
const scalarAhead = '\u001f'
const isMark = (token: string) => token === '\u0002' || token === '\u0018'

/**
 * What a checklist has no use for and what would make reading it expensive: a text that is too large, aliases (a
 * few lines that unfold to millions), tags, deep nesting, several documents. Looked for in one pass over the words
 * of the text, before a parser sees it. Empty: it may be parsed.
 */
export function findHazards(text: string): LineError[] {
  const bytes = Buffer.byteLength(text)
  if (bytes > largestText) {
    return [
      at(
        1,
        `The text has ${formatNumber(Math.ceil(bytes / 1024))} KB; at most ${largestText / 1024} KB fit. Split it into several checklists: people answer a dozen questions, not a thousand.`,
      ),
    ]
  }
  return sizeOfLines(text) ?? scan(text)
}

/** A text of one endless line, or of endlessly many, takes a parser long; no checklist has either. */
function sizeOfLines(text: string): LineError[] | null {
  const lines = text.split('\n')
  if (lines.length > mostLines)
    return [
      at(
        mostLines,
        `The text has ${formatNumber(lines.length)} lines; at most ${formatNumber(mostLines)} fit. Split it into several checklists.`,
      ),
    ]
  const long = lines.findIndex((line) => line.length > longestLine)
  if (long >= 0)
    return [
      at(
        long + 1,
        `This line has ${formatNumber(lines[long]?.length ?? 0)} characters; at most ${formatNumber(longestLine)} fit. Break it: a list goes over several lines with dashes.`,
      ),
    ]
  const nul = lines.findIndex((line) => line.includes('\u0000'))
  return nul < 0 ? null : [at(nul + 1, 'The text holds a character that cannot be stored (NUL). Delete it.')]
}

interface Scan {
  line: number
  /** Column, from 0, where the next token begins. */
  column: number
  flowDepth: number
  listsInLine: number
  isIndent: boolean
  /** Something other than comments and directives has been read. */
  hasContent: boolean
}

function scan(text: string): LineError[] {
  const state: Scan = { line: 1, column: 0, flowDepth: 0, listsInLine: 0, isIndent: true, hasContent: false }
  const found: LineError[] = []
  let isScalar = false
  for (const token of new Lexer().lex(text)) {
    if (isMark(token)) continue
    if (token === scalarAhead) {
      isScalar = true
      continue
    }
    const hazard = isScalar ? null : hazardOf(token, state)
    if (hazard) {
      found.push(at(state.line, hazard.sentence, state.column + 1))
      if (hazard.ends || found.length === 10) return found
    }
    advance(token, state, isScalar)
    isScalar = false
  }
  return found
}

interface Hazard {
  sentence: string
  /** Nothing behind it is worth looking at. */
  ends: boolean
}

const once = (sentence: string): Hazard => ({ sentence, ends: false })
const end = (sentence: string): Hazard => ({ sentence, ends: true })

function hazardOf(token: string, state: Scan): Hazard | null {
  const first = token[0] ?? ''
  if (state.isIndent && /^ +$/.test(token) && token.length > widestIndent)
    return end(`This line is indented by ${token.length} spaces; a checklist is four levels deep at most.`)
  if (token === '?') return end('Keys are written plainly here, without "?". Example: severity: high')
  if (first === '&' || first === '*')
    return once(
      `Anchors and aliases (${token.slice(0, 20)}) are not read here: write the value out where it is meant.`,
    )
  if (first === '!')
    return once(`Tags (${token.slice(0, 20)}) are not read here. Put text that begins with ! into quotes.`)
  if (token === '---' && state.hasContent)
    return end('A second document begins here. Keep one checklist in one file.')
  return tooDeep(token, state)
}

function tooDeep(token: string, state: Scan): Hazard | null {
  if ((token === '[' || token === '{') && state.flowDepth >= deepestFlow)
    return end(`Brackets are nested more than ${deepestFlow} deep; a checklist needs two.`)
  if ((token === ']' || token === '}') && state.flowDepth === 0)
    return end(`This ${token} closes nothing. Put text that begins with ${token} into quotes.`)
  if (token === '-' && state.listsInLine >= mostListsInLine)
    return end('Lists are nested too deeply on this line; a checklist needs one dash.')
  return null
}

function advance(token: string, state: Scan, isScalar: boolean): void {
  if (!isScalar) {
    if (token === '[' || token === '{') state.flowDepth += 1
    if (token === ']' || token === '}') state.flowDepth -= 1
    if (token === '-') state.listsInLine += 1
  }
  state.hasContent ||= isScalar || !/^(\s*|#.*|---|%.*|\ufeff)$/.test(token)
  const lastBreak = token.lastIndexOf('\n')
  if (lastBreak < 0) {
    state.column += token.length
    state.isIndent = false
    return
  }
  for (let index = token.indexOf('\n'); index >= 0; index = token.indexOf('\n', index + 1)) state.line += 1
  state.column = token.length - lastBreak - 1
  state.isIndent = true
  state.listsInLine = 0
}

const at = (line: number, sentence: string, column = 1): LineError => ({
  line,
  column,
  control: null,
  sentence,
})
