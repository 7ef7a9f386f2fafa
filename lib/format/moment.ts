/** One language for dates and numbers until the product speaks more than English. */
export const locale = 'en-GB'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** After this many seconds an age is written as a date: "3 d ago", then "Mon 16 Nov". */
export const relativeLimitSeconds = 7 * day

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone}|${name}`
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
    formats.set(key, made)
  }
  return made
}

/** "Mon 23 Nov 14:02" in the zone; the year is added when it is not this one. */
export function formatMoment(at: Date, zone: string, now: Date): string {
  const sameYear = formatYear(at, zone) === formatYear(now, zone)
  return `${formatDay(at, zone, now)}${sameYear ? '' : ','} ${formatClock(at, zone)}`
}

/** "Mon 23 Nov", or "Mon 23 Nov 2025" in another year. */
export function formatDay(at: Date, zone: string, now: Date): string {
  const sameYear = formatYear(at, zone) === formatYear(now, zone)
  return format(zone, sameYear ? 'day' : 'day-year', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  })
    .format(at)
    .replace(',', '')
}

/** "16 Nov" of a calendar day, "2026-11-16": such a day has no zone. */
export function formatShortDay(date: string): string {
  return format('UTC', 'short', { day: 'numeric', month: 'short' }).format(new Date(`${date}T00:00:00Z`))
}

/** "Monday 23 November 2026". */
export function formatLongDay(at: Date, zone: string): string {
  return format(zone, 'long', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .format(at)
    .replace(',', '')
}

/** "14:02". */
export function formatClock(at: Date, zone: string): string {
  return format(zone, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** For titles and evidence: "Mon 23 November 2026, 14:02:33 CET". */
export function formatExact(at: Date, zone: string): string {
  return format(zone, 'exact', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at)
}

function formatYear(at: Date, zone: string): string {
  return format(zone, 'year', { year: 'numeric' }).format(at)
}

/** A length of time in its two largest units at most: 95 → "1 min", 9000 → "2 h 30 min", 20000 → "5 h". */
export function formatDuration(seconds: number): string {
  const length = Math.max(0, Math.round(seconds))
  if (length < minute) return `${length} s`
  if (length < hour) return `${Math.floor(length / minute)} min`
  if (length < 3 * hour) {
    const minutes = Math.floor((length % hour) / minute)
    return minutes === 0 ? `${Math.floor(length / hour)} h` : `${Math.floor(length / hour)} h ${minutes} min`
  }
  if (length < 2 * day) return `${Math.floor(length / hour)} h`
  return `${Math.floor(length / day)} d`
}

/** "just now", "4 min ago", "in 3 h", "2 d ago". */
export function formatAge(at: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - at.getTime()) / 1000)
  if (Math.abs(seconds) < 5) return 'just now'
  return seconds > 0 ? `${formatDuration(seconds)} ago` : `in ${formatDuration(-seconds)}`
}

/** How a moment reads in running text: an age within seven days, a date beyond. */
export function formatNear(at: Date, zone: string, now: Date): string {
  const distance = Math.abs(now.getTime() - at.getTime()) / 1000
  return distance < relativeLimitSeconds ? formatAge(at, now) : formatDay(at, zone, now)
}
