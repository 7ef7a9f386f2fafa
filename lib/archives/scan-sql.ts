import { granteesOf, judgeStatement, namesIn, ownerOf, rolesOfPolicy } from './judge-statement'
import { type ByteRange, SqlLexer } from './sql-lexer'

/** What a plain dump would do, told before anything of it runs. */
export interface SqlScan {
  lines: number
  /** The first thing that reaches beyond the database; null where there is none. */
  refusal: { line: number; why: string } | null
  /** Statements that are left out, with what they are about. */
  leftOut: (ByteRange & { what: string })[]
  /** "CREATE SCHEMA x", to be left out where the schema is made before for an extension. */
  schemas: (ByteRange & { name: string })[]
  extensions: { name: string; schema: string | null }[]
  roles: string[]
  tables: string[]
  /** Whether pg_dump's closing words stand among the last lines. */
  hasEndMark: boolean
  hasStartMark: boolean
  serverVersion: string | null
  programVersion: string | null
  /** Whether it ends in the middle of a statement or of copied lines; line where that begins. */
  openSince: number | null
}

const identifier = String.raw`("(?:[^"]|"")*"|[^\s".;(]+)`
const createExtension = new RegExp(
  `^CREATE EXTENSION (?:IF NOT EXISTS )?${identifier}(?: WITH)?(?: SCHEMA ${identifier})?`,
  'i',
)
const createSchema = new RegExp(`^CREATE SCHEMA (?:IF NOT EXISTS )?${identifier};?$`, 'i')
const createTable = new RegExp(
  String.raw`^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?${identifier}(?:\.${identifier})?`,
  'i',
)

const first = (name: string) => namesIn(name)[0] ?? ''

/** Reads a plain dump as a stream and says what it would do. Feed it with `push`, then ask `end`. */
export class SqlScanner {
  readonly #scan: SqlScan = {
    lines: 0,
    refusal: null,
    leftOut: [],
    schemas: [],
    extensions: [],
    roles: [],
    tables: [],
    hasEndMark: false,
    hasStartMark: false,
    serverVersion: null,
    programVersion: null,
    openSince: null,
  }
  readonly #roles = new Set<string>()
  readonly #lexer: SqlLexer
  #hasMade = false

  constructor() {
    this.#lexer = new SqlLexer({
      statement: (head, texts, range, line) => this.#statement(head, texts, range, line),
      command: (text, range, line) => this.#command(text, range, line),
      comment: (text) => this.#comment(text),
    })
  }

  push(chunk: Buffer): void {
    this.#lexer.push(chunk)
  }

  /** Whether it was refused already: the rest need not be read. */
  get isRefused(): boolean {
    return this.#scan.refusal !== null
  }

  end(): SqlScan {
    const { lines, openSince } = this.#lexer.end()
    return { ...this.#scan, lines, openSince, roles: [...this.#roles] }
  }

  #refuse(line: number, why: string): void {
    this.#scan.refusal ??= { line, why }
  }

  #statement(head: string, texts: readonly string[], range: ByteRange, line: number): boolean {
    // Something after the closing words: they were no end.
    this.#scan.hasEndMark = false
    const judged = judgeStatement(head, texts)
    this.#hasMade ||= /^(?:CREATE|INSERT|COPY)\b/i.test(head)
    // `pg_dump --clean` first takes apart what an empty database does not have.
    const isTakingApart = judged.kind === 'run' && !this.#hasMade && /^ALTER\b/i.test(head)
    const verdict = isTakingApart ? { kind: 'leave-out' as const, what: 'what was there before' } : judged
    if (verdict.kind === 'refuse') this.#refuse(line, verdict.why)
    if (verdict.kind === 'leave-out') this.#scan.leftOut.push({ ...range, what: verdict.what })
    if (verdict.kind === 'run') this.#note(head, range)
    const extension = createExtension.exec(head)
    if (extension?.[1])
      this.#scan.extensions.push({
        name: first(extension[1]),
        schema: extension[2] ? first(extension[2]) : null,
      })
    const owner = verdict.kind === 'leave-out' ? ownerOf(head) : null
    for (const name of owner === null ? granteesOf(head) : [owner]) this.#roles.add(name)
    return verdict.kind === 'copy'
  }

  #note(head: string, range: ByteRange): void {
    for (const role of rolesOfPolicy(head)) this.#roles.add(role)
    const schema = createSchema.exec(head)?.[1]
    if (schema) this.#scan.schemas.push({ ...range, name: first(schema) })
    const table = createTable.exec(head)
    if (table?.[1])
      this.#scan.tables.push(table[2] ? `${first(table[1])}.${first(table[2])}` : `public.${first(table[1])}`)
  }

  #command(text: string, range: ByteRange, line: number): void {
    // What pg_dump writes around a dump to lock psql. The product locks it with a word of its own.
    if (/^\\(?:un)?restrict [A-Za-z0-9]+\s*$/.test(text)) {
      this.#scan.leftOut.push({ ...range, what: 'psql locks' })
      return
    }
    const name = /^\\(?:[a-z_]+|.)?/i.exec(text)?.[0] ?? '\\'
    this.#refuse(line, `gives psql the command ${name}`)
  }

  #comment(text: string): void {
    if (/PostgreSQL database (?:cluster )?dump complete/.test(text)) this.#scan.hasEndMark = true
    else if (/PostgreSQL database (?:cluster )?dump$/.test(text.trim())) this.#scan.hasStartMark = true
    this.#scan.serverVersion ??= /Dumped from database version (\S+)/.exec(text)?.[1] ?? null
    this.#scan.programVersion ??= /Dumped by pg_dump version (\S+)/.exec(text)?.[1] ?? null
  }
}
