import { describe, expect, it } from 'vitest'
import { capacityDue, capacityFault } from './capacity-fault'
import type { ForecastStatus } from './forecast'

const day = 86_400_000
const now = Date.parse('2026-11-23T10:00:00Z')
const severity = { warn: 'medium', fail: 'high' } as const

const judge = (
  status: ForecastStatus,
  days: number | null,
  { isThreshold = true, standsStill = false } = {},
) => {
  const verdict = capacityFault(
    { status, earliest: days === null ? null : now + days * day },
    { now, severity, isThreshold, standsStill },
  )
  return verdict.is === 'raised' ? verdict.severity : verdict.is
}

describe('a capacity finding follows the pessimistic edge', () => {
  it.each([
    ['reaches', 0.5, 'high'],
    ['reaches', 7, 'high'],
    ['reaches', 7.1, 'medium'],
    ['reaches', 30, 'medium'],
    // Between the two lines nothing changes: a date that trembles is no news.
    ['reaches', 30.1, 'open'],
    ['reaches', 37, 'open'],
    ['reaches', 37.1, 'clear'],
    ['reaches', 170, 'clear'],
    ['steady', null, 'clear'],
    ['away', null, 'clear'],
    // What is not known neither opens nor ends anything.
    ['too-little-history', null, 'open'],
    ['no-data', null, 'open'],
    ['reaches', null, 'open'],
  ] as const)('%s in %s days: %s', (status, days, expected) => {
    expect(judge(status, days)).toBe(expected)
  })

  it('leaves a threshold that is reached to the check, and names an end that is reached', () => {
    expect(judge('reached', 0)).toBe('open')
    expect(judge('reached', 0, { isThreshold: false })).toBe('high')
  })

  it('is none where nothing has moved for two weeks', () => {
    expect(judge('reaches', 5, { standsStill: true })).toBe('clear')
    expect(judge('too-little-history', null, { standsStill: true })).toBe('open')
  })
})

describe('its due date', () => {
  it.each([
    ['before it is full', 10, 30, 10],
    ['no later than its severity allows', 28, 7, 7],
    ['never before tomorrow', 0.1, 30, 1],
  ])('is %s', (_name, edge, sla, due) => {
    expect(capacityDue(now + edge * day, now + sla * day, now)).toBe(now + due * day)
  })

  it('is what its severity allows where no edge is known', () => {
    expect(capacityDue(null, now + 30 * day, now)).toBe(now + 30 * day)
  })
})
