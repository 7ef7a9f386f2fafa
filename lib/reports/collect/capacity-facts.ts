import type { StoredForecast } from '@/lib/capacity/stored-forecast'
import type { CapacityFacts } from '../section-facts'

const listed = 6
const dayMs = 86_400_000
/** Days ahead that the section looks. */
export const nearDays = 90

/** Whether a series is at its limit, or reaches it within so many days by the pessimistic edge. Pure. */
export function isNear({ status, earliest }: StoredForecast, asOf: Date, days: number): boolean {
  if (status === 'reached') return true
  return status === 'reaches' && earliest !== null && earliest.getTime() < asOf.getTime() + days * dayMs
}

/**
 * What comes near its limit, as it was forecast. Certificates are left out: their day is known, and they stand among
 * what expires. Pure.
 */
export function capacityFacts(all: readonly StoredForecast[], asOf: Date): CapacityFacts {
  const forecasts = limited(all)
  const near = forecasts.filter((each) => isNear(each, asOf, nearDays))
  const with_ = (...statuses: StoredForecast['status'][]) =>
    forecasts.filter(({ status }) => statuses.includes(status)).length
  return {
    watched: forecasts.length,
    forecast: with_('reaches', 'steady', 'away', 'reached'),
    tooLittleHistory: with_('too-little-history'),
    near: near.length,
    rows: near.slice(0, listed).map((each) => ({
      systemId: each.systemId,
      system: each.systemName,
      checkId: each.checkId,
      key: each.key,
      resource: each.resource,
      measure: each.measure,
      value: each.value,
      unit: each.unit,
      limit: each.limit,
      limitLabel: each.limitLabel,
      status: each.status,
      growthPerWeek: each.growthPerWeek,
      earliest: iso(each.earliest),
      middle: iso(each.middle),
      latest: iso(each.latest),
    })),
  }
}

/** Forecasts of series with a limit, certificates left out. Pure. */
export function limited(all: readonly StoredForecast[]): StoredForecast[] {
  return all.filter(({ limit, measure }) => limit !== null && measure !== 'certificate')
}

const iso = (at: Date | null) => at?.toISOString() ?? null
