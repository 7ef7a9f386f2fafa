import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from '@/lib/archives/run-program'
import { Problem } from '@/lib/problem'

/** Copies a SQLite file into the folder of a run: nothing that is asked of it touches the backup. */
export async function copySqlite(path: string, folder: string): Promise<string> {
  const copy = join(folder, 'restored.sqlite')
  await copyFile(path, copy)
  return copy
}

// In a process of its own: SQLite answers a question without ever looking up, and a thread that is told to end waits for it.
const asking = `
const { DatabaseSync } = require('node:sqlite')
const [file, question, most] = process.argv.slice(1)
const say = (said) => process.stdout.write(JSON.stringify(said))
try {
  const database = new DatabaseSync(file, { readOnly: true, allowExtension: false })
  database.exec('pragma query_only = on; pragma trusted_schema = off')
  const rows = []
  const asked = database.prepare(question)
  asked.setReturnArrays(true)
  asked.setReadBigInts(true)
  for (const row of asked.iterate()) {
    rows.push(row.map((value) => value === null ? null : value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)))
    if (rows.length >= Number(most)) break
  }
  database.close()
  say({ rows })
} catch (error) {
  say({ error: error.message })
}`

/** What an answer may have. */
const mostBytes = 16 * 1024 ** 2

/** The first rows that a question gives, as text. Throws Problem when SQLite refuses it or takes too long. */
export async function askSqlite(
  file: string,
  question: string,
  { most, timeMs, signal }: { most: number; timeMs: number; signal: AbortSignal },
): Promise<(string | null)[][]> {
  const stop = new AbortController()
  const refuse = (sentence: string) => stop.abort(new Problem('invalid', sentence))
  const timer = setTimeout(() => refuse(`It gave no answer within ${timeMs / 1_000} s.`), timeMs)
  const output: Buffer[] = []
  let bytes = 0
  try {
    await runProgram({
      program: process.execPath,
      args: ['-e', asking, '--', file, question, String(most)],
      signal: AbortSignal.any([signal, stop.signal]),
      onOutput: (chunk) => {
        bytes += chunk.length
        if (bytes > mostBytes) refuse('Its answer has more than 16 MB: ask for less of it.')
        else output.push(chunk)
      },
    })
  } finally {
    clearTimeout(timer)
  }
  const text = Buffer.concat(output).toString('utf8')
  if (text === '') throw new Problem('invalid', 'SQLite broke off over it: it may need too much memory.')
  const said = JSON.parse(text) as { rows?: (string | null)[][]; error?: string }
  if (!said.rows) throw new Problem('invalid', `SQLite says: ${said.error}.`)
  return said.rows
}
