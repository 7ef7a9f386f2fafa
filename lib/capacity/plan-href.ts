import { formatMeasure } from '@/lib/format/measure'
import { formatDay } from '@/lib/format/moment'
import { dateRange } from './date-range'
import type { ForecastStatus } from './forecast'

interface Planned {
  systemId: string
  systemName: string
  ownerId: string | null
  resource: string
  status: ForecastStatus
  value: number | null
  unit: string | null
  limitLabel: string
  earliest: Date | null
  middle: Date | null
  latest: Date | null
  explanation: string
}

const dayMs = 86_400_000

/** A day as a date field takes it, in the zone of the reader. */
const dateField = (at: Date, zone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at)

/**
 * The form of a finding with everything filled in: what, why, by when and whose. Due the day before the pessimistic
 * edge, today at the earliest. Null where nothing runs out. Pure.
 */
export function planHref(planned: Planned, zone: string, now: Date): string | null {
  const { status, earliest } = planned
  if ((status !== 'reaches' && status !== 'reached') || earliest === null) return null
  const due = new Date(Math.max(now.getTime(), earliest.getTime() - dayMs))
  const by = formatDay(earliest, zone, now)
  const value = planned.value === null ? '' : ` It stands at ${formatMeasure(planned.value, planned.unit)}.`
  const isNow = status === 'reached'
  const query = new URLSearchParams({
    system: planned.systemId,
    title: isNow
      ? `Make room now: ${planned.resource} of ${planned.systemName}`.slice(0, 160)
      : `Make room before ${by}: ${planned.resource} of ${planned.systemName}`.slice(0, 160),
    detail: isNow
      ? `${planned.resource} of ${planned.systemName} has reached its limit (${planned.limitLabel}).${value}`
      : `${planned.resource} of ${planned.systemName} reaches its limit (${planned.limitLabel}) ${dateRange(planned, zone, now)}.${value} ${planned.explanation}`,
    remediation: 'Extend it, or remove what grows and is not needed; then see the forecast move away.',
    severityReason: isNow ? 'It is at its limit' : `It may be full on ${by}`,
    due: dateField(due, zone),
    ...(planned.ownerId ? { owner: planned.ownerId } : {}),
  })
  return `/findings/new?${query}`
}
