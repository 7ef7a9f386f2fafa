import pg from 'pg'
import type { ScratchLogin, ScratchServer } from './scratch-server'

/** A session over the socket of a throw-away server; ends with the work, or when the signal rings. */
export async function withSocketClient<T>(
  server: Pick<ScratchServer, 'socketFolder' | 'port' | 'database'>,
  login: ScratchLogin,
  signal: AbortSignal,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const client = new pg.Client({
    host: server.socketFolder,
    port: server.port,
    database: server.database,
    user: login.user,
    password: () => login.password,
    application_name: 'wheeltapper',
    connectionTimeoutMillis: 15_000,
  })
  // Without a listener, a server that is stopped would end this process; queries report it too.
  client.on('error', () => {})
  const stopped = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  stopped.catch(() => {})
  try {
    await client.connect()
    return await Promise.race([work(client), stopped])
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    const goodbye = client.end().catch(() => {})
    // A server that was stopped may never answer.
    await Promise.race([goodbye, new Promise((resolve) => setTimeout(resolve, 200).unref())])
  }
}
