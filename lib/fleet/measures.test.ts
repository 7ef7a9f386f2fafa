import { describe, expect, it } from 'vitest'
import type { ReportNumbers } from '@/lib/reports/report-numbers'
import { noGrades } from '@/lib/trends/sum-counts'
import { measureLines } from './measure-lines'
import {
  compared,
  directionOf,
  type FleetCounts,
  flagsOf,
  noise,
  oldestProof,
  onTime,
  provenBackups,
} from './measures'
import { fleetHeadline, fleetLead } from './sentences'
import { teamFlags, teamLines } from './team-lines'

const [a, b] = ['team-a', 'team-b']
const empty: FleetCounts = {
  spans: 6,
  scores: [],
  flags: [],
  open: [],
  maintenance: [],
  alerts: [],
  proofs: [],
}
const flag = (span: number, teamId: string | null, key: string, raised: number, unknown = 0, clear = 0) => ({
  span,
  teamId,
  key,
  raised,
  unknown,
  clear,
})
const score = (span: number, teamId: string | null, systems: number, counts = {}) => ({
  span,
  teamId,
  systems,
  grades: { ...noGrades, ...counts },
  postures: [],
})

describe('a number beside its past', () => {
  it('is held against a week ago and the mean of the four weeks before', () => {
    expect(compared([10, 8, 4, null, 6, 100])).toEqual({
      now: 10,
      before: 8,
      mean: 6,
      past: [100, 6, null, 4, 8, 10],
    })
  })

  it('is not known where nothing is, and never zero', () => {
    expect(compared([])).toEqual({ now: null, before: null, mean: null, past: [] })
    expect(flagsOf(empty, 'all', 'raised').now).toBeNull()
    expect(onTime(empty, 'all').now).toBeNull()
    expect(noise(empty, 'all').now).toBeNull()
    expect(provenBackups(empty, 'all').now).toBeNull()
    expect(oldestProof(empty, 'all').now).toBeNull()
  })

  it.each([
    [10, 8, 'less', 'worse'],
    [10, 8, 'more', 'better'],
    [8, 10, 'less', 'better'],
    [88.4, 88, 'more', 'same'],
    [null, 8, 'less', 'unknown'],
    [8, null, 'less', 'unknown'],
    [0, 0, 'less', 'same'],
  ] as const)('%s after %s is, where %s is better, %s', (now, before, betterWhen, direction) => {
    expect(directionOf({ now, before, mean: null, past: [] }, betterWhen)).toBe(direction)
  })

  it('is zero where all was judged and is clear', () => {
    const counts = { ...empty, flags: [flag(0, a, 'postponed', 0, 0, 5)] }
    expect(flagsOf(counts, 'all', 'raised')).toMatchObject({ now: 0, before: null })
  })
})

