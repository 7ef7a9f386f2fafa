import { type CommandWord, wordsOf } from './command-words'
import {
  attachedSecret,
  namesPart,
  namesSecretWord,
  programsIn,
  secretOption,
  secretWord,
} from './secret-options'

/** What of a text is not shown, from a place to, not including, another. */
interface Span {
  from: number
  to: number
}

// Longer texts are cut anyway; what is behind need not be read.
const longest = 2_000
const namesNoSecret = /(?:_file|_path|_dir|_encryption|_method|_library|_timeout|_min_length|_type)$/i

/**
 * A command or connection text without the passwords, tokens and keys that people write into such texts. In doubt more
 * is taken out than needed: whoever reads changes is not whoever may read the file.
 */
export function maskSecrets(text: string): string {
  const whole = text.slice(0, longest)
  return maskTokens(maskIn(whole, 0))
}

function maskIn(whole: string, depth: number): string {
  const words = wordsOf(whole)
  const programs = programsIn(words.map(({ text }) => text))
  const fed = fedPasswords(words)
  let shown = ''
  let done = 0
  for (const [index, word] of words.entries()) {
    const before = words[index - 1]
    const masked =
      (fed.has(index) ? '***' : hiddenBy(words, index, programs)) ??
      (isScript(word, before, programs) && depth < 3
        ? maskScript(whole, word, depth)
        : maskWord(whole, word, programs))
    shown += whole.slice(done, word.start) + masked
    done = word.end
  }
  return shown + whole.slice(done)
}

/** "***" for a word whose secret was announced by those before it: `--token x`, `password = x`, `{"password": "x"}`. */
function hiddenBy(
  words: readonly CommandWord[],
  index: number,
  programs: ReadonlySet<string>,
): string | null {
  const [word, before, second] = [words[index], words[index - 1], words[index - 2]]
  if (!word || !before) return null
  if (/^[=:]=?$/.test(before.text) && second && namesSecretWord(second.text)) return '***'
  if (/[=:]$/.test(before.text) && namesSecretWord(before.text.replace(/[=:]+$/, ''))) return '***'
  if (before.text.endsWith('<<<')) return '***'
  // .netrc, and SQL: alter role app password '…', identified by '…'
  if (/^(?:password|passphrase)$/i.test(before.text) && !/^[=:]/.test(word.text)) return '***'
  if (/^by$/i.test(before.text) && /^identified$/i.test(second?.text ?? '')) return '***'
  const isBound = /^[=:]/.test(word.text)
  if (isBound && namesSecretWord(before.text) && word.text.length > 1) return `${word.text[0]}***`
  if (isBound) return null
  const option = secretOption(before.text, programs)
  if (option === 'whole') return '***'
  if (option === 'after-name') return afterName(word.text)
  return index === words.length - 1 && programs.has('htpasswd') ? '***' : null
}

/** `bot:***`; a name alone stays. */
function afterName(text: string): string {
  const match = /^([^:,%]{0,200}[:,%])./.exec(text)
  return match ? `${match[1]}***` : text
}

/** Places of the words that `echo` hands to a program which reads a password: `echo "root:x" | chpasswd`. */
function fedPasswords(words: readonly CommandWord[]): ReadonlySet<number> {
  const places = new Set<number>()
  const reader = /passwd|stdin|passphrase|^-pass$|^kinit$|^cryptsetup$|^sudo$|^su$/
  if (!words.some(({ text }) => reader.test(text))) return places
  let isSaid = false
  for (const [index, { text }] of words.entries()) {
    if (text.includes('|')) isSaid = false
    else if (isSaid) places.add(index)
    else isSaid = /^(?:.*\/)?(?:echo|printf)$/.test(text)
  }
  return places
}

/** The text after `sh -c` is a command of its own, that after `mysql -e` a statement. */
function isScript(
  word: CommandWord,
  before: CommandWord | undefined,
  programs: ReadonlySet<string>,
): boolean {
  if (!before || !/\s/.test(word.text)) return false
  if (/^-[a-z]*c$|^--(?:command|execute|eval)$/.test(before.text)) return true
  return before.text === '-e' && [...programs].some((name) => /^(?:mysql|mariadb)/.test(name))
}

