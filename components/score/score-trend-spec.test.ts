import { expect, test } from 'vitest'
import type { TrendDay } from '@/lib/score/view'
import { scoreTrend } from './score-trend-spec'

const at = '2026-11-23T12:00:00.000Z'
const day = (date: string, cappedPosture: number): TrendDay => ({
  day: date,
  cappedPosture,
  posture: cappedPosture,
  coverage: 80,
  grade: 'C',
})
const midnight = (date: string) => Date.parse(`${date}T00:00:00Z`)
const trend = (days: TrendDay[], cappedPosture = 75.9) =>
  scoreTrend(
    { trend: days, marks: [{ day: '2026-11-22', label: 'quarterly 1 → 2' }], at, cappedPosture },
    '90d',
  )

test('whole points, the last one as it is now', () => {
  const spec = trend([day('2026-11-22', 70.4), day('2026-11-23', 72.9)])
  expect(spec?.points).toEqual([
    [midnight('2026-11-22'), 70],
    [midnight('2026-11-23'), 72],
    [Date.parse(at), 75],
  ])
  expect(spec?.marks).toEqual([{ at: midnight('2026-11-22'), label: 'quarterly 1 → 2', kind: 'checklist' }])
  expect(spec?.summary).toBe('Points were 70 to 72 on the 2 days that were kept, and are 75 now.')
})

test('a day that nobody kept breaks the line', () => {
  const points = trend([day('2026-11-18', 70), day('2026-11-20', 71)])?.points ?? []
  expect(points.map(([, value]) => value)).toEqual([70, null, 71, null, 75])
})

test('nothing kept draws nothing', () => {
  expect(trend([])).toBeNull()
})
