import { lookup } from 'node:dns'
import { ProbeError } from '@/lib/probe-error'

/** One address that a name stands for. */
export interface ResolvedAddress {
  address: string
  family: 4 | 6
}

/** Turns a name into all of its addresses; throws an error with a `code` of getaddrinfo. */
export type ResolveName = (name: string) => Promise<ResolvedAddress[]>

/** Seconds that a name may take; longer and the run says so instead of waiting (design limit 2 s). */
const resolveTimeoutMs = 2_000

// getaddrinfo runs on a small thread pool and cannot be cancelled: one question per name at a time.
const underway = new Map<string, Promise<ResolvedAddress[]>>()

/** The operating system's resolution: hosts file, then DNS, as every other program on this machine. */
export const resolveBySystem: ResolveName = (name) => {
  const running = underway.get(name)
  if (running) return running
  const answer = new Promise<ResolvedAddress[]>((resolve, reject) => {
    lookup(name, { all: true, order: 'verbatim' }, (error, addresses) => {
      underway.delete(name)
      if (error) reject(error)
      else resolve(addresses as ResolvedAddress[])
    })
  })
  underway.set(name, answer)
  return answer
}

/**
 * All addresses of a name, within 2 s. Throws ProbeError `unknown-host` when the name has none,
 * `timeout` with code EAI_TIMEOUT when nobody answered, which says nothing about the target itself.
 */
export async function resolveInTime(
  name: string,
  resolve: ResolveName,
  signal: AbortSignal,
): Promise<ResolvedAddress[]> {
  if (signal.aborted) throw outOfTime(name)
  let stop: () => void = () => {}
  const deadline = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(outOfTime(name))
    const timer = setTimeout(giveUp, resolveTimeoutMs)
    signal.addEventListener('abort', giveUp, { once: true })
    stop = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
    }
  })
  try {
    const addresses = await Promise.race([resolve(name), deadline])
    if (addresses.length === 0) throw noAddress(name, 'ENODATA')
    return addresses
  } catch (error) {
    if (error instanceof ProbeError) throw error
    throw noAddress(name, (error as NodeJS.ErrnoException).code ?? 'ENOTFOUND')
  } finally {
    stop()
  }
}

function outOfTime(name: string): ProbeError {
  return new ProbeError(
    'timeout',
    `The name ${name} was not resolved within ${resolveTimeoutMs / 1000} s. Look at the DNS resolver of the machine that Wheeltapper runs on.`,
    'EAI_TIMEOUT',
  )
}

function noAddress(name: string, code: string): ProbeError {
  if (code === 'EAI_AGAIN') {
    return new ProbeError(
      'unknown-host',
      `The DNS resolver of this machine gave no answer for ${name} (${code}). Look at /etc/resolv.conf and whether the resolver can be reached.`,
      code,
    )
  }
  return new ProbeError(
    'unknown-host',
    `The name ${name} has no address (${code}). Correct the spelling, or add its A or AAAA record in DNS.`,
    code,
  )
}
