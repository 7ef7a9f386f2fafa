const newLine = 10

/** Lines that a script copies into a table: they end with one that holds `\.` alone. */
export class CopiedLines {
  readonly line: number
  #kept: number[] = []
  /** Begins with the rest of the line of COPY itself. */
  #isRest = true

  constructor(line: number) {
    this.line = line
  }

  /** Where in `chunk` the next byte stands that can matter; its length when none does. */
  skip(chunk: Buffer, at: number): number {
    if (!this.#isRest) return at
    const end = chunk.indexOf(newLine, at)
    return end < 0 ? chunk.length : end
  }

  /** Whether the copied lines end with this byte. */
  take(byte: number): boolean {
    if (byte !== newLine) {
      this.#kept.push(byte)
      if (this.#kept.length > 4) this.#isRest = true
      return false
    }
    const isEnd = !this.#isRest && /^\\\.\r?$/.test(Buffer.from(this.#kept).toString('latin1'))
    this.#kept = []
    this.#isRest = false
    return isEnd
  }
}
