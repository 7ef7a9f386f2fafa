import type { StoredForecast } from '@/lib/capacity/stored-forecast'
import { formatDay } from '@/lib/format/moment'
import type { DecisionFact, DecisionKind } from '../decision-fact'
import { isNear, limited } from './capacity-facts'
import type { WaitingRow } from './decision-store'
import type { FindingToDecide } from './finding-store'

const dayMs = 86_400_000
/** What waits is to be decided within the week that follows. */
const patienceMs = 7 * dayMs
/** Days ahead that a limit asks for a decision. */
const capacityDays = 30
/** How many are kept: nobody decides more in a week, and a report must stay a report. */
export const decisionsKept = 40
/** Of the five on the first page, at most so many of one kind, while others wait. */
const firstPage = 5
const perKind = 3

/** Requests and signatures: somebody stands still until they are decided. */
const kindRank: Readonly<Record<DecisionKind, number>> = {
  'accept-risk': 0,
  capacity: 1,
  'overdue-finding': 2,
  'unowned-finding': 3,
  'sign-review': 4,
  'exclude-control': 5,
  'ending-acceptance': 6,
}
const severityRank = { critical: 0, high: 1, medium: 2, low: 3 } as const

/** Until when it is to be decided: its own date when that is near, else a week; what is late, by tomorrow. Pure. */
export function decideBy(until: string | null, asOf: Date): string {
  const week = asOf.getTime() + patienceMs
  const own = until === null ? week : Date.parse(until)
  return new Date(own <= asOf.getTime() ? asOf.getTime() + dayMs : Math.min(own, week)).toISOString()
}

/** What waits for an answer. Pure. */
export function waitingDecision(row: WaitingRow, asOf: Date): DecisionFact {
  const { until, ...fact } = row
  const by = row.kind === 'ending-acceptance' && until !== null ? until : decideBy(until, asOf)
  return { ...fact, by }
}

/** A finding that is overdue or belongs to nobody. Pure. */
export function findingDecision(row: FindingToDecide, asOf: Date): DecisionFact {
  const { owner, due, ...fact } = row
  return { ...fact, person: owner, by: decideBy(due, asOf), href: `/findings/${row.number}` }
}

/** Series that come to their limit within a month, and about which nobody works yet. Pure. */
export function capacityDecisions(
  forecasts: readonly StoredForecast[],
  isPlanned: (forecast: StoredForecast) => boolean,
  { asOf, zone, ownerOf }: { asOf: Date; zone: string; ownerOf(checkId: string): string | null },
): DecisionFact[] {
  return limited(forecasts)
    .filter((each) => isNear(each, asOf, capacityDays) && !isPlanned(each))
    .map((each) => ({
      kind: 'capacity',
      id: each.checkId,
      systemId: each.systemId,
      system: each.systemName,
      number: null,
      title:
        each.status === 'reached' || each.earliest === null
          ? `${each.resource} is at its limit`
          : `${each.resource} may reach its limit from ${formatDay(each.earliest, zone, asOf)} on`,
      severity: null,
      person: ownerOf(each.checkId),
      by: decideBy(each.earliest?.toISOString() ?? asOf.toISOString(), asOf),
      since: each.computedAt.toISOString(),
      href: `/systems/${each.systemId}/capacity`,
    }))
}

/**
 * The most pressing first: by severity, then by what stands still without it, then by date. Those on the first page are
 * not all of one kind while others wait, so that a hundred overdue findings do not hide a signature. Pure.
 */
export function rankDecisions(all: readonly DecisionFact[]): DecisionFact[] {
  const sorted = all.toSorted(
    (a, b) =>
      weightOf(a) - weightOf(b) ||
      kindRank[a.kind] - kindRank[b.kind] ||
      compare(a.by, b.by) ||
      compare(a.since, b.since) ||
      compare(a.system, b.system) ||
      compare(a.id, b.id),
  )
  const first: DecisionFact[] = []
  for (const each of sorted) {
    if (first.length === firstPage) break
    if (first.filter(({ kind }) => kind === each.kind).length < perKind) first.push(each)
  }
  for (const each of sorted) {
    if (first.length >= Math.min(firstPage, sorted.length)) break
    if (!first.includes(each)) first.push(each)
  }
  return [...first, ...sorted.filter((each) => !first.includes(each))].slice(0, decisionsKept)
}

/** What has no severity weighs like something high: it stops somebody, but nothing is broken. */
const weightOf = ({ severity }: DecisionFact) =>
  severity === null ? severityRank.high : severityRank[severity]
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
