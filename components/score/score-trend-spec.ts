import type { TrendPoint, TrendSpec } from '@/lib/charts/trend-spec'
import { type TrendRange, trendRanges } from '@/lib/score/query'
import { points } from '@/lib/score/sentences'
import type { SystemScoreView } from '@/lib/score/view'

const dayMs = 86_400_000
const instant = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** The whole points of a system over a range as a picture can draw them; null before the first day. Pure. */
export function scoreTrend(
  { trend, marks, at, cappedPosture }: Pick<SystemScoreView, 'trend' | 'marks' | 'at' | 'cappedPosture'>,
  range: TrendRange,
): TrendSpec | null {
  const [first] = trend
  const last = trend.at(-1)
  if (!first || !last) return null
  const to = Date.parse(at)
  const line: TrendPoint[] = []
  let before: number | null = null
  for (const { day, cappedPosture: value } of trend) {
    const now = instant(day)
    // A day that nobody kept is a gap, not a straight line.
    if (before !== null && now - before > 1.5 * dayMs) line.push([before + 1, null])
    line.push([now, Math.floor(value)])
    before = now
  }
  if (to - instant(last.day) > 1.5 * dayMs) line.push([instant(last.day) + 1, null])
  line.push([to, Math.floor(cappedPosture)])
  const values = trend.map((each) => each.cappedPosture)
  return {
    name: 'Points',
    unit: null,
    from: Math.max(instant(first.day) - dayMs / 2, to - trendRanges[range] * dayMs),
    to,
    points: line,
    limits: [],
    marks: marks.map(({ day, label }) => ({ at: instant(day), label, kind: 'checklist' as const })),
    zone: 'UTC',
    summary: `Points were ${points(Math.min(...values))} to ${points(Math.max(...values))} on ${trend.length === 1 ? 'the one day' : `the ${trend.length} days`} that were kept, and are ${points(cappedPosture)} now.`,
  }
}
