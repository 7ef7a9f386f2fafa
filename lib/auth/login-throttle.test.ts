import { describe, expect, it } from 'vitest'
import { type Counter, decideTry, inWords, throttleKeys } from './login-throttle'

const start = new Date('2026-11-23T08:00:00Z')
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000)

/** A memory like the table's, and a clock. */
function bench() {
  const stored: Record<string, Counter> = {}
  return {
    stored,
    knock: (seconds: number, { email = 'ada@example.com', ip = '198.51.100.7', known = false } = {}) => {
      const decision = decideTry(throttleKeys(email, ip), stored, at(seconds), known)
      Object.assign(stored, decision.counters)
      return decision
    },
  }
}

describe('one account from one address', () => {
  it('has five tries, then pauses of 1, 2, 4 … 900 seconds', () => {
    const { knock } = bench()
    let now = 0
    const pauses: number[] = []
    for (let tries = 0; tries < 17; ) {
      const { waitSeconds } = knock(now, { known: true })
      if (waitSeconds === 0) tries += 1
      else pauses.push(waitSeconds)
      now += waitSeconds
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
  })

  it('is not made to wait longer by knocking while it waits', () => {
    const { knock } = bench()
    for (let i = 0; i < 6; i += 1) knock(i * 5)
    const first = knock(25.5)
    expect(first.waitSeconds).toBe(2)
    expect(first.counters).toEqual({})
    expect(knock(26).waitSeconds).toBe(1)
    expect(knock(27).waitSeconds).toBe(0)
  })

  it('starts afresh after a quarter of an hour of peace', () => {
    const { knock, stored } = bench()
    for (let i = 0; i < 4; i += 1) knock(i)
    knock(3 + 900)
    expect(stored[throttleKeys('ada@example.com', '198.51.100.7').accountAndAddress]?.failures).toBe(1)
  })
})

describe('one account from many addresses', () => {
  it('is tried about a hundred times a day, however many addresses try', () => {
    const { knock } = bench()
    let tried = 0
    for (let second = 0; second < 86_400; second += 10) {
      const ip = `10.${second % 251}.${Math.floor(second / 251) % 251}.1`
      if (knock(second, { ip }).waitSeconds === 0) tried += 1
    }
    expect(tried).toBeLessThanOrEqual(110)
  })

  it('lets its owner in at once from where the owner has been', () => {
    const { knock } = bench()
    for (let i = 0; i < 30; i += 1) knock(i, { ip: `203.0.113.${i}` })
    expect(knock(31, { ip: '198.51.100.7' }).waitSeconds).toBeGreaterThan(0)
    expect(knock(31, { ip: '198.51.100.7', known: true }).waitSeconds).toBe(0)
  })

  it('never waits longer than a quarter of an hour', () => {
    const { knock } = bench()
    let longest = 0
    for (let second = 0; second < 86_400; second += 60) {
      longest = Math.max(longest, knock(second, { ip: `10.0.${second % 250}.1` }).waitSeconds)
    }
    expect(longest).toBeLessThanOrEqual(900)
  })
})

describe('one address', () => {
  it('has twenty tries a minute, on whatever accounts', () => {
    const { knock } = bench()
    const tried = Array.from({ length: 50 }, (_, i) => knock(i, { email: `someone-${i}@example.com` }))
    expect(tried.filter((decision) => decision.waitSeconds === 0)).toHaveLength(20)
    expect(knock(50, { email: 'x@example.com' }).waitSeconds).toBe(10)
    expect(knock(60, { email: 'x@example.com' }).waitSeconds).toBe(0)
  })

  it('is a /64 in IPv6', () => {
    const { knock } = bench()
    for (let i = 0; i < 20; i += 1) knock(i, { email: `${i}@example.com`, ip: `2001:db8::${i + 1}` })
    expect(knock(21, { email: 'x@example.com', ip: '2001:db8::ffff' }).waitSeconds).toBeGreaterThan(0)
    expect(knock(21, { email: 'x@example.com', ip: '2001:db8:0:1::1' }).waitSeconds).toBe(0)
  })
})

describe('everybody together', () => {
  it('slows strangers above a hundred tries a minute, and refuses nobody for it', () => {
    const { knock } = bench()
    const tries = Array.from({ length: 150 }, (_, i) =>
      knock(0, { email: `${i}@example.com`, ip: `10.0.0.${i}`, known: i === 149 }),
    )
    expect(tries.every((decision) => decision.waitSeconds === 0)).toBe(true)
    expect(tries.filter((decision) => decision.slow)).toHaveLength(49)
  })
})

it('says waits in words', () => {
  expect([1, 45, 119, 120, 121, 900].map(inWords)).toEqual([
    '1 second',
    '45 seconds',
    '119 seconds',
    '2 minutes',
    '3 minutes',
    '15 minutes',
  ])
})
