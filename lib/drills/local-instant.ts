import { Temporal } from 'temporal-polyfill'
import { instantOfLocal, localTime } from '@/lib/tasks/local-time'

/**
 * The instant that somebody typed: "2026-11-14T03:30" or "2026-11-14 03:30" by the clock of the zone, or with its
 * own offset ("2026-11-14T03:30:00Z"). Null for anything else, for dates that do not exist, and before 1970.
 */
export function instantOfText(text: string, zone: string): Date | null {
  const clean = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T')
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(clean)) return null
  try {
    const at = /(Z|[+-]\d{2}:?\d{2})$/i.test(clean)
      ? new Date(Temporal.Instant.from(clean).epochMilliseconds)
      : instantOfLocal(Temporal.PlainDateTime.from(clean, { overflow: 'reject' }), zone)
    // A slip of the year; what lies before the year 1 no database stores.
    return at.getUTCFullYear() < 1970 ? null : at
  } catch {
    return null
  }
}

/** An instant as a field for day and time wants it: "2026-11-14T03:30" by the clock of the zone. */
export function textOfInstant(at: Date, zone: string): string {
  return localTime(at, zone).toString({ smallestUnit: 'minute' })
}
