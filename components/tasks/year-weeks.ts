import type { HeatStep } from '@/lib/charts/calendar-heat'
import type { YearDay } from '@/lib/tasks/view'

/** How dark a day is: 0 when all was on time, 4 when less than half was; null when nothing was due. Pure. */
export function heatStep(day: Pick<YearDay, 'share'>): HeatStep {
  const { share } = day
  if (share === null) return null
  if (share >= 100) return 0
  if (share >= 90) return 1
  if (share >= 75) return 2
  return share >= 50 ? 3 : 4
}
