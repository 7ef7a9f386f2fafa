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
 * the end of a day, what comes and goes by its peak. A day that is rolled up does not say when its figure was
 * measured: all are put at the time of day of the newest, so that they are a day apart; that is less than a day's
 * growth beside the truth. Pure.
 */
export function seriesPoints(
  days: readonly DayFigures[],
  recent: RecentFigures | null,
  figure: CapacitySource['figure'],
  now: number,
): CapacityPoint[] {
  const midnight = (at: number) => Math.floor(at / dayMs) * dayMs
  const begun = days.filter(([at]) => at <= midnight(now))
  const known = recent ? begun.filter(([at]) => at < midnight(recent.at)) : begun
  const isToday = known.at(-1)?.[0] === midnight(now)
  const timeOfDay = recent ? recent.at % dayMs : isToday ? now % dayMs : dayMs / 2
  const points = known.map(([at, max, last]) => ({
    at: at + timeOfDay,
    value: figure === 'max' ? max : last,
  }))
  if (recent) points.push({ at: recent.at, value: figure === 'max' ? recent.max : recent.last })
  return points
}
