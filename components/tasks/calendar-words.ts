import { dayOf } from '@/lib/findings/end-of-day'
import { formatDay, formatLongDay, locale } from '@/lib/format/moment'

// Days and months arrive as "2026-11-23" and "2026-11": calendar dates, which no zone moves.
const noon = (date: string) => new Date(`${date}T12:00:00Z`)

/** "November 2026". */
export function monthName(month: string): string {
  const text = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return text.format(noon(`${month}-01`))
}

/** "Monday 23 November 2026". */
export const longDate = (date: string) => formatLongDay(noon(date), 'UTC')

/** "Mon 23 Nov", with the year when it is not that of `today`. */
export const shortDate = (date: string, today: string) => formatDay(noon(date), 'UTC', noon(today))

/** The calendar day of an instant where the reader is: "2026-11-23". */
export const dayThere = (at: string, zone: string) => dayOf(new Date(at), zone)
