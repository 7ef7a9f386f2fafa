import { describe, expect, it, test } from 'vitest'
import { isPlannable, preparationStart, quarterOf, reviewDue } from './plan'
import { quarterName } from './quarter-name'

const added = new Date('2026-01-10T09:00:00Z')

describe('a review', () => {
  it('is due its cadence after the last one, or after the system was added', () => {
    expect(reviewDue({ reviewedAt: null, createdAt: added, cadenceDays: 90 }).toISOString()).toBe(
      '2026-04-10T09:00:00.000Z',
    )
    const reviewedAt = new Date('2026-05-01T00:00:00Z')
    expect(reviewDue({ reviewedAt, createdAt: added, cadenceDays: 30 }).toISOString()).toBe(
      '2026-05-31T00:00:00.000Z',
    )
  })

  it('stands in the list 30 days ahead and is prepared 7 days ahead', () => {
    const due = new Date('2026-06-30T12:00:00Z')
    expect(isPlannable(due, new Date('2026-05-31T11:59:59Z'))).toBe(false)
    expect(isPlannable(due, new Date('2026-05-31T12:00:00Z'))).toBe(true)
    expect(preparationStart(due).toISOString()).toBe('2026-06-23T12:00:00.000Z')
  })
})

test.each([
  ['2026-12-31T22:59:59Z', 'Europe/Berlin', '2026-Q4'],
  ['2026-12-31T23:00:00Z', 'Europe/Berlin', '2027-Q1'],
  ['2026-04-01T03:59:00Z', 'America/New_York', '2026-Q1'],
  ['2026-07-01T00:00:00Z', 'UTC', '2026-Q3'],
  ['2026-09-30T23:59:59Z', 'UTC', '2026-Q3'],
])('%s in %s is in %s', (at, zone, quarter) => expect(quarterOf(new Date(at), zone)).toBe(quarter))

test('a quarter as people say it', () => {
  expect(quarterName('2026-Q4', 2026)).toBe('Q4')
  expect(quarterName('2025-Q4', 2026)).toBe('Q4 2025')
  expect(quarterName('2025-Q4')).toBe('Q4 2025')
})
