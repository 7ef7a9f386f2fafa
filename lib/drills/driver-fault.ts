import { Problem } from '@/lib/problem'
import { NotTried } from './drill-sight'

/** What a session says, or that it broke off: an answer of a database, not a slip of this program. */
export interface DriverFault {
  said: string
  /** Its pages or indexes are damaged (class XX). */
  isDamage: boolean
  /** The session is gone, and why nobody knows. */
  isGone: boolean
}

/** What a driver of PostgreSQL threw; null when it was something else. Pure. */
export function driverFault(error: unknown): DriverFault | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const isGone =
    /^(08|57P)/.test(code) ||
    /^(ECONNRESET|ECONNREFUSED|EPIPE|ENOENT)$/.test(code) ||
    /^Connection terminated|^Client has encountered a connection error|not queryable/.test(error.message)
  if (!isGone && !/^[0-9A-Z]{5}$/.test(code)) return null
  return {
    said: error.message
      .replaceAll(/\p{C}+/gu, ' ')
      .slice(0, 300)
      .replace(/\.+$/, ''),
    isDamage: /^XX/.test(code),
    isGone,
  }
}

/** What a place refused while a backup was loaded into it, in words; what is no answer of a database stays what it is. */
export function loadFault(error: unknown, name: string): unknown {
  const fault = driverFault(error)
  if (!fault) return error
  return fault.isGone
    ? new NotTried(
        `The place was gone while ${name} was loaded: ${fault.said}. Look at the log, and run it again.`,
      )
    : new Problem('invalid', `Restoring ${name} stopped: ${fault.said}.`)
}
