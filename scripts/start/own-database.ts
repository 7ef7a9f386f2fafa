import { findRunningEmbedded, startEmbeddedPostgres } from '../database/embedded-postgres'
import { assertUsable } from './external-database'
import { folders } from './folders'

/** The product's database while somebody uses it: the built-in one, or the one of DATABASE_URL. */
export interface OwnDatabase {
  url: string
  stop(): Promise<void>
}

/** Opens the database that the product runs on. `onStep` hears about long steps. */
export async function openOwnDatabase(
  externalUrl: string | undefined,
  onStep?: (sentence: string) => void,
): Promise<OwnDatabase> {
  if (externalUrl) {
    await assertUsable(externalUrl)
    return { url: externalUrl, stop: async () => {} }
  }
  const server = await startEmbeddedPostgres({ ...folders, onStep })
  return { url: server.url, stop: server.stop }
}

/** Opens the database for a tool: the running product's if there is one, else its own for the time of the tool. */
export async function withOwnDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const externalUrl = process.env.DATABASE_URL || undefined
  const running = externalUrl ? null : await findRunningEmbedded(folders)
  if (running) return work(running)
  const database = await openOwnDatabase(externalUrl)
  try {
    return await work(database.url)
  } finally {
    await database.stop()
  }
}
