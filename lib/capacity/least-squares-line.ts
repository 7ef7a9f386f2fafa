import { median } from '@/lib/samples/theil-sen'

/** Days farther than so many times the usual distance from the line do not count. */
const farthest = 4

/**
 * A line of least squares through the pieces of a series: one slope for all, a level for each. Days far from the
 * line of slope `robust` are left out, so that what makes least squares exact for plain noise does not make it a
 * victim of wild days.
 */
export function leastSquaresLine(
  values: Float64Array,
  starts: readonly number[],
  robust: number,
): { level: number; slope: number } {
  const to = values.length - 1
  const pieces = [0, ...starts].map((from, index) =>
    ownLevel(values, from, starts[index] ?? values.length, robust),
  )
  const distances = pieces.flatMap((piece) => piece.map(({ rest }) => Math.abs(rest)))
  const most = farthest * 1.48 * (median(distances) ?? 0)
  let [across, along] = [0, 0]
  let last = { day: to, value: 0 }
  for (const piece of pieces) {
    const kept = piece.filter(({ rest }) => Math.abs(rest) <= most)
    if (kept.length === 0) continue
    const day = kept.reduce((sum, one) => sum + one.day, 0) / kept.length
    const value = kept.reduce((sum, one) => sum + one.value, 0) / kept.length
    for (const one of kept) {
      across += (one.day - day) ** 2
      along += (one.day - day) * (one.value - value)
    }
    last = { day, value }
  }
  const slope = across === 0 ? robust : along / across
  return { level: last.value + slope * (to - last.day), slope }
}

interface Day {
  day: number
  value: number
  /** Distance from the line of the robust slope through the middle of the piece. */
  rest: number
}

function ownLevel(values: Float64Array, from: number, end: number, slope: number): Day[] {
  const days: Day[] = []
  for (let day = from; day < end; day += 1) {
    const value = values[day] ?? Number.NaN
    if (!Number.isNaN(value)) days.push({ day, value, rest: value - slope * day })
  }
  const middle = median(days.map(({ rest }) => rest)) ?? 0
  return days.map((one) => ({ ...one, rest: one.rest - middle }))
}
