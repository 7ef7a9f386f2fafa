/** A mistake that a forecast of the past made, so many days ahead. */
export interface PastError {
  lead: number
  /** Truth minus forecast. */
  error: number
}

/** How far forecasts miss, by the days ahead. */
export interface ErrorSize {
  /** Mean size, also beyond the days that were tried. */
  at(lead: number): number
  /** How errors grow: 0 not at all, ½ like a walk without aim, 1 in step with the days. */
  power: number
}

/** Draws a power of the distance through the sizes of the errors at each. `days` is the length of the history. */
export function errorSize(errors: readonly PastError[], days: number): ErrorSize {
  const byLead = new Map<number, { sum: number; count: number }>()
  for (const { lead, error } of errors) {
    const one = byLead.get(lead) ?? { sum: 0, count: 0 }
    byLead.set(lead, { sum: one.sum + Math.abs(error), count: one.count + 1 })
  }
  const seen = [...byLead].flatMap(([lead, { sum, count }]) =>
    // Overlapping stretches of the past are no more than so many tries.
    sum > 0 ? [{ x: Math.log(lead), y: Math.log(sum / count), weight: Math.min(count, days / lead) }] : [],
  )
  if (seen.length === 0) return { at: () => 0, power: 0 }
  const total = seen.reduce((sum, { weight }) => sum + weight, 0)
  const mean = (of: (one: { x: number; y: number }) => number) =>
    seen.reduce((sum, one) => sum + one.weight * of(one), 0) / total
  const [x, y] = [mean((one) => one.x), mean((one) => one.y)]
  const across = mean((one) => (one.x - x) ** 2)
  const slope = across === 0 ? 0.5 : mean((one) => (one.x - x) * (one.y - y)) / across
  const power = Math.min(1.2, Math.max(0, slope))
  return { at: (lead) => Math.exp(y + power * (Math.log(Math.max(lead, 0.5)) - x)), power }
}
