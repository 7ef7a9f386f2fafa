import { type DailyValues, dayMs } from './daily-values'
import type { ForecastQuestion, ForecastStep } from './forecast'
import { prospectsOf } from './growth-lines'
import { type LevelShift, levelShifts } from './level-shifts'
import { learnErrors, lineAt, weighted } from './own-errors'
import { weeklySeason } from './weekly-season'

/** What comes, and what it was drawn from. */
export interface DrawnPath {
  path: readonly ForecastStep[]
  growthPerWeek: number
  weekly: boolean
  shifts: readonly LevelShift[]
}

/** Differences below this part of a series' span are none: squares of smaller ones would vanish. */
const finest = 1e12

/** Growth is told by the lines that count so many days ahead. */
const growthLead = 30

/** Draws one step per day ahead through a series that is long enough. */
export function drawPath(
  { values, newestAt }: DailyValues,
  { now, bounds }: Pick<ForecastQuestion, 'now' | 'bounds'>,
  days: number,
): DrawnPath {
  const origin = values.length - 1
  const newest = values[origin] ?? 0
  const measured = values.filter((value) => !Number.isNaN(value))
  const span = measured.reduce((most, value) => Math.max(most, Math.abs(value - newest)), 0)
  const at = (day: number) => now + day * dayMs
  if (span === 0) {
    const path = Array.from({ length: days }, (_unused, index) => ({
      at: at(index + 1),
      low: newest,
      middle: newest,
      high: newest,
    }))
    return { path, growthPerWeek: 0, weekly: false, shifts: [] }
  }
  // Bytes and shares alike: from the newest value on, in parts of how far the series has ever been from it.
  const even = values.map((value) => Math.round(((value - newest) / span) * finest) / finest)
  const season = weeklySeason(even)
  const plain = season ? even.map((value, day) => value - (season[day % 7] ?? 0)) : even
  const shifts = levelShifts(plain)
  const starts = shifts.map(({ day }) => day)
  const prospects = prospectsOf(plain, starts)
  const errors = learnErrors(plain, starts, prospects)
  const [lowest, highest] = bounds
  const real = (value: number) =>
    Math.min(
      highest ?? Number.POSITIVE_INFINITY,
      Math.max(lowest ?? Number.NEGATIVE_INFINITY, value * span + newest),
    )
  const age = (now - newestAt) / dayMs
  const path = Array.from({ length: days }, (_unused, index): ForecastStep => {
    const lead = index + 1 + age
    const rhythm = season?.[(origin + Math.round(lead)) % 7] ?? 0
    const said = prospects.lines.map((line) => lineAt(line, lead))
    const middle = rhythm + weighted(said, errors.sharesAt(lead))
    const { low, high } = errors.edgesAt(lead)
    return { at: at(index + 1), low: real(middle + low), middle: real(middle), high: real(middle + high) }
  })
  const slopes = prospects.lines.map(({ slope }) => slope)
  const growthPerWeek = 7 * span * weighted(slopes, errors.sharesAt(growthLead))
  return { path, growthPerWeek, weekly: season !== null, shifts }
}
