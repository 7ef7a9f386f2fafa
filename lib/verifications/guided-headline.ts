import { formatDay } from '@/lib/format/moment'
import { capital, sentencesOf } from '@/lib/format/sentences'
import type { JobView } from '@/lib/jobs/view'
import type { ComparisonSummary } from './comparison'
import type { GuidedState } from './guided-schema'
import type { AreaResult } from './guided-view'

const say = sentencesOf({
  equalAll:
    '{equal, plural, =0 {Nothing was found to compare} one {The one thing that was compared is equal} other {All # things that were compared are equal}}',
  accepted:
    '{accepted, plural, one {One thing differs and may} other {# things differ and may}}; {equal, plural, =0 {nothing else was compared} one {the other one is equal} other {the other # are equal}}',
  open: `{missing, plural, =0 {} one {One thing is missing} other {# things are missing}}{glue1}{differs, plural, =0 {} one {one thing differs} other {# things differ}}{glue2}{extra, plural, =0 {} one {one thing is there that was not} other {# things are there that were not}}{glue3}{unknown, plural, =0 {} one {one thing could not be compared} other {# things could not be compared}}`,
  openTail:
    '{left, select, one {; nobody accepted it} all {; nobody accepted them} other {; nobody accepted {open, number} of them}}',
  weeks:
    '{left, plural, =0 {no weekly look is left} one {one weekly look is left} other {# weekly looks are left}}',
})

const sum = (
  areas: readonly AreaResult[],
  field: 'equal' | 'differs' | 'missing' | 'extra' | 'unknown' | 'accepted',
) => areas.reduce((all, area) => all + area[field], 0)

/** What a comparison came to, answer first: "Three things are missing, one thing differs; nobody accepted them". Pure. */
export function comparisonHeadline({ areas, differences, open: left }: ComparisonSummary): string {
  const equal = sum(areas, 'equal')
  if (differences === 0) return say('equalAll', { equal })
  if (left === 0) return say('accepted', { accepted: differences, equal })
  const counts = {
    missing: sum(areas, 'missing'),
    differs: sum(areas, 'differs'),
    extra: sum(areas, 'extra'),
    unknown: sum(areas, 'unknown'),
  }
  const glued = {
    glue1: counts.missing > 0 && counts.differs > 0 ? ', ' : '',
    glue2: counts.missing + counts.differs > 0 && counts.extra > 0 ? ', ' : '',
    glue3: counts.missing + counts.differs + counts.extra > 0 && counts.unknown > 0 ? ', ' : '',
  }
  const told = say('open', { ...counts, ...glued })
  return `${capital(told)}${say('openTail', { open: left, left: left < differences ? 'some' : left === 1 ? 'one' : 'all' })}`
}

/** The same of one that may not have come to its end: then why. Pure. */
export function lookHeadline(
  summary: ComparisonSummary | null,
  job: Pick<JobView, 'state' | 'fault'> | null,
): string {
  if (summary) return comparisonHeadline(summary)
  if (job?.state === 'failed') return `It came to no end: ${job.fault ?? 'its log may say why.'}`
  return job?.state === 'cancelled' ? 'Cancelled before its end' : 'Not compared yet'
}

/** What decides about the sentence at the top of a guided verification. */
export interface GuidedFacts {
  title: string
  state: GuidedState
  beforeAt: Date | null
  migratedAt: Date | null
  comparison: ComparisonSummary | null
  signedAt: Date | null
  signedBy: string | null
  /** The newest weekly look. */
  recheck: ComparisonSummary | null
  rechecksLeft: number
}

/** What a guided verification says first. Pure. */
export function guidedHeadline(facts: GuidedFacts, zone: string, now: Date): string {
  const { title, state, comparison, beforeAt, migratedAt, signedAt, recheck } = facts
  const day = (at: Date | null) => (at ? formatDay(at, zone, now) : 'an unknown day')
  if (state === 'cancelled') return `${title}: given up`
  if (state === 'signed') {
    const stands = recheck
      ? `the newest weekly look: ${lower(comparisonHeadline(recheck))}`
      : comparison
        ? lower(comparisonHeadline(comparison))
        : 'nothing was compared'
    return `${title}: signed ${day(signedAt)} by ${facts.signedBy ?? 'somebody who left'}; ${stands}; ${say('weeks', { left: facts.rechecksLeft })}`
  }
  if (state === 'compared' && comparison) return `${title}: ${lower(comparisonHeadline(comparison))}`
  // Also while it is compared again: what was compared before counts no more.
  if (state === 'after-taken' || state === 'compared')
    return `${title}: both sides are on record, and not compared yet`
  if (migratedAt) return `${title}: moved ${day(migratedAt)}; take the snapshot after`
  if (state === 'before-taken')
    return `${title}: the snapshot before is of ${day(beforeAt)}; move, then say so`
  return `${title}: take the snapshot before anything moves`
}

const lower = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`
