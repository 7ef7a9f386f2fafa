import { formatDay, formatDuration } from '@/lib/format/moment'
import { countOf, daysSince, wholeDays } from './words'

interface ProvenRestore {
  startedAt: Date
  level: string
  durationSeconds: number
}

interface HeadlineFacts {
  system: string
  proven: ProvenRestore | null
  /** Restores on record, proven or not. */
  restores: number
  /** How old a proof may be for this system. */
  allowedDays: number
}

/** What the page of proofs says first: "Last proven restore Sat 14 Nov, level queried, 11 min; 35 days allowed". Pure. */
export function proofHeadline(
  { system, proven, restores, allowedDays }: HeadlineFacts,
  { zone, now }: { zone: string; now: Date },
): string {
  const allowed = `${countOf(allowedDays, 'day')} allowed`
  if (!proven)
    return restores > 0
      ? `No restore of ${system} is proven: ${countOf(restores, 'attempt')} on record, none looked at the data and passed`
      : `No restore of ${system} is on record; ${allowed}`
  const age = daysSince(proven.startedAt, now)
  const late = age > allowedDays ? `, ${wholeDays(age)} ago` : ''
  return `Last proven restore ${formatDay(proven.startedAt, zone, now)}, level ${proven.level}, ${formatDuration(proven.durationSeconds)}${late}; ${allowed}`
}

/** What stands below: how it is with migrations and alerts. Pure. */
export function proofLead(facts: {
  migrations: number
  /** Without a closed verification. */
  unverified: number
  missing: number
  alerts: string
}): string {
  const { migrations, unverified, missing, alerts } = facts
  const moved =
    migrations === 0
      ? 'No migration is on record'
      : unverified === 0
        ? `${countOf(migrations, 'migration')}, all verified`
        : `${unverified} of ${countOf(migrations, 'migration')} not verified`
  const lost = missing > 0 ? `, ${countOf(missing, 'thing')} missing` : ''
  return `${moved}${lost}. ${alerts}.`
}
