import { fitsStars } from '@/lib/format/star-pattern'
import type { Tolerance } from './plan-schema'

/** Rows that a table may be off by. The first line that fits a table holds; none: null. */
export function allowedRows(
  tolerances: readonly Tolerance[],
  table: string,
  expected: number,
): number | null {
  const found = tolerances.find((each) => fits(each.table, table))
  if (!found) return null
  return found.percent === null ? (found.rows ?? 0) : Math.floor((expected * found.percent) / 100)
}

/** "public.orders", "orders" (of schema public), "audit.*", "*". */
function fits(pattern: string, table: string): boolean {
  const whole = pattern.includes('.') || pattern === '*' ? pattern : `public.${pattern}`
  return fitsStars(table, whole)
}