describe('the lines of the comparison', () => {
  const reports = [3, 5, 8].map((overdueFindings) => ({ overdueFindings }) as ReportNumbers)
  const spans = [0, 1].map((span) => ({
    span,
    nearLimits: span === 0 ? 4 : null,
    unexpectedChanges: 2 - span,
  }))
  const lineOf = (key: string, observed = 9) =>
    measureLines(empty, { whole: spans, today: { overdue: 9, observed }, reports }).find(
      (each) => each.key === key,
    )

  it('take from the weekly reports what no history tells', () => {
    expect(lineOf('overdue')).toMatchObject({ now: 9, before: 8, mean: 16 / 3, past: [3, 5, 8, 9] })
  })

  it('say that nothing is watched instead of that nothing changed', () => {
    expect(lineOf('changes')).toMatchObject({ now: 2, before: 1 })
    expect(lineOf('changes', 0)).toMatchObject({ now: null, note: 'nothing is watched for changes' })
    expect(lineOf('limits')).toMatchObject({ now: 4, before: null })
  })

  it('count one as one', () => {
    const note = (key: string, of: number) =>
      measureLines(
        {
          ...empty,
          scores: [score(0, a, of, { A: of })],
          proofs: [{ span: 0, teamId: a, claimed: of, proven: 0, never: of, oldestDays: null }],
        },
        { whole: [], today: { overdue: 0, observed: 0 }, reports: [] },
      ).find((line) => line.key === key)?.note
    expect(['grades', 'proven', 'proof-age'].map((key) => note(key, 1))).toEqual([
      'of 1 that is asked',
      'of 1 that is known',
      '1 was never proven',
    ])
    expect(note('grades', 2)).toBe('of 2 that are asked')
  })

  it('have an address each', () => {
    for (const line of measureLines(empty, { whole: [], today: { overdue: 0, observed: 0 }, reports: [] }))
      expect(line.href).toMatch(/^\//)
  })
})

describe('teams', () => {
  const teams = [
    { id: a, name: 'Orders' },
    { id: b, name: 'Stock' },
    { id: 'idle', name: 'Idle' },
  ]
  const counts: FleetCounts = {
    ...empty,
    scores: [score(0, a, 3, { A: 2 }), score(0, b, 1), score(0, null, 2)],
    flags: [flag(0, a, 'postponed', 2, 1), flag(1, a, 'postponed', 3), flag(0, null, 'postponed', 0, 0, 2)],
    proofs: [{ span: 0, teamId: a, claimed: 3, proven: 1, never: 1, oldestDays: 40.4 }],
    alerts: [{ span: 0, teamId: a, fired: 4, acted: 1, neededNothing: 3, tooLate: 0 }],
  }

  it('are listed when they look after something; systems of none come last', () => {
    expect(teamLines(counts, teams).map(({ name, systems }) => [name, systems])).toEqual([
      ['Orders', 3],
      ['Stock', 1],
      ['Without a team', 2],
    ])
  })

  it('show what is known of each, and what is not', () => {
    const [orders, stock] = teamLines(counts, teams)
    expect(orders).toMatchObject({ claimed: 3, proven: 1, never: 1, oldestDays: 40.4, noise: { now: 75 } })
    expect(orders?.flags).toMatchObject({ now: 2, before: 3 })
    expect(stock).toMatchObject({ grades: null, claimed: 0, flags: { now: null }, onTime: { now: null } })
  })

  it('have a cell for each flag, with how it moved', () => {
    const rows = teamFlags(counts, teams, ['postponed', 'surprise-expiry'])
    expect(rows[0]?.cells).toEqual([
      { key: 'postponed', raised: 2, unknown: 1, change: -1 },
      { key: 'surprise-expiry', raised: null, unknown: 0, change: null },
    ])
    expect(rows[2]?.cells[0]).toEqual({ key: 'postponed', raised: 0, unknown: 0, change: null })
  })
})

describe('the sentences', () => {
  const number = (now: number | null, before: number | null = null) => ({ now, before, mean: null, past: [] })
  it.each([
    [number(240, 195), 0, number(61.9), '240 red flags, 45 more than a week ago; 61 % on time'],
    [number(1, 2), 0, number(100), 'One red flag, 1 fewer than a week ago; 100 % on time'],
    [number(240), 324, number(50), '240 red flags, 324 unknown; 50 % on time'],
    [number(0, 0), 5, number(null), 'No red flag is raised, 5 unknown'],
    [number(0, 0), 0, number(null), 'No red flag is raised'],
    [number(null), null, number(80), 'Red flags are not judged yet; 80 % on time'],
  ])('%o, %o unknown', (flags, unknown, kept, sentence) => {
    expect(fleetHeadline({ systems: 3, flags, unknown: number(unknown), onTime: kept })).toBe(sentence)
  })

  it('say that there is nothing yet', () => {
    expect(
      fleetHeadline({ systems: 0, flags: number(null), unknown: number(null), onTime: number(null) }),
    ).toBe('No system is looked after yet')
  })

  it.each([
    [
      { systems: 100, good: 70, claimed: 84, unproven: 61 },
      '100 systems, 70 with grade A or B. 84 backups are known; 61 have no restore that proves them.',
    ],
    [
      { systems: 1, good: null, claimed: 0, unproven: 0 },
      'One system, none of them scored yet. No backup is known.',
    ],
    [
      { systems: 2, good: 2, claimed: 1, unproven: 0 },
      '2 systems, 2 with grade A or B. One backup is known; all are proven by a restore.',
    ],
  ])('%o', (facts, sentence) => {
    expect(fleetLead(facts)).toBe(sentence)
  })
})
