import { median } from '@/lib/samples/theil-sen'

/** So many weeks must be seen before a weekday may have a level of its own. */
const neededWeeks = 3
/** By so much the rhythm must make one half of the weeks predict the other better. */
const neededGain = 0.15
/** … and by so much as long as fewer than five weeks are known. */
const neededGainEarly = 0.35

/**
 * What each day of the week adds, by `day % 7`; null where no week shows. A rhythm is believed only when the
 * odd weeks predict the even ones by it and the other way round.
 */
export function weeklySeason(values: Float64Array): readonly number[] | null {
  if (values.length < neededWeeks * 7) return null
  const rest = withoutTrend(values)
  const [even, odd] = [profile(rest, (week) => week % 2 === 0), profile(rest, (week) => week % 2 === 1)]
  if (!even || !odd) return null
  let [without, withIt, days] = [0, 0, 0]
  for (const [day, value] of rest.entries()) {
    if (Number.isNaN(value)) continue
    const other = (Math.floor(day / 7) % 2 === 0 ? odd : even)[day % 7] ?? 0
    without += Math.abs(value)
    withIt += Math.abs(value - other)
    days += 1
  }
  const gain = values.length < 35 ? neededGainEarly : neededGain
  if (days === 0 || withIt >= (1 - gain) * without) return null
  return profile(rest, () => true)
}

/** Distance of each day from the mean of the seven days around it, near the ends of the seven nearest days. */
function withoutTrend(values: Float64Array): Float64Array {
  return values.map((value, day) => {
    const from = Math.min(Math.max(0, day - 3), values.length - 7)
    const week = values.subarray(from, from + 7).filter((other) => !Number.isNaN(other))
    // In gaps the days around are not a whole week.
    return week.length === 7 ? value - week.reduce((sum, other) => sum + other, 0) / 7 : Number.NaN
  })
}

function profile(rest: Float64Array, counts: (week: number) => boolean): number[] | null {
  const days = Array.from({ length: 7 }, (): number[] => [])
  for (const [day, value] of rest.entries()) {
    if (!Number.isNaN(value) && counts(Math.floor(day / 7))) days[day % 7]?.push(value)
  }
  const middles = days.map((values) => median(values))
  if (middles.some((middle) => middle === null)) return null
  const average = middles.reduce<number>((sum, middle) => sum + (middle ?? 0), 0) / 7
  return middles.map((middle) => (middle ?? 0) - average)
}
