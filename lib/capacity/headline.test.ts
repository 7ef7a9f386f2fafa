import { describe, expect, it } from 'vitest'
import {
  type CapacityHeadlineFacts,
  capacityHeadline,
  seriesHeadline,
  systemCapacityHeadline,
  whatIfSentence,
} from './headline'

const now = new Date('2026-11-23T10:00:00Z')
const first = {
  resource: '/var',
  systemName: 'orders-db',
  earliest: new Date('2026-12-09T10:00:00Z'),
  isReached: false,
}
const facts = (more: Partial<CapacityHeadlineFacts>): CapacityHeadlineFacts => ({
  all: 20,
  soon: 3,
  later: 12,
  waiting: 0,
  within30: 0,
  first,
  zone: 'UTC',
  now,
  ...more,
})

describe('the sentence over what runs out', () => {
  it.each([
    [{ all: 0, soon: 0, later: 0, first: null }, 'Nothing that can run out is watched yet.'],
    [
      { soon: 0, later: 0, waiting: 20, first: null },
      'Nothing can be said yet: all 20 series with a limit are too young.',
    ],
    [
      { all: 1, soon: 0, later: 0, waiting: 1, first: null },
      'Nothing can be said yet: the one series with a limit is too young.',
    ],
    [{ soon: 0, first: null }, 'Nothing runs out within half a year.'],
    [
      { soon: 0, first: null, waiting: 4 },
      'Nothing that is known runs out within half a year; 4 series are too young to say.',
    ],
    [{}, 'Nothing runs out within 30 days; /var of orders-db is next, on Wed 9 Dec at the earliest.'],
    [{ within30: 2 }, 'Two may run out within 30 days, /var of orders-db first: Wed 9 Dec at the earliest.'],
    [
      { within30: 14, first: { ...first, isReached: true } },
      '14 may run out within 30 days; /var of orders-db is at its limit.',
    ],
  ])('%j', (more, sentence) => {
    expect(capacityHeadline(facts(more))).toBe(sentence)
  })
})

const row = {
  resource: '/var',
  systemName: 'orders-db',
  status: 'reaches',
  earliest: '2026-12-09T10:00:00Z',
  middle: '2026-12-14T10:00:00Z',
  latest: '2026-12-23T10:00:00Z',
  historyDays: 60,
  neededDays: 14,
  limit: 95,
  unit: '%',
} as const

describe('the sentence over one series', () => {
  it.each([
    [{}, '/var of orders-db reaches its limit between Wed 9 Dec and Wed 23 Dec'],
    [{ latest: null }, '/var of orders-db reaches its limit about Mon 14 Dec, Wed 9 Dec at the earliest'],
    [{ latest: null, middle: null }, '/var of orders-db reaches its limit on Wed 9 Dec at the earliest'],
    [{ status: 'reached' }, '/var of orders-db is at its limit now'],
    [{ status: 'steady' }, '/var of orders-db does not reach its limit within half a year'],
    [{ status: 'away' }, '/var of orders-db moves away from its limit'],
    [{ status: 'no-data' }, '/var of orders-db was not measured lately'],
    [
      { status: 'too-little-history', historyDays: 9.7 },
      '/var of orders-db is too young to forecast: 9 of 14 days',
    ],
    [{ limit: null }, '/var of orders-db has no known limit'],
  ] as const)('%j', (more, sentence) => {
    expect(seriesHeadline({ ...row, ...more }, 'UTC', now)).toBe(sentence)
  })

  it('names days in the zone of who reads', () => {
    const late = { ...row, earliest: '2026-12-09T23:30:00Z', latest: null, middle: null }
    expect(seriesHeadline(late, 'Asia/Tokyo', now)).toContain('Thu 10 Dec')
    expect(seriesHeadline(late, 'America/New_York', now)).toContain('Wed 9 Dec')
  })
})

describe('the sentence over a system', () => {
  const steady = { ...row, status: 'steady' } as const
  const young = { ...row, status: 'too-little-history' } as const
  const gone = { ...row, status: 'no-data' } as const
  it.each([
    [[row, steady], '/var of orders-db reaches its limit between Wed 9 Dec and Wed 23 Dec'],
    [[], 'Nothing of orders-db is known to run out'],
    [[{ ...row, limit: null }], 'Nothing of orders-db is known to run out'],
    [[young], 'Nothing can be said of orders-db yet: its history is too short'],
    [[steady, steady], 'Nothing that is known of orders-db runs out within half a year'],
    [
      [steady, young],
      'Nothing that is known of orders-db runs out within half a year; 1 of 2 series is too young to say',
    ],
    [[gone, gone], 'Nothing can be said of orders-db: it was not measured lately'],
    [
      [steady, young, young, gone],
      'Nothing that is known of orders-db runs out within half a year; 2 of 4 series are too young to say; 1 of 4 series was not measured lately',
    ],
  ])('%#', (rows, sentence) => {
    expect(systemCapacityHeadline('orders-db', rows, 'UTC', now)).toBe(sentence)
  })
})

describe('the answer to a what-if', () => {
  const asked = { ...row, limit: 140, growth: 150, growthPerWeek: 2, path: [] }
  it('says both numbers that were asked, and what was forecast', () => {
    expect(
      whatIfSentence(
        row,
        { ...asked, earliest: '2027-02-01T00:00:00Z', latest: null, middle: null },
        'UTC',
        now,
      ),
    ).toBe(
      'With a limit of 140 % and at 150 % of the expected growth, the limit of /var is reached on Mon 1 Feb 2027 at the earliest; as forecast, it is reached between Wed 9 Dec and Wed 23 Dec.',
    )
    expect(
      whatIfSentence(row, { ...asked, growth: 0, status: 'steady', earliest: null }, 'UTC', now),
    ).toContain('without any growth, the limit of /var is not reached within half a year')
  })
})
