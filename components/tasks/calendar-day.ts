import type { CalendarDay, OccurrenceLine } from '@/lib/tasks/view'

/** Daily work that is done, or not due yet, says nothing by its name: it is counted. Pure. */
const isQuiet = ({ tier, status }: OccurrenceLine) =>
  tier === 'daily' &&
  (status === 'done' || status === 'upcoming' || status === 'skipped' || status === 'paused')

/** What a day of the month names: what is late, due or went wrong, and everything rarer than daily. Pure. */
export const listedItems = (day: CalendarDay) => day.items.filter((line) => !isQuiet(line))

/** The rest of a day: "15 done", "15 to do", "9 more". Pure. */
export function restWords(day: CalendarDay, listed: number): string {
  const rest = day.total - listed
  if (listed === 0 && day.done === day.total) return `${rest} done`
  if (listed === 0 && day.done === 0 && day.overdue === 0) return `${rest} to do`
  return `${rest} more`
}
