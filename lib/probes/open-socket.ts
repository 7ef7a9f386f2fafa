import { connect, type Socket } from 'node:net'
import { resolveAllowed } from '@/lib/egress/resolve-allowed'
import type { ProbeError } from '@/lib/probe-error'
import { connectionFault, connectLimitMs, connectTimeout, stopped } from './connection-fault'
import { pinnedTo } from './pinned-connection'
import type { ProbeContext } from './probe-context'

export interface OpenSocket {
  socket: Socket
  address: string
  dnsMs: number
  connectMs: number
}

/** "db.example.com:5432", with brackets round an IPv6 address. */
export function endpointName(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** A TCP connection through the guard, within 5 s. The caller destroys the socket. Throws ProbeError only. */
export async function openSocket(host: string, port: number, probe: ProbeContext): Promise<OpenSocket> {
  const startedAt = performance.now()
  const where = endpointName(host, port)
  const addresses = await resolveAllowed(host, port, probe.egress, probe.signal, probe.resolve)
  const resolvedAt = performance.now()
  const socket = connect(pinnedTo(addresses, port))
  const limit = Math.max(0, Math.min(connectLimitMs, probe.timeoutMs - (resolvedAt - startedAt)))
  await waitFor(socket, 'connect', { where, limit, late: connectTimeout, signal: probe.signal })
  return {
    socket,
    address: socket.remoteAddress ?? '',
    dnsMs: resolvedAt - startedAt,
    connectMs: performance.now() - resolvedAt,
  }
}

/** Waits for one event of a socket; destroys it and throws ProbeError when it breaks or time is up. */
export function waitFor(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  limits: {
    where: string
    limit: number
    late: (where: string, ms: number) => ProbeError
    signal: AbortSignal
  },
): Promise<void> {
  const { where, limit, late, signal } = limits
  return new Promise((resolve, reject) => {
    const end = (error?: ProbeError) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      socket.removeListener('close', onClose)
      if (!error) return resolve()
      socket.destroy()
      reject(error)
    }
    const onAbort = () => end(stopped(where))
    const onClose = () => end(connectionFault({ code: 'ECONNRESET' }, where))
    const timer = setTimeout(() => end(late(where, limit)), limit)
    // Stays on the socket: a later error without a listener would end the process.
    socket.on('error', (error) => end(connectionFault(error, where)))
    socket.once('close', onClose)
    socket.once(event, () => end())
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
  })
}
