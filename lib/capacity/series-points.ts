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

interface Terms {
  figure: CapacitySource['figure']
  /** Of the check. */
  intervalSeconds: number
  now: number
}

const dayMs = 86_400_000
/** A check that runs more rarely measures a day once or twice: its last value is not of the day's end. */
const oftenSeconds = 6 * 3_600

/**
 * The points that a forecast is made of: one a day, and the newest measurement. What piles up counts as it stood at
 * the end of a day, what comes and goes by its peak. Pure.
 */
export function seriesPoints(
  days: readonly DayFigures[],
  recent: RecentFigures | null,
  { figure, intervalSeconds, now }: Terms,
): CapacityPoint[] {
  const today = Math.floor(now / dayMs) * dayMs
  const timeOfDay = placeInDay(recent, figure, intervalSeconds)
  const points = days
    .filter(([at]) => recent === null || at < Math.floor(recent.at / dayMs) * dayMs)
    .filter(([at]) => at <= today)
    .map(([at, max, last]) => ({
      at: Math.min(at + timeOfDay, now),
      value: figure === 'max' ? max : last,
    }))
  if (recent) points.push({ at: recent.at, value: figure === 'max' ? recent.max : recent.last })
  return points
}

/** When within a day its figure was measured, as far as a rolled-up day tells. */
function placeInDay(recent: RecentFigures | null, figure: Terms['figure'], intervalSeconds: number): number {
  if (intervalSeconds >= oftenSeconds && recent) return recent.at % dayMs
  return figure === 'max' || intervalSeconds >= oftenSeconds ? dayMs / 2 : dayMs - 1
}
