import { expect, it } from 'vitest'
import { previewOf } from './preview-score'
import type { ScoredControl } from './schema'

const control = (
  key: string,
  standing: ScoredControl['standing'],
  more: Partial<ScoredControl> = {},
): ScoredControl => ({
  key,
  checklist: 'tests',
  severity: 'high',
  meaning: 'm',
  standing,
  excluded: false,
  ...more,
})

it('says what each answer, and leaving it out, would do to the posture', () => {
  const controls = [control('a', 'pass'), control('b', 'never'), control('c', 'fail'), control('d', 'pass')]
  expect(previewOf({ controls, caps: [] }, 'b')).toEqual({
    now: 50,
    standings: { pass: 75, warn: 62.5, fail: 50, unknown: 50 },
    excluded: (100 * 2) / 3,
  })
})

it('sees a control that is left out as it would count again, and stays under caps', () => {
  const controls = [control('a', 'pass'), control('b', 'unknown', { excluded: true })]
  const caps = [{ at: 59, finding: 12, reason: 'open-critical' as const }]
  expect(previewOf({ controls, caps }, 'b')).toEqual({
    now: 59,
    standings: { pass: 59, warn: 59, fail: 50, unknown: 50 },
    excluded: 59,
  })
  expect(previewOf({ controls, caps }, 'z')).toBe(null)
})
