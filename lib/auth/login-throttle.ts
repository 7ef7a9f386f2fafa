import { createHash } from 'node:crypto'
import { addressPrefix } from './client-address'

/** What is remembered under one key: tries since `windowStart`, of which the last was refused until `blockedUntil`. */
export interface Counter {
  failures: number
  windowStart: Date
  blockedUntil: Date | null
}

/** A limit: so many tries are free within a window, then a pause that doubles. */
interface Limit {
  free: number
  /** A window that nobody has touched for this long is forgotten. */
  windowSeconds: number
  firstPause: number
  longestPause: number
}

// A pause ends after 15 minutes at the latest: nobody can lock an owner out for good.
const longestPause = 900

/** Tries against one account from one address: five in 15 minutes are free, then 1, 2, 4 … 900 s. */
const accountAndAddress: Limit = { free: 5, windowSeconds: 900, firstPause: 1, longestPause }

/** Tries against one account from anywhere that its owner never signed in from: at most about a hundred a day. */
const account: Limit = { free: 10, windowSeconds: 86_400, firstPause: 60, longestPause }

/** Tries per minute from one address (IPv6: one /64), and in all. */
const perMinute = { address: 20, all: 100 }

/** The counters that one try touches. */
export interface ThrottleKeys {
  accountAndAddress: string
  account: string
  address: string
  all: string
}

/** Keys hold no e-mail address: what is tried may be a password in the wrong field. */
export function throttleKeys(email: string, ip: string | null): ThrottleKeys {
  const who = createHash('sha256').update(email).digest('hex')
  const from = ip === null ? 'unknown' : addressPrefix(ip)
  return {
    accountAndAddress: `account:${who}|${from}`,
    account: `account:${who}`,
    address: `ip:${from}`,
    all: 'all',
  }
}

export interface Decision {
  /** Seconds until the next try is looked at; 0: this one is. */
  waitSeconds: number
  /** So much is going on that a stranger's try is slowed down first. */
  slow: boolean
  /** The counters to store; each counts this try, as if it failed. */
  counters: Record<string, Counter>
}

/**
 * Decides on one try before the password is looked at, and counts it at once: a thousand tries sent together are
 * a thousand tries. A refused try is not counted, so that waiting ends. `known`: this account has signed in from
 * this address before, and what strangers do to it elsewhere does not touch its owner here.
 */
export function decideTry(
  keys: ThrottleKeys,
  stored: Record<string, Counter>,
  now: Date,
  known: boolean,
): Decision {
  const pausing: [string, Limit][] = [[keys.accountAndAddress, accountAndAddress]]
  if (!known) pausing.push([keys.account, account])
  const address = inThisMinute(stored[keys.address], now)
  const all = inThisMinute(stored[keys.all], now)
  const waits = pausing.map(([key]) => secondsUntil(stored[key]?.blockedUntil ?? null, now))
  if (address.failures >= perMinute.address) waits.push(secondsUntil(after(address.windowStart, 60), now))
  const waitSeconds = Math.max(...waits)
  if (waitSeconds > 0) return { waitSeconds, slow: false, counters: {} }
  return {
    waitSeconds: 0,
    slow: !known && all.failures >= perMinute.all,
    counters: {
      [keys.address]: { ...address, failures: address.failures + 1 },
      [keys.all]: { ...all, failures: all.failures + 1 },
      ...Object.fromEntries(pausing.map(([key, limit]) => [key, countTry(limit, stored[key], now)])),
    },
  }
}

function countTry(limit: Limit, stored: Counter | undefined, now: Date): Counter {
  const lastTouched = stored && (stored.blockedUntil ?? stored.windowStart)
  const forgotten = !lastTouched || now >= after(lastTouched, limit.windowSeconds)
  const failures = forgotten ? 1 : stored.failures + 1
  const beyond = failures - limit.free
  const pause = beyond < 0 ? 0 : Math.min(limit.longestPause, limit.firstPause * 2 ** Math.min(beyond, 20))
  return { failures, windowStart: now, blockedUntil: pause > 0 ? after(now, pause) : null }
}

function inThisMinute(stored: Counter | undefined, now: Date): Counter {
  if (stored && now < after(stored.windowStart, 60)) return stored
  return { failures: 0, windowStart: now, blockedUntil: null }
}

const after = (date: Date, seconds: number) => new Date(date.getTime() + seconds * 1000)

const secondsUntil = (date: Date | null, now: Date) =>
  date === null ? 0 : Math.max(0, Math.ceil((date.getTime() - now.getTime()) / 1000))

/** "45 seconds", "3 minutes": rounded up, so that waiting as long as it says is enough. */
export function inWords(seconds: number): string {
  const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