function maskScript(whole: string, word: CommandWord, depth: number): string {
  const [first = '', last = ''] = [whole[word.start], whole[word.end - 1]]
  const isQuoted = word.end - word.start > 1 && first === last && /['"]/.test(first)
  const quote = isQuoted ? first : ''
  return `${quote}${maskIn(word.text, depth + 1)}${quote}`
}

/** A word by itself: `NAME=x`, `--name=x`, `-px`, `Header: x`, `https://user:x@host/?token=x`. */
function maskWord(whole: string, word: CommandWord, programs: ReadonlySet<string>): string {
  const spans = [assignedIn(word.text), headerIn(word.text), ...loginsIn(word.text)].filter(
    (span) => span !== null && span.to > span.from,
  ) as Span[]
  const attached = attachedSecret(word.text, programs)
  if (attached !== null) spans.push({ from: attached, to: word.text.length })
  if (spans.length === 0) return whole.slice(word.start, word.end)
  return cutOut(whole, word, merged(spans))
}

/** From the value of the first secret name on to the end of the word. */
function assignedIn(text: string): Span | null {
  for (const match of text.matchAll(
    /(?<![\w.-])(?:\$?\{?)["']?([\w.-]{1,80})["']?\s{0,4}:?[=:](?!\/\/)\s{0,4}(?:(?:bearer|basic|token)\s{1,4})?/gi,
  )) {
    if (namesSecretWord(match[1] ?? '')) return { from: match.index + match[0].length, to: text.length }
  }
  return null
}

const harmlessHeader =
  /^(?:accept[\w-]*|content-[\w-]+|user-agent|host|connection|cache-control|range|if-[\w-]+|from|to|subject|date|origin|referer)$/i

/** `X-Anything: x` carries whatever lets its sender in, unless it is known not to. */
function headerIn(text: string): Span | null {
  const match = /^([A-Za-z][\w-]{1,60}):\s+((?:bearer|basic|token)\s+)?/i.exec(text)
  if (!match || harmlessHeader.test(match[1] ?? '')) return null
  const isHeader = /-|^(?:authorization|cookie|token|secret|auth)$/i.test(match[1] ?? '')
  return isHeader ? { from: match[0].length, to: text.length } : null
}

/** User and password of each address; a user alone where the scheme knows no users for people. */
function loginsIn(text: string): Span[] {
  return [...text.matchAll(/([a-z][a-z0-9+.-]{0,30}):\/\/([^\s]{1,600})@/gi)].flatMap((match) => {
    const login = match[2] ?? ''
    const from = match.index + (match[1] ?? '').length + 3
    const colon = login.indexOf(':')
    const slash = login.indexOf('/')
    // A path may hold an @ as well; before a colon it is one.
    if (slash >= 0 && (colon < 0 || slash < colon)) return []
    if (colon >= 0) return [{ from: from + colon + 1, to: from + login.length }]
    return /^https?$/i.test(match[1] ?? '') ? [{ from, to: from + login.length }] : []
  })
}

function merged(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = kept.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else kept.push({ ...span })
  }
  return kept
}

/** The word as it is written, without what lies in the spans; a quote that opened it stays closed. */
function cutOut(whole: string, word: CommandWord, spans: readonly Span[]): string {
  let shown = ''
  let done = word.start
  for (const { from, to } of spans) {
    const end = to >= word.text.length ? word.end : (word.places[to] ?? word.end)
    const begin = (word.places[from - 1] ?? word.start - 1) + 1
    shown += `${whole.slice(done, Math.max(done, begin))}***`
    done = end
  }
  const quote = whole[word.start]
  const isOpen = done === word.end && (quote === '"' || quote === "'") && whole[word.end - 1] === quote
  return `${shown}${whole.slice(done, word.end)}${isOpen ? quote : ''}`
}

// Long runs of letters with digits, and UUIDs: keys of web hooks and pings stand in paths.
const tokens =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[\w-]{4,40}|(?<![A-Za-z0-9])(?=[A-Za-z0-9_]{0,80}\d)(?=[\d_]{0,80}[A-Za-z])[A-Za-z0-9_]{20,}/gi

function maskTokens(text: string): string {
  return text
    .replace(tokens, (run) => (/^[a-z]+(?:_[a-z]+)*_?\d{0,8}$/.test(run) ? run : '***'))
    .replace(/(\/bot\d{3,20}:)[^\s/'"]+/g, '$1***')
}

/** Whether something of this name holds a secret, so that nothing of it is shown. */
export function isSecretName(name: string): boolean {
  return (secretWord.test(name) || namesPart(name)) && !namesNoSecret.test(name)
}
