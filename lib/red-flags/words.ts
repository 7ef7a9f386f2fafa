import type { SystemFacts } from '@/lib/facts/system-facts'
import { formatDay } from '@/lib/format/moment'

export const dayMs = 86_400_000

/** "1 task", "3 tasks". */
export const countOf = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`

/** How long ago, in days and parts of them. */
export const daysSince = (at: Date, now: Date) => (now.getTime() - at.getTime()) / dayMs

/** Whole days for people: "101 d"; what is younger than a day is "0 d". */
export const wholeDays = (days: number) => `${Math.floor(days)} d`

/** "Sat 14 Nov", in the zone of the system, which everybody who reads the sentence shares. */
export const dayOf = ({ system, now }: SystemFacts, at: Date) => formatDay(at, system.timeZone, now)

/** The first three, and how many more. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown
}
