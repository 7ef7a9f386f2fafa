import { formatDay, formatDuration } from '@/lib/format/moment'
import type { OccurrenceLine } from '@/lib/tasks/view'

type Said = Pick<OccurrenceLine, 'status' | 'dueAt' | 'scheduledAt' | 'snoozedUntil' | 'onTime'>

/** One or two words for how an occurrence stands now, with the time that goes with it. Pure. */
export function occurrenceWord(line: Said, zone: string, now: Date): string {
  const until = (text: string) => (new Date(text).getTime() - now.getTime()) / 1000
  const day = (text: string) => formatDay(new Date(text), zone, now)
  switch (line.status) {
    case 'overdue':
      return `Overdue ${formatDuration(-until(line.dueAt))}`
    case 'missed':
      return `Missed ${day(line.dueAt)}`
    case 'due':
      return `Due in ${formatDuration(until(line.dueAt))}`
    case 'upcoming':
      if (line.snoozedUntil && until(line.snoozedUntil) > 0) return `Snoozed to ${day(line.snoozedUntil)}`
      return `From ${day(line.scheduledAt)}`
    case 'done':
      return line.onTime === false ? 'Done late' : 'Done on time'
    case 'done-with-problem':
      return 'With a problem'
    case 'skipped':
      return 'Skipped'
    case 'paused':
      return 'Paused'
  }
}

/** Half a line of what must be known before one begins: tier, length, and what stands in the way. Pure. */
export function occurrenceNotes(
  line: Pick<
    OccurrenceLine,
    | 'tier'
    | 'expectedMinutes'
    | 'needsDowntime'
    | 'needsVerification'
    | 'automation'
    | 'waitsFor'
    | 'claimedBy'
    | 'inProgress'
    | 'blockedReason'
    | 'snoozeCount'
  >,
): string[] {
  const { claimedBy, blockedReason, waitsFor, snoozeCount } = line
  return [
    line.tier,
    `${line.expectedMinutes} min`,
    line.automation === 'check' ? 'a check proves it' : null,
    line.needsDowntime ? 'needs downtime' : null,
    line.needsVerification ? 'verify afterwards' : null,
    waitsFor ? `after “${waitsFor.title}”` : null,
    claimedBy ? `${claimedBy.name} is on it` : line.inProgress ? 'begun' : null,
    snoozeCount > 0 ? `snoozed ${['', 'once', 'twice'][snoozeCount] ?? `${snoozeCount} times`}` : null,
    blockedReason ? `blocked: ${blockedReason}` : null,
  ].filter((note) => note !== null)
}
