import type { CapacityPoint } from './forecast'

export const dayMs = 86_400_000

/** Nothing that is counted, sold or measured is larger; sums and squares of more would not be numbers any more. */
const largest = 1e100

/** Older measurements say nothing about next month any more. */
const maxDays = 400

/** A series with one value a day: all at the newest one's time of day, so that day and night are not mixed. */
export interface DailyValues {
  /** When the newest was measured. */
  newestAt: number
  /** Oldest first, without a hole in the days; NaN where nothing was measured. */
  values: Float64Array
  /** Days that have a value. */
  measured: number
}

/**
 * One value a day out of measurements of any spacing. Left out: what is not a number, what lies after `now`
 * (a clock that ran ahead) and what cannot exist (a negative number of bytes). Null when nothing is left.
 */
export function dailyValues(
  points: readonly CapacityPoint[],
  now: number,
  [low, high]: readonly [number | null, number | null],
): DailyValues | null {
  const usable = points.filter(
    ({ at, value }) =>
      Number.isFinite(at) &&
      Math.abs(value) <= largest &&
      at <= now &&
      value >= (low ?? Number.NEGATIVE_INFINITY) &&
      value <= (high ?? Number.POSITIVE_INFINITY),
  )
  const [first] = usable
  if (!first) return null
  // Of several at one instant the one that was given last counts, like a correction.
  const newest = usable.reduce((best, point) => (point.at >= best.at ? point : best), first)
  const oldest = usable.reduce((least, { at }) => Math.min(least, at), newest.at)
  const length = Math.min(maxDays, Math.round((newest.at - oldest) / dayMs) + 1)
  const values = new Float64Array(length).fill(Number.NaN)
  const distances = new Float64Array(length).fill(Number.POSITIVE_INFINITY)
  for (const { at, value } of usable) {
    const back = Math.round((newest.at - at) / dayMs)
    const day = length - 1 - back
    const distance = Math.abs(newest.at - at - back * dayMs)
    if (day >= 0 && distance <= (distances[day] ?? 0)) {
      values[day] = value
      distances[day] = distance
    }
  }
  values[length - 1] = newest.value
  return { newestAt: newest.at, values, measured: values.filter((value) => !Number.isNaN(value)).length }
}
