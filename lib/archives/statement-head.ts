/** Characters of a statement, and of each of its texts, that are kept to judge it. */
const keptHead = 32_768
const keptTexts = 100

const space = 32

/** Letters, digits, underscores and everything beyond ASCII. */
export function isNameByte(byte: number): boolean {
  return (
    (byte >= 97 && byte <= 122) ||
    (byte >= 65 && byte <= 90) ||
    (byte >= 48 && byte <= 57) ||
    byte === 95 ||
    byte >= 128
  )
}

/** The statement that is being read: what is kept of it, and how deep it is in parentheses and bodies. */
export class StatementHead {
  texts: string[] = []
  start: { offset: number; line: number } | null = null
  #head: number[] = []
  #word: number[] = []
  #words: string[] = []
  #depth = 0
  #bodyDepth = 0

  /** Whether a semicolon ends the statement here. */
  get isOutside(): boolean {
    return this.#depth === 0 && this.#bodyDepth === 0
  }

  begin(offset: number, line: number): void {
    this.start ??= { offset, line }
  }

  keep(byte: number): void {
    if (this.#head.length < keptHead) this.#head.push(byte)
  }

  keepSpace(): void {
    if (this.start && this.#head.at(-1) !== space) this.keep(space)
  }

  addText(text: string): void {
    this.keep(39)
    this.keep(39)
    if (this.texts.length < keptTexts) this.texts.push(text)
  }

  addToWord(byte: number): void {
    this.#word.push(byte)
  }

  parenthesis(step: 1 | -1): void {
    this.#depth = Math.max(0, this.#depth + step)
  }

  /** Counts BEGIN, CASE and END of bodies that are written as statements, as psql does. */
  endWord(): void {
    if (this.#word.length === 0) return
    const word = this.#word.length > 20 ? '' : Buffer.from(this.#word).toString('latin1').toUpperCase()
    this.#word = []
    if (this.#words.length < 4) this.#words.push(word)
    if (this.#depth > 0 || !/^CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE)/.test(this.#words.join(' ')))
      return
    if (word === 'BEGIN') this.#bodyDepth += 1
    else if (word === 'CASE' && this.#bodyDepth > 0) this.#bodyDepth += 1
    else if (word === 'END' && this.#bodyDepth > 0) this.#bodyDepth -= 1
  }

  /** A comment's first character was kept before it was known to be one. */
  takeBack(): void {
    this.#head.pop()
    this.endWord()
    if (this.#head.every((byte) => byte === space)) {
      this.start = null
      this.#head = []
    } else this.keepSpace()
  }

  /** Whether the word right before a quote is the E of a text with escapes; it is no part of the head then. */
  takeEscapeMark(): boolean {
    const isMark = this.#word.length === 1 && (this.#word[0] === 69 || this.#word[0] === 101)
    if (!isMark) return false
    this.#word = []
    this.#head.pop()
    return true
  }

  /** The head so far; a new statement may begin. */
  finish(): string {
    const head = Buffer.from(this.#head).toString('utf8').trim()
    this.start = null
    this.texts = []
    this.#head = []
    this.#word = []
    this.#words = []
    this.#depth = 0
    this.#bodyDepth = 0
    return head
  }
}
