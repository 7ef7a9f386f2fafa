import { type Line, possibleLines } from './growth-lines'

/** Distances in days at which the past is asked how wrong a forecast would have been. */
const leads = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120] as const
/** More starting days do not change the answer, but take time. */
const maxOrigins = 36
/** Days that a line needs before it is tried. */
const firstOrigin = 7
/** How much better a line must have been to be trusted more. */
const sharpness = 4

/** What a series has taught about itself: which line to trust at which distance, and how wrong that was. */
export interface OwnErrors {
  /** Shares of the lines, at so many days ahead. */
  sharesAt(lead: number): readonly number[]
  /** What must be added to the middle so that a tenth of the truths lies below, and a tenth above. */
  edgesAt(lead: number): { low: number; high: number }
}

interface Trial {
  lead: number
  truth: number
  forecasts: readonly number[]
}

/** Forecasts each past day from what was known before it, and remembers the errors. */
export function learnErrors(values: Float64Array, starts: readonly number[]): OwnErrors {
  const trials = tryPast(values, starts)
  const shares = leads.map((lead) => sharesOf(trials, lead))
  const sharesAt = (lead: number) => blend(shares, lead)
  const errors = trials.map(({ lead, truth, forecasts }) => ({
    lead,
    error: truth - weighted(forecasts, sharesAt(lead)),
  }))
  const size = sizeByLead(errors, values.length)
  const relative = errors.map(({ lead, error }) => error / (size(lead) || 1)).sort((a, b) => a - b)
  const absolute = relative.map(Math.abs).sort((a, b) => a - b)
  const both = quantile(absolute, 0.8)
  const [below, above] = [Math.max(0, -quantile(relative, 0.1)), Math.max(0, quantile(relative, 0.9))]
  return {
    sharesAt,
    edgesAt: (lead) => {
      const scale = size(lead) * (1 + (0.6 * lead) / values.length)
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
    const lines = possibleLines(
      values.subarray(0, origin + 1),
      starts.filter((day) => day < origin),
      origin,
    )
    for (const lead of leads) {
      const truth = values[origin + lead]
      if (truth === undefined || Number.isNaN(truth)) continue
      trials.push({ lead, truth, forecasts: lines.map((line) => lineAt(line, lead)) })
    }
  }
  return trials
}

/** Shares by the errors at about this distance; with few of them all lines count alike. */
function sharesOf(trials: readonly Trial[], lead: number): number[] {
  const longest = trials.reduce((most, trial) => Math.max(most, trial.lead), 1)
  const [from, to] = [Math.min(lead, longest) / 2, Math.min(lead, longest) * 2]
  const near = trials.filter((trial) => trial.lead >= from && trial.lead <= to)
  const count = trials[0]?.forecasts.length ?? 0
  const mistakes = Array.from(
    { length: count },
    (_unused, line) =>
      near.reduce((sum, { truth, forecasts }) => sum + Math.abs(truth - (forecasts[line] ?? 0)), 0) /
      near.length,
  )
  const least = Math.min(...mistakes)
  const raw = mistakes.map((mistake) => (mistake === 0 ? 1 : (least / mistake) ** sharpness))
  const total = raw.reduce((sum, share) => sum + share, 0)
  return raw.map((share) => share / total)
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

/** Mean size of the errors as a power of the distance, through what was seen. */
function sizeByLead(
  errors: readonly { lead: number; error: number }[],
  days: number,
): (lead: number) => number {
  const seen = leads.flatMap((lead) => {
    const here = errors.filter((one) => one.lead === lead)
    if (here.length === 0) return []
    const mean = here.reduce((sum, { error }) => sum + Math.abs(error), 0) / here.length
    return mean > 0
      ? [{ x: Math.log(lead), y: Math.log(mean), weight: Math.min(here.length, days / lead) }]
      : []
  })
  if (seen.length === 0) return () => 0
  const total = seen.reduce((sum, { weight }) => sum + weight, 0)
  const middle = (of: (one: { x: number; y: number }) => number) =>
    seen.reduce((sum, one) => sum + one.weight * of(one), 0) / total
  const [x, y] = [middle((one) => one.x), middle((one) => one.y)]
  const across = middle((one) => (one.x - x) ** 2)
  const power = across === 0 ? 0.5 : middle((one) => (one.x - x) * (one.y - y)) / across
  const held = Math.min(1.2, Math.max(0.1, power))
  return (lead) => Math.exp(y + held * (Math.log(Math.max(lead, 0.5)) - x))
}

/** By linear interpolation of the sorted values; 0 of none. */
function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return 0
  const place = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return below + (above - below) * (place - Math.floor(place))
}
