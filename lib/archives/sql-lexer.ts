import { CopiedLines } from './copied-lines'
import { isNameByte, StatementHead } from './statement-head'

/** Bytes [from, to) of a text. */
export interface ByteRange {
  from: number
  to: number
}

/** What is told while a script is read. */
export interface SqlEvents {
  /** A whole statement: comments gone, texts replaced by ''. Returns whether copied lines follow. */
  statement(head: string, texts: readonly string[], range: ByteRange, line: number): boolean
  /** A command for psql, from its backslash to the end of its line. */
  command(text: string, range: ByteRange, line: number): void
  /** A comment that runs to the end of its line, without its dashes. */
  comment(text: string): void
}

type State =
  | 'code'
  | 'text'
  | 'escape-text'
  | 'name'
  | 'tag'
  | 'dollar'
  | 'line-comment'
  | 'block-comment'
  | 'command'
  | 'copy'

const keptPiece = 65_536

const [newLine, quote, doubleQuote, dollar, dash, slash, star, backslash, semicolon, open, close] = [
  10, 39, 34, 36, 45, 47, 42, 92, 59, 40, 41,
] as const

/**
 * Cuts a script into statements the way psql does: texts with and without escapes, dollar quotes, nested comments,
 * parentheses, bodies that begin with ATOMIC, lines copied from the script itself. Works byte by byte, so that a chunk
 * may end anywhere; in all encodings that `judgeStatement` lets pass, these bytes are only themselves.
 */
export class SqlLexer {
  readonly #events: SqlEvents
  readonly #statement = new StatementHead()
  readonly #states: Readonly<Record<State, (byte: number) => void>>
  #state: State = 'code'
  #line = 1
  #offset = 0
  #piece: number[] = []
  #tag = ''
  #isEscaped = false
  /** A text with escapes goes on after a doubled quote, and after an end of line. */
  #escapesGoOn = false
  #isInName = false
  #commentDepth = 0
  #previous = 0
  #commandStart = 0
  #copied: CopiedLines | null = null

  constructor(events: SqlEvents) {
    this.#events = events
    this.#states = {
      code: (byte) => this.#code(byte),
      text: (byte) => this.#text(byte),
      'escape-text': (byte) => this.#text(byte),
      name: (byte) => this.#name(byte),
      tag: (byte) => this.#dollarTag(byte),
      dollar: (byte) => this.#dollarText(byte),
      'line-comment': (byte) => (byte === newLine ? this.#endComment() : this.#keepPiece(byte)),
      'block-comment': (byte) => this.#blockComment(byte),
      command: (byte) => (byte === newLine ? this.#endCommand() : this.#keepPiece(byte)),
      copy: (byte) => this.#copy(byte),
    }
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at += 1) {
      if (this.#copied) {
        const until = this.#copied.skip(chunk, at)
        this.#offset += until - at
        at = until
        if (at >= chunk.length) return
      }
      const byte = chunk[at] as number
      this.#states[this.#state](byte)
      this.#offset += 1
      if (byte === newLine) this.#line += 1
    }
  }

  /** Says whether the script ends inside something, and on which line that began. */
  end(): { lines: number; openSince: number | null } {
    if (this.#state === 'line-comment') this.#endComment()
    if (this.#state === 'command') this.#endCommand()
    const since = this.#copied?.line ?? this.#statement.start?.line ?? null
    return { lines: this.#line, openSince: since ?? (this.#state === 'code' ? null : this.#line) }
  }

  #keepPiece = (byte: number) => void (this.#piece.length < keptPiece && this.#piece.push(byte))

  #enter(state: State, piece: number[] = []): void {
    this.#state = state
    this.#piece = piece
    this.#isInName = false
  }

  #toCode(previous = 0): void {
    this.#state = 'code'
    this.#previous = previous
  }

  #code(byte: number): void {
    const previous = this.#previous
    this.#previous = byte
    if (byte === backslash) {
      this.#statement.endWord()
      this.#commandStart = this.#offset
      this.#enter('command', [byte])
    } else if (byte === dash && previous === dash) {
      this.#statement.takeBack()
      this.#enter('line-comment')
    } else if (byte === star && previous === slash) {
      this.#statement.takeBack()
      this.#commentDepth = 1
      this.#previous = 0
      this.#enter('block-comment')
    } else if (byte === quote) {
      this.#beginText()
    } else if (byte === dollar && !this.#isInName) {
      this.#statement.begin(this.#offset, this.#line)
      this.#statement.endWord()
      this.#enter('tag', [byte])
    } else {
      this.#plain(byte)
    }
  }

