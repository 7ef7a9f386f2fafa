import { scaleLinear } from 'd3-scale'

export interface BulletGeometry {
  width: number
  height: number
  /** Length of the bar. */
  bar: number
  /** Places of the limits. */
  warn: number | null
  fail: number | null
}

/**
 * Value against its limits as a bar from zero. Null where that says nothing: no value, no limit, a limit
 * below which it gets worse, or "none is allowed".
 */
export function bullet(
  value: number | null,
  limits: { warn: number | null; fail: number | null },
  { width = 96, height = 12 }: { width?: number; height?: number } = {},
): BulletGeometry | null {
  const known = [limits.warn, limits.fail].filter((limit) => limit !== null)
  if (value === null || value < 0 || known.length === 0 || known.some((limit) => limit <= 1)) return null
  if (limits.warn !== null && limits.fail !== null && limits.warn > limits.fail) return null
  const top = Math.max(...known) * 1.15
  const x = scaleLinear()
    .domain([0, Math.max(top, Math.min(value, top * 1.5))])
    .range([0, width])
    .clamp(true)
  const place = (limit: number | null) => (limit === null ? null : Math.round(x(limit) * 10) / 10)
  return {
    width,
    height,
    bar: Math.round(x(value) * 10) / 10,
    warn: place(limits.warn),
    fail: place(limits.fail),
  }
}
