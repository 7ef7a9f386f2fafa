import type { SystemFacts } from '@/lib/facts/system-facts'
import { formatDay } from '@/lib/format/moment'

export const dayMs = 86_400_000

/** "1 task", "3 tasks". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** How long ago, in days and parts of them. */
export const daysSince = (at: Date, now: Date): number => (now.getTime() - at.getTime()) / dayMs

/** "Sat 14 Nov", in the zone of the system, which everybody who reads the sentence shares. */
export const dayOf = ({ system, now }: SystemFacts, at: Date): string => formatDay(at, system.timeZone, now)

/** The first three, and how many more. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown
}

/** Where the records of restores, migrations and alerts of the system are. */
export const proofsOf = ({ system }: SystemFacts): string => `/systems/${system.id}/proofs`
