import { databaseNow } from '@/lib/db/database'
import { collectReportFacts } from './collect/collect-report-facts'
import { readReportPayload } from './payload'
import { reportNumbers } from './read-numbers'
import type { ReportNumbers } from './report-numbers'
import type { ReportRow } from './report-store'
import { type Expired, expiredSources } from './sources'
import type { Recomputed } from './view'

/** Reads the period of a stored report again, from what is still kept, and holds it against what is stored. */
export async function recompute(row: ReportRow): Promise<Recomputed> {
  const { facts } = readReportPayload(row.payload)
  const now = await databaseNow()
  const again = await collectReportFacts({
    scope: facts.scope.kind === 'team' ? { kind: 'team', id: facts.scope.id } : { kind: 'instance' },
    period: facts.period,
    asOf: new Date(facts.asOf),
    previous: facts.previous,
    isFirst: facts.isFirst,
    builtAt: new Date(facts.builtAt),
  })
  const differences = differencesOf(row.numbers, reportNumbers(again))
  const expired = expiredSources(new Date(facts.period.from), now)
  return {
    isEqual: differences.length === 0,
    differences,
    expired,
    sentence: recomputedSentence(differences.length, expired),
  }
}

/** Numbers that are not the same. Pure. */
export function differencesOf(stored: ReportNumbers, again: ReportNumbers): Recomputed['differences'] {
  return (Object.keys(again) as (keyof ReportNumbers)[])
    .filter((number) => (stored[number] ?? null) !== again[number])
    .map((number) => ({ number, stored: stored[number] ?? null, now: again[number] }))
}

/** The result in one sentence. Pure. */
export function recomputedSentence(differing: number, expired: readonly Expired[]): string {
  if (differing === 0 && expired.length === 0) return 'Read again, every number is the same.'
  const gone = expired.map(({ source }) => source)
  if (expired.length > 0) {
    const what = gone.length === 1 ? gone[0] : `${gone.slice(0, -1).join(', ')} and ${gone.at(-1)}`
    return differing === 0
      ? `Read again, every number is the same, although the ${what} do not reach back that far any more.`
      : `${differing} ${differing === 1 ? 'number is' : 'numbers are'} another one now: the ${what} do not reach back that far any more. The stored report stays as it is.`
  }
  return `${differing} ${differing === 1 ? 'number is' : 'numbers are'} another one now, although every source is still kept: something was written down later, or removed. The stored report stays as it is.`
}
