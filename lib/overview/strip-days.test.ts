import { describe, expect, it } from 'vitest'
import { stripDays } from './strip-days'

const today = new Date('2026-11-23T09:00:00Z')
const counted = (day: string, over: object) => ({
  day,
  ok: 0,
  warn: 0,
  fail: 0,
  unknown: 0,
  notApplicable: 0,
  ...over,
})

describe('days of a strip', () => {
  it('are complete, oldest first, with gaps as gaps', () => {
    const days = stripDays([counted('2026-11-22', { ok: 5 })], today, 3)
    expect(days.map(({ day, verdict }) => [day, verdict])).toEqual([
      ['2026-11-21', null],
      ['2026-11-22', 'ok'],
      ['2026-11-23', null],
    ])
  })

  it.each([
    [{ ok: 280, fail: 1 }, 'fail'],
    [{ ok: 280, warn: 1, unknown: 300 }, 'warn'],
    [{ ok: 280, unknown: 3 }, 'ok'],
    [{ ok: 3, unknown: 280 }, 'unknown'],
    [{ unknown: 1 }, 'unknown'],
    [{ notApplicable: 9 }, 'not-applicable'],
    [{}, null],
  ])('%o is %s', (over, verdict) => {
    expect(stripDays([counted('2026-11-23', over)], today, 1)[0]?.verdict).toBe(verdict)
  })
})
