import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Problem } from '@/lib/problem'

/** Copies a SQLite file into the folder of a run: nothing that is asked of it touches the backup. */
export async function copySqlite(path: string, folder: string): Promise<string> {
  const copy = join(folder, 'restored.sqlite')
  await copyFile(path, copy)
  return copy
}

// On a thread of its own, which can be ended: SQLite answers a question without ever looking up.
const asking = `
const { parentPort, workerData } = require('node:worker_threads')
const { DatabaseSync } = require('node:sqlite')
try {
  const database = new DatabaseSync(workerData.file, { readOnly: true, allowExtension: false })
  database.exec('pragma query_only = on; pragma trusted_schema = off')
  const rows = []
  for (const row of database.prepare(workerData.question).iterate()) {
    rows.push(Object.values(row).map((value) => value === null ? null : value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)))
    if (rows.length >= workerData.most) break
  }
  database.close()
  parentPort.postMessage({ rows })
} catch (error) {
  parentPort.postMessage({ error: error.message })
}`

/** The first rows that a question gives, as text. Throws Problem when SQLite refuses it or takes too long. */
export function askSqlite(
  file: string,
  question: string,
  { most, timeMs, signal }: { most: number; timeMs: number; signal: AbortSignal },
): Promise<(string | null)[][]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(asking, { eval: true, workerData: { file, question, most }, env: {} })
    const end = (settle: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stopped)
      void worker.terminate()
      settle()
    }
    const stopped = () => end(() => reject(signal.reason))
    const timer = setTimeout(
      () => end(() => reject(new Problem('invalid', `It gave no answer within ${timeMs / 1_000} s.`))),
      timeMs,
    )
    signal.addEventListener('abort', stopped, { once: true })
    if (signal.aborted) stopped()
    worker.once('message', (said: { rows?: (string | null)[][]; error?: string }) =>
      end(() =>
        said.rows ? resolve(said.rows) : reject(new Problem('invalid', `SQLite says: ${said.error}.`)),
      ),
    )
    worker.once('error', (error) => end(() => reject(error)))
  })
}
