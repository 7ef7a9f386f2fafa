import { Worker } from 'node:worker_threads'

// SQLite works on the thread that asks it: a big file would hold up everything else that this process does, so it is
// read on a thread of its own. The program is a text, because threads do not know the bundle that the product is.

/** What the thread says while it reads. */
export type SqliteMessage =
  | { type: 'about'; version: string; tables: number; problems: string[]; keyProblems: number }
  | { type: 'progress'; table: string; done: number; rows: number }
  | {
      type: 'table'
      name: string
      rows: number
      content: string
      columns: string[]
      key: string[]
      used: string | null
    }
  | { type: 'object'; kind: string; name: string; table: string; sql: string }
  | { type: 'column'; table: string; name: string; value: string }
  | { type: 'sequence'; name: string; last: string }
  | { type: 'setting'; name: string; value: string }
  | { type: 'done' }
  | { type: 'fault'; message: string }

const program = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { createHash } = require('node:crypto')
  const { DatabaseSync } = require('node:sqlite')
  const say = (message) => parentPort.postMessage(message)
  const quoted = (name) => '"' + name.replaceAll('"', '""') + '"'
  const mask = (1n << 64n) - 1n

  function written(value) {
    if (value === null) return 'n'
    if (typeof value === 'bigint') return 'i' + value
    if (typeof value === 'number') return 'r' + (Object.is(value, -0) ? '-0' : String(value))
    if (typeof value === 'string') return 't' + Buffer.byteLength(value) + ':' + value
    return 'b' + value.length + ':' + Buffer.from(value).toString('hex')
  }

  function readTable(db, name, done) {
    const info = db.prepare('select name, type, "notnull" as required, dflt_value as initial, pk, hidden from pragma_table_xinfo(?)').all(name)
    const columns = info.filter(({ hidden }) => hidden !== 1).map((column) => column.name).sort((a, b) => (a < b ? -1 : 1))
    for (const { name: column, type, required, initial } of info)
      say({ type: 'column', table: name, name: column, value: [type || 'any', required ? 'not null' : '', initial === null ? '' : 'default ' + initial].filter(Boolean).join(' ') })
    const key = info.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk).map((column) => column.name)
    const statement = db.prepare('select ' + columns.map(quoted).join(', ') + ' from ' + quoted(name))
    statement.setReadBigInts(true)
    statement.setReturnArrays(true)
    let rows = 0
    let sum = 0n
    for (const row of statement.iterate()) {
      const hash = createHash('sha256').update(row.map(written).join('|')).digest()
      sum = (sum + hash.readBigUInt64BE(0)) & mask
      rows += 1
      if (rows % 20000 === 0) say({ type: 'progress', table: name, done, rows })
    }
    const only = key.length === 1 ? info.find((column) => column.pk > 0) : undefined
    let used = null
    if (only && /^integer$/i.test(only.type)) {
      const most = db.prepare('select max(' + quoted(only.name) + ') as used from ' + quoted(name))
      most.setReadBigInts(true)
      const { used: greatest } = most.get()
      used = greatest === null ? null : String(greatest)
    }
    say({ type: 'table', name, rows, content: String(sum), columns, key, used })
  }

  function read() {
    const db = new DatabaseSync(workerData, { readOnly: true, allowExtension: false, enableForeignKeyConstraints: false })
    try {
      db.exec('pragma query_only = on; pragma trusted_schema = off; begin')
      const names = db.prepare("select name, sql from sqlite_schema where type = 'table' and name not like 'sqlite\\\\_%' escape '\\\\' order by name").all()
      const problems = db.prepare('pragma integrity_check(20)').all().map((row) => String(Object.values(row)[0])).filter((text) => text !== 'ok')
      const keyProblems = problems.length > 0 ? 0 : db.prepare('select count(*) as n from pragma_foreign_key_check').get().n
      const version = db.prepare('select sqlite_version() as v').get().v
      say({ type: 'about', version, tables: names.length, problems, keyProblems })
      if (problems.length > 0) return
      for (const setting of ['encoding', 'user_version', 'application_id', 'auto_vacuum', 'page_size', 'journal_mode'])
        say({ type: 'setting', name: setting, value: String(Object.values(db.prepare('pragma ' + setting).get())[0]) })
      for (const { type, name, tbl_name, sql } of db.prepare("select type, name, tbl_name, sql from sqlite_schema where sql is not null order by type, name").all())
        say({ type: 'object', kind: type, name, table: tbl_name, sql })
      if (db.prepare("select 1 from sqlite_schema where name = 'sqlite_sequence'").get())
        for (const { name, seq } of db.prepare('select name, seq from sqlite_sequence order by name').all())
          say({ type: 'sequence', name, last: String(seq) })
      names.forEach(({ name, sql }, done) => {
        // What a virtual table shows is made by a module; its rows lie in tables beside it.
        if (!/^\\s*create\\s+virtual/i.test(sql || '')) readTable(db, name, done)
      })
      say({ type: 'done' })
    } finally {
      db.close()
    }
  }
  try { read() } catch (error) { say({ type: 'fault', message: String(error && error.message) }) }`

/** Reads a SQLite file to its end and hears of everything in it. Ends with the signal, whose reason it throws. */
export function readSqliteFile(
  path: string,
  signal: AbortSignal,
  hear: (message: SqliteMessage) => void,
): Promise<void> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const thread = new Worker(program, {
      eval: true,
      workerData: path,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    const stop = () => void thread.terminate()
    signal.addEventListener('abort', stop, { once: true })
    thread.on('message', (message: SqliteMessage) => hear(message))
    thread.once('error', (error) => hear({ type: 'fault', message: error.message }))
    thread.once('exit', () => {
      signal.removeEventListener('abort', stop)
      if (signal.aborted) reject(signal.reason)
      else resolve()
    })
  })
}
