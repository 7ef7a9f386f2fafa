import { Temporal } from 'temporal-polyfill'
import { Problem } from '@/lib/problem'

/**
 * The instant of a day and time as somebody's clock shows it. A time that summer time skips is taken an hour later, one
 * that exists twice is the first. Throws Problem (invalid) for a day that does not exist.
 */
export function momentOf(typed: string, zone: string, field: string): Date {
  try {
    const local = Temporal.PlainDateTime.from(typed, { overflow: 'reject' })
    return new Date(local.toZonedDateTime(zone).epochMilliseconds)
  } catch {
    const sentence = 'There is no such day or time. Choose one, e.g. 2026-11-30 22:00.'
    throw new Problem('invalid', sentence, { [field]: sentence })
  }
}

/** The same way back, as a form field takes it: "2026-11-30T22:00". */
export function localText(at: Date, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' })
}
