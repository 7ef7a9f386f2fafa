import { formatDuration } from '@/lib/format/moment'
import { sentencesOf } from '@/lib/format/sentences'
import type { Detection, IncidentState } from './schema'

/** Counts over everything, not over the rows shown. */
export interface IncidentCounts {
  all: number
  open: number
  /** Open, and nothing is linked that would have prevented it. */
  withoutPrevention: number
  /** Incidents with a prevention that has not proven itself, or that is gone. */
  unproven: number
  /** Closed without a prevention: a manager said that nothing could have prevented it. */
  waived: number
  /** Of the last 12 months. */
  year: number
  /** Of these, those that users noticed first. */
  yearByUsers: number
}

const templates = {
  never: 'No incident is on record yet',
  neverOfOne: 'No incident of this system is on record',
  without:
    '{withoutPrevention, plural, one {One incident has} other {{withoutPrevention, number} incidents have}} no prevention yet',
  unproven:
    '{unproven, plural, one {The prevention of one incident is} other {Preventions of {unproven, number} incidents are}} not proven yet',
  open: '{open, plural, one {One incident is} other {{open, number} incidents are}} open, with everything proven that was promised',
  closed:
    'Every prevention of {all, plural, one {the one incident} other {all {all, number} incidents}} has proven itself',
  closedWaived:
    'Nothing could have prevented {all, plural, one {the one incident, which is closed} other {any of the {all, number} incidents; all are closed}}',
  closedMixed:
    'Every prevention has proven itself; nothing could have prevented {waived, number} of {all, number} incidents',
  also: '{unproven, plural, =0 {} one { The prevention of one is not proven yet.} other { Of {unproven, number} the prevention is not proven yet.}}',
  lead: '{year, plural, =0 {None began in the last 12 months.} one {One began in the last 12 months; {byUsers, plural, =0 {users were not the first to notice it} other {users noticed it first}}.} other {{year, number} began in the last 12 months; users noticed {byUsers, plural, =0 {none of them} other {{byUsers, number} of them ({share, number} %)}} first.}}',
  still: 'Going on for {since}; {noticed}',
  over: 'Lasted {since}; {noticed}',
  atOnce:
    'noticed at once by {by, select, us {our own checks or people} alert {an alert of another tool} other {users}}',
  later:
    'noticed after {delay} by {by, select, us {our own checks or people} alert {an alert of another tool} other {users}}',
  none: 'Nothing is linked yet that would have prevented it',
  some: '{total, plural, one {{proven, plural, =0 {The one prevention has not proven itself yet} other {The one prevention has proven itself}}} other {{proven, plural, one {One of {total, number} preventions has proven itself} other {{proven, number} of {total, number} preventions have proven themselves}}}}',
  waived: 'Closed: nothing could have prevented it',
} as const

const say = sentencesOf(templates)

/** Over the list: lessons that nobody drew first, then those that are promised and not proven. Pure. */
export function incidentsHeadline(counts: IncidentCounts, ofOne = false): string {
  if (counts.all === 0) return say(ofOne ? 'neverOfOne' : 'never')
  const values = { ...counts }
  if (counts.withoutPrevention > 0) return say('without', values)
  if (counts.unproven > 0) return say('unproven', values)
  if (counts.open > 0) return say('open', values)
  if (counts.waived === counts.all) return say('closedWaived', values)
  return counts.waived > 0 ? say('closedMixed', values) : say('closed', values)
}

/** Below it: how many there were, and who noticed them. Nothing on record is not "nothing happened". Pure. */
export function incidentsLead(counts: IncidentCounts): string {
  if (counts.all === 0)
    return 'That nothing is on record does not say that nothing happened. Write down the next one, or start it from a finding or an alert.'
  const { year, yearByUsers: byUsers, withoutPrevention, unproven } = counts
  const share = year > 0 ? Math.round((byUsers * 100) / year) : 0
  const told = say('lead', { year, byUsers, share })
  return `${told}${withoutPrevention > 0 ? say('also', { unproven }) : ''}`
}

/** How long it lasted and who noticed when: the line below the title of one incident. Pure. */
export function incidentLead(
  incident: { startedAt: Date; detectedAt: Date; endedAt: Date | null; detectedBy: Detection },
  now: Date,
): string {
  const seconds = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 1_000
  const delay = seconds(incident.startedAt, incident.detectedAt)
  const noticed = say(delay < 60 ? 'atOnce' : 'later', {
    by: incident.detectedBy,
    delay: formatDuration(delay),
  })
  const since = formatDuration(seconds(incident.startedAt, incident.endedAt ?? now))
  return `${say(incident.endedAt ? 'over' : 'still', { since, noticed })}.`
}

/** How the prevention of one incident stands. Pure. */
export function preventionSentence(facts: { state: IncidentState; proven: number; total: number }): string {
  if (facts.total === 0) return say(facts.state === 'closed' ? 'waived' : 'none')
  return say('some', { proven: facts.proven, total: facts.total })
}
