import { sentencesOf } from '@/lib/format/sentences'
import { wholePercent } from '@/lib/trends/sentences'
import type { Compared } from './measures'

const templates = {
  headline: `{flags, select, unknown {Red flags are not judged yet} other {{raised, plural, =0 {No red flag is raised} one {One red flag} other {{raised, number} red flags}}{moved, select, more {, {by, number} more than a week ago} less {, {by, number} fewer than a week ago} other {}}{unknown, plural, =0 {} other {, {unknown, number} unknown}}}}{kept, select, unknown {} other {; {kept} % on time}}`,
  empty: `No system is looked after yet`,
  lead: `{systems, plural, one {One system} other {{systems, number} systems}}{good, select, unknown {, none of them scored yet} other {, {good} with grade A or B}}. {claimed, plural, =0 {No backup is known.} one {One backup is known; } other {{claimed, number} backups are known; }}{claimed, plural, =0 {} other {{open, plural, =0 {all are proven by a restore} one {one has no restore that proves it} other {{open, number} have no restore that proves them}}.}}`,
} as const

const say = sentencesOf(templates)

/** The fleet in one sentence: claims without proof, and how much was done in time. Pure. */
export function fleetHeadline(facts: {
  systems: number
  flags: Compared
  unknown: Compared
  onTime: Compared
}): string {
  if (facts.systems === 0) return say('empty')
  const { now, before } = facts.flags
  const by = now !== null && before !== null ? now - before : 0
  return say('headline', {
    flags: now === null ? 'unknown' : 'known',
    raised: now ?? 0,
    moved: by > 0 ? 'more' : by < 0 ? 'less' : 'same',
    by: Math.abs(by),
    unknown: facts.unknown.now ?? 0,
    kept: facts.onTime.now === null ? 'unknown' : String(wholePercent(facts.onTime.now)),
  })
}

/** How many systems stand well, and what is known of backups. Pure. */
export function fleetLead(facts: {
  systems: number
  good: number | null
  claimed: number
  unproven: number
}): string {
  if (facts.systems === 0) return 'Add a system: its grade, flags and proofs appear here, team by team.'
  return say('lead', {
    systems: facts.systems,
    good: facts.good === null ? 'unknown' : String(facts.good),
    claimed: facts.claimed,
    open: facts.unproven,
  })
}
