/** Which table answers a question about the past. */
export type Resolution = 'raw' | 'hour' | 'day'

export interface SeriesWindow {
  resolution: Resolution
  /** Width of one point. */
  stepSeconds: number
  /** Longer than this without a value is a gap. */
  gapSeconds: number
}

const hour = 3600
const day = 86_400

/** A chart shows at most this many points. */
export const maxPoints = 300
/** Raw samples live this long. */
export const rawHours = 48
/** Hourly roll-ups answer up to this range; longer ones take days. */
const hourlyRangeDays = 120

const niceSteps = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]

/** The finest table that still holds the whole range in at most 300 points. Pure. */
export function seriesWindow(input: {
  from: Date
  to: Date
  now: Date
  intervalSeconds: number
}): SeriesWindow {
  const { from, to, now, intervalSeconds } = input
  const range = Math.max(1, (to.getTime() - from.getTime()) / 1000)
  const widest = Math.max(range / (maxPoints - 1), Math.min(intervalSeconds, range))
  const age = (now.getTime() - from.getTime()) / 1000
  const window = (resolution: Resolution, stepSeconds: number): SeriesWindow => ({
    resolution,
    stepSeconds,
    gapSeconds: 2 * Math.max(stepSeconds, intervalSeconds),
  })
  if (age <= rawHours * hour) {
    return window('raw', niceSteps.find((step) => step >= widest) ?? Math.ceil(widest / hour) * hour)
  }
  if (range <= hourlyRangeDays * day) return window('hour', Math.ceil(widest / hour) * hour)
  return window('day', Math.ceil(widest / day) * day)
}
