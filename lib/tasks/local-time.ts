import { Temporal } from 'temporal-polyfill'

// Whoever writes "02:30" means the clock on the wall. Where the clock is changed there are two questions, and
// one answer for rules and cron alike: a time that the clock jumps over is the first instant after the jump; a time
// that it shows twice is its first occurrence.

/** The instant at which a clock in the zone shows this local time. */
export function instantOfLocal(local: Temporal.PlainDateTime, zone: string): Date {
  const before = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (before.toPlainDateTime().equals(local)) return new Date(before.epochMilliseconds)
  const jump = before.getTimeZoneTransition('next')
  return new Date((jump ?? before).epochMilliseconds)
}

/** The calendar day that it is in the zone. */
export function localDay(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
}

/** What a clock in the zone shows. */
export function localTime(at: Date, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime()
}

/** The first instant of a day: midnight, or where the clock jumps over it the moment after. */
export function startOfDay(day: Temporal.PlainDate, zone: string): Date {
  return instantOfLocal(day.toPlainDateTime(), zone)
}

/** "2026-11-23" as a day; null when there is no such date. */
export function parseDay(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}
