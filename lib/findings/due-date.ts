import type { Severity } from '@/lib/checks/define-check'

const day = 86_400_000

/** Days until a finding must be resolved, by severity. */
export const slaDays: Readonly<Record<Severity, number>> = { critical: 7, high: 30, medium: 90, low: 120 }

/** Days before the due date from which on it is shown as due soon. */
export const dueSoonDays = 3

/** A finding closed for longer than this starts a new clock when it comes back. */
export const resumeWithinDays = 30

/** The clock of a finding: when it started, and for how many seconds it stood still. */
export interface SlaClock {
  slaStart: Date
  slaPausedSeconds: number
}

/** When a finding must be resolved. */
export function dueDate(severity: Severity, clock: SlaClock): Date {
  return new Date(clock.slaStart.getTime() + slaDays[severity] * day + clock.slaPausedSeconds * 1000)
}

/** The clock after it stood still from then until now (accepted, or closed for a short while). */
export function resumeClock(clock: SlaClock, stoodStillSince: Date, now: Date): SlaClock {
  const seconds = Math.max(0, Math.round((now.getTime() - stoodStillSince.getTime()) / 1000))
  return { slaStart: clock.slaStart, slaPausedSeconds: clock.slaPausedSeconds + seconds }
}

/** The clock of a finding that was seen again after it was closed. */
export function reopenClock(clock: SlaClock, closedAt: Date, now: Date): SlaClock {
  const restarts = now.getTime() - closedAt.getTime() > resumeWithinDays * day
  return restarts ? { slaStart: now, slaPausedSeconds: 0 } : resumeClock(clock, closedAt, now)
}

export type DueState = 'in-time' | 'due-soon' | 'overdue' | 'paused' | 'closed'

/** How a finding stands against its due date; derived on read, never stored. */
export function dueState(finding: { state: string; due: Date }, now: Date): DueState {
  if (finding.state === 'accepted') return 'paused'
  if (['resolved', 'verified', 'false-positive', 'duplicate'].includes(finding.state)) return 'closed'
  if (now > finding.due) return 'overdue'
  return now.getTime() >= finding.due.getTime() - dueSoonDays * day ? 'due-soon' : 'in-time'
}
