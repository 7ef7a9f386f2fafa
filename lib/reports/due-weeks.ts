import { type Week, weekBefore } from './periods'

/** Weeks that are built after a long silence: older ones nobody would read, and their sources are thin. */
export const longestCatchUp = 8

/**
 * The weeks of a scope that have ended and have no report, oldest first: one that started late builds late, never not
 * at all. Where there is no report yet, only the last week is built: nobody missed those before. Pure.
 */
export function dueWeeks(ended: Week, built: readonly string[], zone: string): Week[] {
  const weeks: Week[] = []
  for (let week = ended; !built.includes(week.name); week = weekBefore(week, zone)) {
    if (weeks.length === longestCatchUp) break
    weeks.unshift(week)
    if (built.length === 0) break
  }
  return weeks
}

/** What decides whether a week that has ended can be read. */
export interface Readiness {
  /** Until when figures and runs are rolled up; null: the roll-up has never run. */
  rolledUntil: Date | null
  /** A worker was alive when the week ended. */
  wasAttended: boolean
  /** The first start of a worker after the week's end. */
  resumedAt: Date | null
}

/** Whoever comes back after a silence needs so long until what was missed is written down. */
const settleMs = 10 * 60_000
/** After so long nothing is waited for: a report with a gap is better than none. */
const patienceMs = 45 * 60_000

/**
 * Whether the facts of a week that ended at `to` have arrived: everything is rolled up, and a worker that was away over
 * the end of the week has written down what was missed. Pure.
 */
export function isReady(to: Date, { rolledUntil, wasAttended, resumedAt }: Readiness, now: Date): boolean {
  const resumed = resumedAt?.getTime() ?? now.getTime()
  const begin = wasAttended ? to.getTime() : resumed + settleMs
  if (now.getTime() < begin) return false
  if (now.getTime() >= Math.max(to.getTime(), wasAttended ? 0 : resumed) + patienceMs) return true
  return rolledUntil !== null && rolledUntil >= to
}
