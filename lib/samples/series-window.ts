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

/** Older than this, hours may be gone. */
const hourlyAgeDays = 390
/** Whoever asks for the last 48 hours asks a moment after the clock was read. */
const slackSeconds = 60

const niceSteps = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]

/** The finest table that still holds the whole range in so many points, 300 where it is not said. Pure. */
export function seriesWindow(input: {
  from: Date
  to: Date
  now: Date
  intervalSeconds: number
  /** At most so many points; a small picture needs fewer. */
  points?: number
}): SeriesWindow {
  const { from, to, now, intervalSeconds, points = maxPoints } = input
  const range = Math.max(1, (to.getTime() - from.getTime()) / 1000)
  const widest = Math.max(range / (points - 1), Math.min(intervalSeconds, range))
  const age = (now.getTime() - from.getTime()) / 1000
  const window = (resolution: Resolution, stepSeconds: number): SeriesWindow => ({
    resolution,
    stepSeconds,
    gapSeconds: 2 * Math.max(stepSeconds, intervalSeconds),
  })
  if (age <= rawHours * hour + slackSeconds) {
    return window('raw', niceSteps.find((step) => step >= widest) ?? Math.ceil(widest / hour) * hour)
  }
  if (range <= hourlyRangeDays * day && age <= hourlyAgeDays * day)
    return window('hour', Math.ceil(widest / hour) * hour)
  return window('day', Math.ceil(widest / day) * day)
}
