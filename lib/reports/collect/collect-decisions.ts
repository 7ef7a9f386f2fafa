import { capacityIdentity } from '@/lib/capacity/capacity-findings'
import type { StoredForecast } from '@/lib/capacity/stored-forecast'
import { faultFingerprint } from '@/lib/findings/raise-finding'
import type { ReportFacts } from '../report-facts'
import {
  capacityDecisions,
  decisionsKept,
  findingDecision,
  rankDecisions,
  waitingDecision,
} from './decision-facts'
import { readCheckPlaces, readWaiting } from './decision-store'
import { plannedWork, readFindingsToDecide } from './finding-store'
import type { ScopeSystem } from './scope-store'
import type { Window } from './window'

/** What people have to decide, most pressing first, and how much there is. */
export async function collectDecisions(
  window: Window,
  systems: readonly ScopeSystem[],
  forecasts: readonly StoredForecast[],
  zone: string,
): Promise<ReportFacts['decisions']> {
  const { asOf } = window
  const waiting = await readWaiting(window, decisionsKept)
  const findings = await readFindingsToDecide(window, decisionsKept)
  const planned = await plannedWork(window)
  const places = await readCheckPlaces(window, [...new Set(forecasts.map(({ checkId }) => checkId))])
  const owners = new Map(systems.map(({ id, owner }) => [id, owner]))
  const systemOf = new Map(forecasts.map(({ checkId, systemId }) => [checkId, systemId]))
  const isPlanned = ({ checkId, systemId, key }: StoredForecast) => {
    const place = places.get(checkId)
    const print = place && faultFingerprint(capacityIdentity({ ...place, systemId, key }))
    return planned.checkIds.has(checkId) || (print !== undefined && planned.fingerprints.has(print))
  }
  const capacity = capacityDecisions(forecasts, isPlanned, {
    asOf,
    zone,
    ownerOf: (checkId) => places.get(checkId)?.owner ?? owners.get(systemOf.get(checkId) ?? '') ?? null,
  })
  return {
    total: waiting.total + findings.total + capacity.length,
    items: rankDecisions([
      ...waiting.items.map((row) => waitingDecision(row, asOf)),
      ...findings.items.map((row) => findingDecision(row, asOf)),
      ...capacity,
    ]),
  }
}
