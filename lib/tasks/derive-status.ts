import type { OccurrenceState } from './schema'
import type { OccurrenceStatus } from './view'

/** What decides how an occurrence reads. */
export interface StatusFacts {
  state: OccurrenceState
  /** A pause left it out. */
  inPause: boolean
  /** From here on it is due. */
  scheduledAt: Date
  /** From here on it is overdue. */
  dueAt: Date
  /** The next period begins. */
  periodEnd: Date
  snoozedUntil: Date | null
  anchor: 'scheduled' | 'completed'
  /** The occurrence that it follows: its deadline while that is open; null: nothing to wait for. */
  waitsUntil: Date | null
}

/**
 * How an occurrence reads at an instant. Nothing of this is stored, so that a dead worker turns things overdue,
 * never fine. A snooze hides what is due, never what is overdue. What counts from completion has no next period
 * that could begin without it: it stays overdue and is never missed.
 */
export function statusOf(facts: StatusFacts, now: Date): OccurrenceStatus {
  if (facts.inPause) return 'paused'
  if (facts.state !== 'pending' && facts.state !== 'in-progress') return facts.state
  if (now >= facts.dueAt) return facts.anchor === 'scheduled' && now >= facts.periodEnd ? 'missed' : 'overdue'
  if (now < facts.scheduledAt) return 'upcoming'
  if (facts.snoozedUntil && now < facts.snoozedUntil) return 'upcoming'
  return facts.waitsUntil && now < facts.waitsUntil ? 'upcoming' : 'due'
}

/** Overdue for longer than one whole period: the sign of work that is put off. */
export function overdueByAPeriod(
  facts: Pick<StatusFacts, 'state' | 'inPause' | 'dueAt' | 'periodEnd'> & { periodStart: Date },
  now: Date,
): boolean {
  if (facts.inPause || (facts.state !== 'pending' && facts.state !== 'in-progress')) return false
  return now.getTime() - facts.dueAt.getTime() > facts.periodEnd.getTime() - facts.periodStart.getTime()
}

/**
 * Longest run of periods, one after the other, that were skipped or went by undone (newest first). A gap that a
 * pause left neither counts nor breaks the run.
 */
export function skippedInARow(
  occurrences: readonly Pick<StatusFacts, 'state' | 'inPause' | 'periodEnd'>[],
  now: Date,
): number {
  let [run, longest] = [0, 0]
  for (const { state, inPause, periodEnd } of occurrences) {
    if (inPause) continue
    const undone =
      state === 'skipped' || ((state === 'pending' || state === 'in-progress') && now >= periodEnd)
    run = undone ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}
