import { describe, expect, test } from 'vitest'
import { capAt, computeScore } from './compute-score'
import { byCause, type ChangeCause, explainChange, type ScoredDay } from './explain-change'
import type { Cap, CapReason, ScoredControl } from './schema'

const control = (over: Partial<ScoredControl> = {}): ScoredControl => ({
  key: 'backup.runs',
  checklist: 'quarterly',
  severity: 'high',
  meaning: 'one',
  standing: 'pass',
  excluded: false,
  ...over,
})
const others = [control({ key: 'a' }), control({ key: 'b' }), control({ key: 'c', standing: 'fail' })]
const cap = (finding: number, reason: CapReason): Cap => ({ finding, reason, at: capAt[reason] })
const day = (controls: readonly ScoredControl[], caps: readonly Cap[] = []): ScoredDay => ({
  ...computeScore({ controls, caps }),
  controls,
  caps,
  checklists: [],
})

describe('what happened to one control', () => {
  const table: [string, Partial<ScoredControl> | null, Partial<ScoredControl> | null, ChangeCause, number][] =
    [
      ['answered better', { standing: 'never' }, { standing: 'pass' }, 'outcome', 25],
      ['answered worse', { standing: 'pass' }, { standing: 'warn' }, 'outcome', -12.5],
      ['nobody can look any more', { standing: 'pass' }, { standing: 'unknown' }, 'outcome', -25],
      ['its answer is too old', { standing: 'pass' }, { standing: 'stale' }, 'stale', -25],
      [
        'its question means something else',
        { standing: 'pass' },
        { standing: 'stale', meaning: 'two' },
        'checklist',
        -25,
      ],
      ['its risk was accepted', { standing: 'warn' }, { standing: 'accepted' }, 'exclusion', -12.5],
      ['its acceptance ended', { standing: 'accepted' }, { standing: 'fail' }, 'exclusion', 0],
      ['it passes after it was accepted', { standing: 'accepted' }, { standing: 'pass' }, 'outcome', 25],
      [
        'it does not apply',
        { standing: 'fail' },
        { standing: 'fail', excluded: true },
        'exclusion',
        200 / 3 - 50,
      ],
      [
        'it applies again',
        { standing: 'pass', excluded: true },
        { standing: 'pass' },
        'exclusion',
        75 - 200 / 3,
      ],
      ['it is asked', null, { standing: 'fail' }, 'checklist', 50 - 200 / 3],
      ['it is asked no longer', { standing: 'pass' }, null, 'checklist', 200 / 3 - 75],
      [
        'it weighs more',
        { standing: 'fail' },
        { standing: 'fail', severity: 'critical' },
        'checklist',
        40 - 50,
      ],
    ]
  test.each(table)('%s', (_what, from, to, cause, points) => {
    const [before, after] = [from, to].map((over) => day([...others, ...(over ? [control(over)] : [])]))
    const lines = explainChange(before as ScoredDay, after as ScoredDay)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ cause, key: 'backup.runs' })
    expect(lines[0]?.posture).toBeCloseTo(points, 9)
  })

  test('two things on the same day are two lines', () => {
    const before = day([...others, control({ standing: 'pass' })])
    const after = day([...others, control({ standing: 'stale', severity: 'low' })])
    expect(explainChange(before, after).map(({ cause }) => cause)).toEqual(['checklist', 'stale'])
  })
})

describe('what findings cap', () => {
  const good = [...others.slice(0, 2), control()]
  test.each<[string, Cap[], Cap[], ChangeCause, number[], number]>([
    ['a critical one opened', [], [cap(12, 'open-critical')], 'finding', [12], -41],
    ['it was closed', [cap(12, 'open-critical')], [], 'finding', [12], 41],
    ['it was accepted', [cap(12, 'open-critical')], [cap(12, 'accepted-critical')], 'exclusion', [12], 20],
    ['a high one is late', [], [cap(7, 'overdue-high')], 'finding', [7], -21],
    ['it got worse', [cap(7, 'overdue-high')], [cap(7, 'open-critical')], 'finding', [7], -20],
  ])('%s', (_what, from, to, cause, findings, points) => {
    const lines = explainChange(day(good, from), day(good, to))
    expect(lines).toEqual([
      { cause, key: null, findings, from: null, to: null, posture: points, coverage: 0 },
    ])
  })

  test('what was gained under a cap is taken by it, and both are said', () => {
    const caps = [cap(12, 'open-critical')]
    const before = day([...others, control({ standing: 'fail' })], caps)
    const after = day([...others, control()], caps)
    const lines = explainChange(before, after)
    expect(lines.map(({ cause, posture }) => [cause, posture])).toEqual([
      ['outcome', 25],
      ['finding', -16],
    ])
    expect(after.cappedPosture - before.cappedPosture).toBe(9)
    expect(byCause(lines)).toMatchObject({
      outcome: { posture: 25 },
      finding: { posture: -16 },
      stale: { posture: 0 },
    })
  })
})
