import { connect, createServer, type Socket } from 'node:net'

/** A TCP relay in front of a server that can change what the server says: another version, for example. */
export interface PostgresRelay {
  port: number
  /** From now on this text of the server arrives as that one; both must have the same length. */
  rewrite(from: string, to: string): void
  /** From now on what follows these bytes of the server arrives a moment after them. */
  holdBackAfter(bytes: Buffer): void
  /** Cuts all connections that go through it. */
  cut(): void
  close(): Promise<void>
}

/** Long enough that whoever does not wait for the rest has gone on without it. */
const heldBackMs = 50

export async function startPostgresRelay(serverPort: number): Promise<PostgresRelay> {
  let rewritten: { from: Buffer; to: Buffer } | null = null
  let heldAfter: Buffer | null = null
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1')
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (chunk) => upstream.write(chunk))
    upstream.on('data', (chunk: Buffer) => {
      const said = rewritten ? replaceIn(chunk, rewritten) : chunk
      const at = heldAfter ? said.indexOf(heldAfter) : -1
      if (!heldAfter || at < 0) return client.write(said)
      const end = at + heldAfter.length
      client.write(said.subarray(0, end))
      upstream.pause()
      setTimeout(() => {
        client.write(said.subarray(end))
        upstream.resume()
      }, heldBackMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    rewrite(from, to) {
      if (from.length !== to.length) throw new Error('a relay keeps lengths')
      rewritten = { from: Buffer.from(from), to: Buffer.from(to) }
    },
    holdBackAfter(bytes) {
      heldAfter = bytes
    },
    cut: () => {
      for (const socket of open) socket.destroy()
    },
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function replaceIn(chunk: Buffer, { from, to }: { from: Buffer; to: Buffer }): Buffer {
  const changed = Buffer.from(chunk)
  for (let at = changed.indexOf(from); at >= 0; at = changed.indexOf(from, at + to.length))
    to.copy(changed, at)
  return changed
}