  #plain(byte: number): void {
    const statement = this.#statement
    if (!isNameByte(byte)) statement.endWord()
    const isDigit = byte >= 48 && byte <= 57
    this.#isInName = this.#isInName ? isNameByte(byte) || byte === dollar : isNameByte(byte) && !isDigit
    if (byte <= 32) {
      statement.keepSpace()
      return
    }
    this.#escapesGoOn = false
    statement.begin(this.#offset, this.#line)
    statement.keep(byte)
    if (byte === doubleQuote) this.#enter('name')
    else if (byte === open) statement.parenthesis(1)
    else if (byte === close) statement.parenthesis(-1)
    else if (byte === semicolon && statement.isOutside) this.#endStatement()
    else if (isNameByte(byte)) statement.addToWord(byte)
  }

  #name(byte: number): void {
    this.#statement.keep(byte)
    if (byte === doubleQuote) this.#toCode(byte)
  }

  #beginText(): void {
    this.#statement.begin(this.#offset, this.#line)
    const hasEscapes = this.#statement.takeEscapeMark() || this.#escapesGoOn
    this.#statement.endWord()
    this.#isEscaped = false
    this.#enter(hasEscapes ? 'escape-text' : 'text')
  }

  #text(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (this.#state === 'escape-text' && byte === backslash) this.#isEscaped = true
    else if (byte === quote) {
      this.#escapesGoOn = this.#state === 'escape-text'
      this.#endText()
      return
    }
    this.#keepPiece(byte)
  }

  /** A doubled quote begins a second text right behind the first: for judging, that is the same. */
  #endText(): void {
    this.#statement.addText(Buffer.from(this.#piece).toString('utf8'))
    this.#toCode()
  }

  #dollarTag(byte: number): void {
    const isDigitFirst = this.#piece.length === 1 && byte >= 48 && byte <= 57
    if (byte === dollar) {
      this.#tag = Buffer.from([...this.#piece, byte]).toString('latin1')
      this.#enter('dollar')
    } else if (isNameByte(byte) && !isDigitFirst && this.#piece.length < 100) {
      this.#piece.push(byte)
    } else {
      // A parameter or an operator after all.
      for (const kept of this.#piece) this.#statement.keep(kept)
      this.#toCode(this.#piece.at(-1))
      this.#code(byte)
    }
  }

  #dollarText(byte: number): void {
    this.#piece.push(byte)
    if (byte === dollar && this.#piece.length >= this.#tag.length) {
      const end = Buffer.from(this.#piece.slice(-this.#tag.length)).toString('latin1')
      if (end === this.#tag) {
        this.#piece.length -= this.#tag.length
        this.#endText()
      }
    }
    // Only its beginning is judged; its end must be found however long it is.
    if (this.#piece.length > 2 * keptPiece)
      this.#piece.splice(keptPiece, this.#piece.length - keptPiece - 200)
  }

  #blockComment(byte: number): void {
    const previous = this.#previous
    this.#previous = byte
    if (byte === star && previous === slash) this.#commentDepth += 1
    else if (byte === slash && previous === star) this.#commentDepth -= 1
    else return
    this.#previous = 0
    if (this.#commentDepth === 0) this.#toCode()
  }

  #endComment(): void {
    this.#events.comment(Buffer.from(this.#piece).toString('utf8'))
    this.#toCode(newLine)
  }

  #endCommand(): void {
    const range = { from: this.#commandStart, to: this.#offset + 1 }
    this.#events.command(Buffer.from(this.#piece).toString('utf8'), range, this.#line)
    this.#toCode(newLine)
  }

  #endStatement(): void {
    const { start, texts } = this.#statement
    const { offset, line } = start ?? { offset: this.#offset, line: this.#line }
    const head = this.#statement.finish()
    const isCopy = this.#events.statement(head, texts, { from: offset, to: this.#offset + 1 }, line)
    this.#isInName = false
    if (!isCopy) return
    this.#enter('copy')
    this.#copied = new CopiedLines(line)
  }

  #copy(byte: number): void {
    if (!this.#copied?.take(byte)) return
    this.#copied = null
    this.#toCode(newLine)
  }
}
