import { formatClock, locale } from '@/lib/format/moment'

export interface TimeTick {
  at: number
  label: string
}

const hour = 3_600_000
const day = 24 * hour

interface LocalTime {
  hour: number
  minute: number
  weekday: string
  date: number
}

const parts = new Map<string, Intl.DateTimeFormat>()

function localTime(at: number, zone: string): LocalTime {
  let format = parts.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      hourCycle: 'h23',
      hour: 'numeric',
      minute: 'numeric',
      weekday: 'short',
      day: 'numeric',
    })
    parts.set(zone, format)
  }
  const found = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))
  return {
    hour: Number(found.hour),
    minute: Number(found.minute),
    weekday: found.weekday ?? '',
    date: Number(found.day),
  }
}

/** The midnights of the zone within [from, to]; right over changes of summer time too. */
function midnights(from: number, to: number, zone: string): number[] {
  const found: number[] = []
  for (let noon = from - day; noon <= to + day; noon += day) {
    const local = localTime(noon, zone)
    let midnight = noon - (local.hour * hour + local.minute * 60_000) - (noon % 60_000)
    // On the day of a change the subtraction misses by the changed hour.
    const drift = localTime(midnight, zone)
    if (drift.hour === 23) midnight += hour
    else if (drift.hour > 0) midnight -= drift.hour * hour
    if (midnight >= from && midnight <= to && found.at(-1) !== midnight) found.push(midnight)
  }
  return found
}

const dayLabel = (at: number, zone: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'short' }).format(at)

/** Time marks that mean something to people: every six hours, each day, each Monday, 1st and 15th. */
export function timeTicks(from: number, to: number, zone: string): TimeTick[] {
  const span = to - from
  const starts = midnights(from - day, to, zone)
  if (span <= 2 * day) {
    const step = span <= 6 * hour ? hour : span <= 12 * hour ? 3 * hour : 6 * hour
    return starts
      .flatMap((start) => Array.from({ length: day / step }, (_, index) => start + index * step))
      .filter((at) => at >= from && at <= to)
      .map((at) => ({ at, label: formatClock(new Date(at), zone) }))
  }
  const days = starts.filter((at) => at >= from)
  const chosen = days.filter((at) => {
    if (span <= 10 * day) return true
    const local = localTime(at, zone)
    return span <= 45 * day ? local.weekday === 'Mon' : local.date === 1 || local.date === 15
  })
  return chosen.map((at) => ({ at, label: dayLabel(at, zone) }))
}
