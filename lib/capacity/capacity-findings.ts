import { findCheckKind } from '@/lib/checks/kinds'
import { dueDate } from '@/lib/findings/due-date'
import type { Cleared, Fault, FaultIdentity } from '@/lib/findings/raise-finding'
import { formatMeasure } from '@/lib/format/measure'
import { formatDay } from '@/lib/format/moment'
import { capacityDue, capacityFault } from './capacity-fault'
import { dateRange } from './date-range'
import type { Forecast } from './forecast'
import type { DueSeries } from './forecast-store'
import type { CapacityLimit, CapacitySource } from './sources'

interface Said {
  series: DueSeries
  source: CapacitySource
  limit: CapacityLimit | null
  forecast: Forecast
  standsStill: boolean
}

/** Identity of "this series comes to its limit": the check's place and series, also when the check is made anew. */
export function capacityIdentity(series: {
  systemId: string
  checkKind: string
  address: string
  key: string
}): FaultIdentity {
  return {
    systemId: series.systemId,
    fingerprintKind: `capacity:${series.checkKind}`,
    resource: `${series.address} ${series.key}`,
  }
}

/** What forecasts mean for findings: those that are raised, and those that are shown to be over. Pure. */
export function capacityVerdicts(
  forecasts: readonly Said[],
  now: Date,
): { faults: Fault[]; cleared: Cleared[] } {
  const faults: Fault[] = []
  const cleared: Cleared[] = []
  for (const said of forecasts) {
    const { series, source, limit, forecast } = said
    const definition = findCheckKind(series.checkKind)
    // Of a date that is known exactly its own check warns, and knows better how early.
    if (!definition || !limit || source.isExactDate) continue
    const terms = {
      now: now.getTime(),
      severity: definition.severity,
      isThreshold: limit.isThreshold,
      standsStill: said.standsStill,
    }
    const verdict = capacityFault(forecast, terms)
    if (verdict.is === 'clear')
      cleared.push({ ...capacityIdentity(series), comment: clearedComment(said, now) })
    if (verdict.is !== 'raised') continue
    const sla = dueDate(verdict.severity, { slaStart: now, slaPausedSeconds: 0 }).getTime()
    faults.push({
      ...capacityIdentity(series),
      origin: 'check',
      kind: 'defect',
      title: `Runs out: ${source.resource(series.key, series.address)}`,
      detail: `${situation(said, now)} ${forecast.explanation}`,
      remediation: remedy(said, definition.remediation, now),
      severity: verdict.severity,
      severityReason: `${verdict.severityReason} "${definition.title}" reports the same severity.`,
      due: new Date(capacityDue(forecast.earliest, sla, now.getTime())),
      evidence: evidenceOf(said),
    })
  }
  return { faults, cleared }
}

/** "/var of orders-db stands at 82 %. It reaches 95 %, where its check fails, between … and …; it grows by 1.5 % a week." */
function situation({ series, source, limit, forecast }: Said, now: Date): string {
  const what = source.resource(series.key, series.address)
  const value = forecast.value === null ? 'an unknown value' : formatMeasure(forecast.value, series.unit)
  if (forecast.status === 'reached')
    return `${what} of ${series.systemName} stands at ${value} and has reached its limit: ${limit?.words ?? 'its end'}.`
  const when = dateRange(forecast, series.timeZone, now)
  const growth = forecast.growthPerWeek
  const pace =
    growth === null || growth === 0
      ? ''
      : ` It ${growth > 0 ? 'grows' : 'falls'} by ${formatMeasure(Math.abs(growth), series.unit)} a week.`
  return `${what} of ${series.systemName} stands at ${value} and is expected to reach its limit (${limit?.words}) ${when}.${pace}`
}

function remedy({ series, forecast }: Said, remediation: string, now: Date): string {
  const before =
    forecast.earliest === null || forecast.status === 'reached'
      ? 'Act now.'
      : `Make room before ${formatDay(new Date(forecast.earliest), series.timeZone, now)}, the pessimistic edge of the forecast.`
  return `${before} ${remediation}`
}

function clearedComment({ series, source, forecast, standsStill }: Said, now: Date): string {
  const what = source.resource(series.key, series.address)
  if (standsStill && forecast.status === 'reaches')
    return `${what} has stopped: between the last two weeks it moved so little that the rest of the way to its limit would take more than a year. ${forecast.explanation}`
  return forecast.earliest === null
    ? `${what} does not reach its limit within half a year any more, not even by the pessimistic edge. ${forecast.explanation}`
    : `${what} reaches its limit no earlier than ${formatDay(new Date(forecast.earliest), series.timeZone, now)} by the pessimistic edge. ${forecast.explanation}`
}

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())

function evidenceOf({ series, limit, forecast }: Said) {
  return {
    checkId: series.checkId,
    series: series.key,
    value: forecast.value,
    unit: series.unit,
    limit: limit?.value ?? null,
    growthPerWeek: forecast.growthPerWeek,
    earliest: instant(forecast.earliest),
    middle: instant(forecast.middle),
    latest: instant(forecast.latest),
    method: forecast.method,
  }
}
