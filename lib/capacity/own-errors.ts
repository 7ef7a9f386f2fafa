import { errorSize } from './error-size'
import { type Line, type Prospects, prospectsOf, returningLines, squaresLine } from './growth-lines'

/** Distances in days at which the past is asked how wrong a forecast would have been. */
const leads = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120] as const
/** More starting days do not change the answer, but take time. */
const maxOrigins = 32
/** Days that a line needs before it is tried. */
const firstOrigin = 7
/** How strongly a line that was less wrong is preferred; less so where only chance decides who was. */
const preference = { ofLines: 11, ofWalks: 3 }
/** Errors count by this power, so that the few large ones do not outweigh all others. */
const mildness = 0.5
/** What an error counts that a first new start has caused. */
const firstSurprise = 0.3
/** How much wider the range is for what a short past cannot know: found with seeds that the back-test does not use. */
const caution = { ofYouth: 3, ofDistance: 3 }

/** What a series has taught about itself: which line to trust at which distance, and how wrong that was. */
export interface OwnErrors {
  /** Shares of the lines, at so many days ahead. */
  sharesAt(lead: number): readonly number[]
  /** What must be added to the middle so that a tenth of the truths lies below, and a tenth above. */
  edgesAt(lead: number): { low: number; high: number }
}

interface Trial {
  lead: number
  /** A new start lay between the day of the forecast and the truth: nobody could have known. */
  crossed: boolean
  truth: number
  forecasts: readonly number[]
}

/** Forecasts past days from what was known before them, and learns from the errors. `now` is what the newest day says. */
export function learnErrors(values: Float64Array, starts: readonly number[], now: Prospects): OwnErrors {
  const trials = tryPast(values, starts)
  // What walks without aim does not come back to where it was, unless clean-ups bring it back.
  const straight = 1 - now.aimless
  const back = starts.length >= 2 ? 1 : straight
  const credit = now.lines.map((_line, index) =>
    returningLines.includes(index) ? back : index === squaresLine ? Math.sqrt(straight) : 1,
  )
  const sharpness = preference.ofLines + (preference.ofWalks - preference.ofLines) * now.aimless
  // Which line was nearer to what came after the first clean-up is chance; a second one makes it a habit.
  const habit = Math.min(1, firstSurprise + Math.max(0, starts.length - 1))
  const shares = leads.map((lead) => sharesOf(trials, habit, lead, credit, sharpness))
  const sharesAt = (lead: number) => blend(shares, lead)
  const sharesOfLead = new Map(leads.map((lead, index) => [lead as number, shares[index] ?? []]))
  const errors = trials.map(({ lead, truth, forecasts }) => ({
    lead,
    error: truth - weighted(forecasts, sharesOfLead.get(lead) ?? []),
  }))
  const size = errorSize(errors, values.length)
  const relative = Float64Array.from(errors, ({ lead, error }) => error / (size.at(lead) || 1)).sort()
  const both = quantile(relative.map(Math.abs).sort(), 0.8)
  const [below, above] = [Math.max(0, -quantile(relative, 0.1)), Math.max(0, quantile(relative, 0.9))]
  return {
    sharesAt,
    edgesAt: (lead) => {
      const young = 1 + caution.ofYouth / values.length
      const distant = 1 + (caution.ofDistance * size.power * lead) / values.length
      const scale = size.at(lead) * young * distant
      // Errors that were mostly to one side will be so again, but not for sure.
      return { low: -scale * ((below + both) / 2), high: scale * ((above + both) / 2) }
    },
  }
}

/** What a line says for so many days ahead. */
export const lineAt = ({ level, slope }: Line, lead: number): number => level + slope * lead

/** Sum of the values by their shares. */
export const weighted = (values: readonly number[], shares: readonly number[]): number =>
  values.reduce((sum, value, index) => sum + value * (shares[index] ?? 0), 0)

function tryPast(values: Float64Array, starts: readonly number[]): Trial[] {
  const trials: Trial[] = []
  const last = values.length - 1
  const stride = Math.max(1, Math.ceil((last - firstOrigin) / maxOrigins))
  for (let origin = last - 1; origin >= firstOrigin; origin -= stride) {
    if (Number.isNaN(values[origin])) continue
    // A new start is recognised a day after it.
    const known = starts.filter((day) => day < origin)
    const { lines } = prospectsOf(values.subarray(0, origin + 1), known)
    for (const lead of leads) {
      const truth = values[origin + lead]
      if (truth === undefined || Number.isNaN(truth)) continue
      const crossed = starts.some((day) => day >= origin && day <= origin + lead)
      trials.push({ lead, crossed, truth, forecasts: lines.map((line) => lineAt(line, lead)) })
    }
  }
  return trials
}

/** Shares by the errors at about this distance, or the farthest ones that the past can tell of. */
function sharesOf(
  trials: readonly Trial[],
  habit: number,
  lead: number,
  credit: readonly number[],
  sharpness: number,
): readonly number[] {
  const farthest = trials.reduce((most, trial) => Math.max(most, trial.lead), 1)
  const about = Math.min(lead, farthest)
  const near = trials.filter((trial) => trial.lead >= about / 2 && trial.lead <= about * 2)
  const mistakes = credit.map((_credit, line) =>
    near.reduce(
      (sum, { truth, forecasts, crossed }) =>
        sum + (crossed ? habit : 1) * Math.abs(truth - (forecasts[line] ?? 0)) ** mildness,
      0,
    ),
  )
  const least = Math.min(...mistakes)
  const merits = mistakes.map(
    (mistake, line) =>
      (credit[line] ?? 0) * (mistake === 0 ? 1 : (least / mistake) ** (sharpness / mildness)),
  )
  const total = merits.reduce((sum, merit) => sum + merit, 0)
  return total > 0
    ? merits.map((merit) => merit / total)
    : credit.map((_credit, line) => (line === 0 ? 1 : 0))
}

/** Between two distances the shares change evenly. */
function blend(shares: readonly (readonly number[])[], lead: number): readonly number[] {
  const upper = leads.findIndex((known) => known >= lead)
  if (upper < 0) return shares.at(-1) ?? []
  if (upper === 0) return shares[0] ?? []
  const [near, far] = [leads[upper - 1] ?? 1, leads[upper] ?? 1]
  const part = (lead - near) / (far - near)
  return (shares[upper] ?? []).map(
    (share, line) => share * part + (shares[upper - 1]?.[line] ?? 0) * (1 - part),
  )
}

/** By linear interpolation of the sorted values; 0 of none. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return below + (above - below) * (place - Math.floor(place))
}
