/** A word of a command or connection text, with where it stands in it. */
export interface CommandWord {
  start: number
  end: number
  /** Without the quotes and backslashes that hold it together. */
  text: string
  /** For each character of `text` its place in the whole. */
  places: readonly number[]
}

const closing: Readonly<Record<string, string>> = { "'": "'", '"': '"', '`': '`' }

/**
 * Splits a text at blanks as a shell or a connection text does: quotes, `…` and $(…) hold words together. A backslash
 * takes the next character as it is everywhere, because connection texts read it so within quotes; where a shell does
 * not, a word becomes longer than it is, never shorter. What is not closed reaches to the end.
 */
export function wordsOf(whole: string): CommandWord[] {
  const words: CommandWord[] = []
  let at = 0
  while (at < whole.length) {
    if (isBlank(whole[at])) {
      at += 1
      continue
    }
    const word = readWord(whole, at)
    words.push(word)
    at = word.end
  }
  return words
}

function readWord(whole: string, start: number): CommandWord {
  const places: number[] = []
  let close: string | null = null
  let at = start
  for (; at < whole.length; at += 1) {
    const sign = whole[at] ?? ''
    if (sign === '\\' && at + 1 < whole.length) {
      at += 1
      places.push(at)
    } else if (close !== null) {
      if (sign === close) close = null
      else places.push(at)
    } else if (isBlank(sign)) break
    else if (closing[sign]) close = closing[sign]
    else if (sign === '(' && whole[at - 1] === '$') close = ')'
    else places.push(at)
  }
  return { start, end: at, text: places.map((place) => whole[place]).join(''), places }
}

const isBlank = (sign: string | undefined) => sign === ' ' || sign === '\t' || sign === '\n' || sign === '\r'
