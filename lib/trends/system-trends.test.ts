import { describe, expect, it } from 'vitest'
import type { TrendWindow } from '@/lib/overview/trend-range'
import { systemMarks } from './system-marks'
import { sharedRanges, systemPictures, systemTrendsHeadline } from './system-trends'
import type { SeriesLine } from './system-trends-view'

const window: TrendWindow = {
  from: '2026-10-24T12:00:00.000Z',
  to: '2026-11-23T12:00:00.000Z',
  range: '30d',
  isPresent: true,
  words: '30 days',
  beforeWords: 'the 30 days before',
}
const at = Date.parse('2026-11-01T00:00:00Z') / 1000
const line = (over: Partial<SeriesLine> = {}): SeriesLine => ({
  id: 'series',
  checkId: 'check',
  checkName: 'Disk space',
  key: 'value',
  target: 'host',
  unit: '%',
  state: 'ok',
  warnAt: 80,
  failAt: 90,
  points: [[at, 50, 40, 60]],
  before: null,
  ...over,
})
const pictures = (lines: SeriesLine[], scale: 'shared' | 'own' = 'shared') =>
  systemPictures({ series: lines, window, marks: [] }, scale, 'UTC')

describe('small pictures of one system', () => {
  it('have one time axis and a sentence each, and keep their order', () => {
    const [first, second] = pictures([line(), line({ key: '/var', warnAt: null, failAt: null })])
    expect(first?.spec.name).toBe('Disk space')
    expect(second?.spec.name).toBe('Disk space, /var')
    expect(second?.spec.summary).toContain('Disk space, /var over 30 days')
    expect([first?.spec.from, first?.spec.to]).toEqual([second?.spec.from, second?.spec.to])
  })

  it('share their vertical axis within a unit and a size, unless they are asked not to', () => {
    const bytes = (size: number) =>
      line({ unit: 'bytes', warnAt: null, failAt: null, points: [[at, size, size, size]] })
    const lines = [line(), line({ points: [[at, 20, 20, 20]] }), bytes(1e9), bytes(5e9), bytes(1000)]
    expect(pictures(lines).map(({ spec }) => spec.sharedRange)).toEqual([
      [20, 60],
      [20, 60],
      [1e9, 5e9],
      [1e9, 5e9],
      undefined,
    ])
    expect(pictures(lines, 'own').every(({ spec }) => spec.sharedRange === undefined)).toBe(true)
  })

  it('share nothing where nothing was measured', () => {
    expect(
      sharedRanges(pictures([line({ points: [] }), line({ points: [] })]).map(({ spec }) => spec)),
    ).toEqual([null, null])
  })
})

describe('the headline of the trends', () => {
  const view = { system: { id: '1', name: 'orders-db' }, window, total: 20, failing: 0, warning: 0, blind: 0 }
  it.each([
    [{}, false, 'orders-db: 20 series over 30 days, all within their limits.'],
    [{ failing: 2, blind: 1 }, false, 'orders-db: 20 series over 30 days, 2 failing, 1 unknown.'],
    [{ warning: 1 }, false, 'orders-db: 20 series over 30 days, 1 warning.'],
    [{ total: 1 }, false, 'orders-db: one series over 30 days, within its limits.'],
    [{ total: 0 }, false, 'orders-db: nothing is measured in numbers yet.'],
    [{ total: 0 }, true, 'orders-db: nothing that is measured matches.'],
  ])('%j', (over, isFiltered, sentence) => {
    expect(systemTrendsHeadline({ ...view, ...over }, isFiltered)).toBe(sentence)
  })
})

describe('what happened', () => {
  it('is in the order of time, each with its kind and its page', () => {
    const marks = systemMarks('s1', {
      changes: [
        { at: new Date('2026-11-03T10:00:00Z'), label: 'PostgreSQL restarted', kind: 'restart' },
        { at: new Date('2026-11-02T10:00:00Z'), label: 'Deploy 2026.11.3', kind: 'announcement' },
        { at: new Date('2026-11-04T10:00:00Z'), label: 'max_connections 100 → 200', kind: 'setting' },
      ],
      events: [
        { at: new Date('2026-11-05T10:00:00Z'), kind: 'finding', label: 'Orders lost', number: 12 },
        { at: new Date('2026-11-05T11:00:00Z'), kind: 'incident', label: 'Nobody could order', number: 3 },
        { at: new Date('2026-11-01T10:00:00Z'), kind: 'migration', label: 'to PostgreSQL 18', number: null },
        { at: new Date('2026-11-01T11:00:00Z'), kind: 'restore', label: 'after the outage', number: null },
      ],
      checklists: [{ day: '2026-11-06', label: 'quarterly 1 → 2' }],
    })
    expect(marks.map(({ kind, label, href }) => [kind, label, href])).toEqual([
      ['deploy', 'to PostgreSQL 18', '/systems/s1/proofs'],
      ['deploy', 'restored: after the outage', '/systems/s1/proofs'],
      ['deploy', 'Deploy 2026.11.3', '/systems/s1/changes'],
      ['restart', 'PostgreSQL restarted', '/systems/s1/changes'],
      ['change', 'max_connections 100 → 200', '/systems/s1/changes'],
      ['incident', 'F-12 Orders lost', '/findings/12'],
      ['incident', 'I-3 Nobody could order', '/incidents/3'],
      ['checklist', 'quarterly 1 → 2', '/systems/s1/score'],
    ])
  })

  it('keeps the newest where there is too much', () => {
    const changes = Array.from({ length: 100 }, (_, minute) => ({
      at: new Date(Date.UTC(2026, 10, 1, 0, minute)),
      label: `${minute}`,
      kind: 'package' as const,
    }))
    const marks = systemMarks('s1', { changes, events: [], checklists: [] })
    expect(marks).toHaveLength(60)
    expect(marks.at(-1)?.label).toBe('99')
  })
})
