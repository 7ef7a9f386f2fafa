import { expect, test } from 'vitest'
import { checklistMarks, compareDays } from './compare'
import { computeScore } from './compute-score'
import type { ScoredControl } from './schema'

const control = (key: string, standing: ScoredControl['standing']): ScoredControl => ({
  key,
  checklist: 'quarterly',
  severity: 'high',
  meaning: 'one',
  standing,
  excluded: false,
})
const on = <Day extends string | null>(day: Day, controls: ScoredControl[], finding?: number) => {
  const caps = finding ? [{ finding, at: 59, reason: 'open-critical' as const }] : []
  return { ...computeScore({ controls, caps }), day, controls, caps, checklists: [] }
}

test('two days side by side: by cause, the largest change first, each with a link', () => {
  const before = on('2026-11-16', [
    control('a', 'pass'),
    control('b', 'pass'),
    control('c', 'never'),
    control('d', 'warn'),
  ])
  const now = on(
    null,
    [control('a', 'fail'), control('b', 'stale'), control('c', 'never'), control('d', 'pass')],
    12,
  )
  const compared = compareDays(before, now, { systemId: 's', questions: new Map([['a', 'Is it so?']]) })
  expect(compared.from).toEqual({ day: '2026-11-16', cappedPosture: 62.5, coverage: 75, grade: 'D' })
  expect(compared.to).toEqual({ day: null, cappedPosture: 25, coverage: 50, grade: '?' })
  expect(compared.causes).toEqual([
    { cause: 'outcome', posture: -12.5, coverage: 0 },
    { cause: 'stale', posture: -25, coverage: -25 },
  ])
  expect(compared.lines.map(({ what, href, sentence, posture }) => [what, href, sentence, posture])).toEqual([
    ['Is it so?', '/systems/s/controls/a', 'passing → failing', -25],
    ['d', '/systems/s/controls/d', 'a warning → passing', 12.5],
    ['b', '/systems/s/controls/b', 'passing → stale', -25],
  ])
})

test('findings that cap are named and linked', () => {
  const good = [control('a', 'pass')]
  const compared = compareDays(on('2026-11-16', good), on('2026-11-17', good, 12), {
    systemId: 's',
    questions: new Map(),
  })
  expect(compared.lines).toMatchObject([
    { cause: 'finding', what: 'F-12', href: '/findings/12', sentence: 'caps what was there', posture: -41 },
  ])
})

test('a mark stands where other versions counted than the day before', () => {
  const day = (date: string, ...checklists: [string, number][]) => ({
    day: date,
    checklists: checklists.map(([key, version]) => ({ key, version })),
  })
  expect(
    checklistMarks([
      day('2026-11-01', ['quarterly', 1]),
      day('2026-11-02', ['quarterly', 1]),
      day('2026-11-05', ['quarterly', 2], ['start', 1]),
      day('2026-11-06', ['start', 1]),
    ]),
  ).toEqual([
    { day: '2026-11-05', label: 'quarterly 1 → 2, start added' },
    { day: '2026-11-06', label: 'quarterly removed' },
  ])
})
