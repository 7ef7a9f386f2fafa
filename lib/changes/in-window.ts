import { Temporal } from 'temporal-polyfill'
import { parseMaintenanceWindow, type WindowSpan } from '@/lib/systems/maintenance-window'

/**
 * A change that can have happened at any time of more than a day is explained by no nightly window: there is one in
 * every such stretch.
 */
export const longestBlindHours = 24

/** Whether something that happened between two instants can have happened inside the system's low-traffic window. */
export function inWindow(window: string | null, zone: string, from: Date, to: Date): boolean {
  if (window === null || to.getTime() - from.getTime() > longestBlindHours * 3_600_000) return false
  const parsed = parseMaintenanceWindow(window)
  if ('error' in parsed) return false
  const firstDay = dayOf(from, zone).subtract({ days: 1 })
  const lastDay = dayOf(to, zone)
  for (let day = firstDay; Temporal.PlainDate.compare(day, lastDay) <= 0; day = day.add({ days: 1 })) {
    for (const span of parsed.spans) {
      if (!span.weekdays.includes(day.dayOfWeek)) continue
      const { starts, ends } = instantsOf(span, day, zone)
      if (starts <= to.getTime() && ends >= from.getTime()) return true
    }
  }
  return false
}

function dayOf(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
}

function instantsOf(
  span: WindowSpan,
  day: Temporal.PlainDate,
  zone: string,
): { starts: number; ends: number } {
  const isMidnight = span.end === '24:00'
  const endDay = span.overnight || isMidnight ? day.add({ days: 1 }) : day
  return {
    starts: instant(day, span.start, zone),
    ends: instant(endDay, isMidnight ? '00:00' : span.end, zone),
  }
}

function instant(day: Temporal.PlainDate, time: string, zone: string): number {
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds
}
