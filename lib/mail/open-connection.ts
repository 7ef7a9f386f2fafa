import { connect, type Socket } from 'node:net'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import { resolveAllowed } from '@/lib/egress/resolve-allowed'
import type { ResolvedAddress } from '@/lib/egress/resolve-name'

/** Milliseconds that one address may take to accept. */
const connectMs = 10_000

/**
 * A TCP connection to the mail server through the guard: the name is resolved once, every address of it is judged, and
 * exactly these are connected to, one after the other. Throws ProbeError when the guard refuses, else the last error.
 */
export async function openConnection(host: string, port: number, policy: EgressPolicy): Promise<Socket> {
  const addresses = await resolveAllowed(host, port, policy, AbortSignal.timeout(connectMs))
  let last: unknown
  for (const address of addresses) {
    try {
      return await dial(address, port)
    } catch (error) {
      last = error
    }
  }
  throw last
}

function dial({ address, family }: ResolvedAddress, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, family })
    const fail = (error: Error) => {
      socket.destroy()
      reject(error)
    }
    const late = setTimeout(
      () => fail(Object.assign(new Error('connect timed out'), { code: 'ETIMEDOUT' })),
      connectMs,
    )
    socket.once('error', fail)
    socket.once('connect', () => {
      clearTimeout(late)
      socket.removeListener('error', fail)
      // Until somebody else listens, an error without a listener would end the process.
      socket.on('error', () => {})
      resolve(socket)
    })
    socket.once('close', () => clearTimeout(late))
  })
}
