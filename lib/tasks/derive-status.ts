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
