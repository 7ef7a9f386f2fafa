import { describe, expect, it } from 'vitest'
import { proposedDays, reportsHeadline } from './reports-headline'
import type { ReportHead, ReportsPage } from './view'

const page = (reports: Partial<ReportHead>[] = [], over: Partial<ReportsPage> = {}) =>
  ({
    query: { team: null, kind: null, page: 1 },
    reports: reports as ReportHead[],
    next: { week: '2026-W48', endsAt: '2026-11-29T23:00:00Z' },
    zone: 'Europe/Berlin',
    now: '2026-11-23T12:00:00Z',
    ...over,
  }) as ReportsPage

describe('the list of reports in a sentence', () => {
  it.each([
    ['none yet', [], 'The first weekly report comes on Mon 30 Nov.'],
    [
      'one of a choice',
      [{ kind: 'on-demand' as const, week: null }],
      'The next weekly report comes on Mon 30 Nov.',
    ],
    [
      'a week',
      [
        { kind: 'on-demand' as const, week: null },
        { kind: 'weekly' as const, week: '2026-W07' },
      ],
      'The newest report is week 7; week 48 comes on Mon 30 Nov.',
    ],
  ])('%s', (_name, reports, sentence) => expect(reportsHeadline(page(reports))).toBe(sentence))

  it('does not call a week of the past the newest', () => {
    const old = page([{ kind: 'weekly', week: '2025-W20' }], { query: { team: null, kind: null, page: 2 } })
    expect(reportsHeadline(old)).toBe('The next weekly report comes on Mon 30 Nov.')
  })
})

describe('the proposed days', () => {
  it.each([
    ['2026-11-23T12:00:00Z', 'Europe/Berlin', '2026-11-23', '2026-11-23'],
    ['2026-11-29T23:30:00Z', 'Europe/Berlin', '2026-11-30', '2026-11-30'],
    ['2026-11-29T23:30:00Z', 'America/Lima', '2026-11-23', '2026-11-29'],
  ])('at %s in %s', (now, zone, first, last) => expect(proposedDays({ now, zone })).toEqual({ first, last }))
})
