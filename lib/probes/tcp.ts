import type { Socket } from 'node:net'
import { connectionFault } from './connection-fault'
import { endpointName, openSocket } from './open-socket'
import type { ProbeContext } from './probe-context'

export interface TcpQuestion {
  host: string
  port: number
  /** Read what the server says first, at most 1 KiB. */
  readGreeting: boolean
}

export interface TcpAnswer {
  address: string
  dnsMs: number
  connectMs: number
  /** Null when it was not asked for; empty when the server said nothing in time. */
  greeting: string | null
}

const greetingLimit = 1_024

/** Opens a TCP connection and closes it. Throws ProbeError only. */
export async function probeTcp(
  { host, port, readGreeting }: TcpQuestion,
  probe: ProbeContext,
): Promise<TcpAnswer> {
  const startedAt = performance.now()
  const { socket, address, dnsMs, connectMs } = await openSocket(host, port, probe)
  try {
    const left = probe.timeoutMs - (performance.now() - startedAt)
    const greeting = readGreeting
      ? await readFirstBytes(socket, left, endpointName(host, port), probe.signal)
      : null
    return { address, dnsMs, connectMs, greeting }
  } finally {
    socket.destroy()
  }
}

/** Up to the first line end, 1 KiB, a pause of the server until time is up, or its end. */
function readFirstBytes(socket: Socket, limit: number, where: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve(Buffer.concat(chunks).subarray(0, greetingLimit).toString('latin1'))
    }
    const timer = setTimeout(end, Math.max(0, limit))
    signal.addEventListener('abort', end, { once: true })
    socket.once('error', (error) => {
      clearTimeout(timer)
      reject(connectionFault(error, where))
    })
    socket.once('end', end)
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size >= greetingLimit || chunk.includes(0x0a)) end()
    })
  })
}
