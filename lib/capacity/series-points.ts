import type { CapacityPoint } from './forecast'
import type { CapacitySource } from './sources'

/** A day of a series as it was rolled up. `at` is its beginning in UTC, in milliseconds since 1970. */
export type DayFigures = readonly [at: number, max: number, last: number]

/** The newest measurements that are not rolled up by day yet: of the last 24 hours. */
export interface RecentFigures {
  at: number
  max: number
  last: number
}

const dayMs = 86_400_000

/**
 * The points that a forecast is made of: one a day, and the newest measurement. What piles up counts as it stood at
 * the end of a day, what comes and goes by its peak. Pure.
 */
export function seriesPoints(
  days: readonly DayFigures[],
  recent: RecentFigures | null,
  figure: CapacitySource['figure'],
  now: number,
): CapacityPoint[] {
  const today = Math.floor(now / dayMs) * dayMs
  const points = days
    .filter(([at]) => recent === null || at < today)
    .map(([at, max, last]) =>
      figure === 'max'
        ? { at: Math.min(at + dayMs / 2, now), value: max }
        : { at: Math.min(at + dayMs - 1, now), value: last },
    )
  if (recent) points.push({ at: recent.at, value: figure === 'max' ? recent.max : recent.last })
  return points
}
