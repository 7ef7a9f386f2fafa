import { Temporal } from 'temporal-polyfill'
import { instantOfLocal, localDay, localTime, startOfDay } from '@/lib/tasks/local-time'

// Weeks are those of ISO 8601 (Monday to Sunday) by the clock on the wall of a zone. A week in which the clock is
// changed has an hour more or less; nobody adds seven times 24 hours here.

/** A named week and the instants that it spans: from its Monday to, not including, the next. */
export interface Week {
  name: string
  from: Date
  to: Date
}

/** The week that holds an instant. Pure. */
export function weekOf(at: Date, zone: string): Week {
  return weekFrom(mondayOf(localDay(at, zone)), zone)
}

/** The week that ended last: at its end or later. Pure. */
export function lastEndedWeek(now: Date, zone: string): Week {
  return weekFrom(mondayOf(localDay(now, zone)).subtract({ weeks: 1 }), zone)
}

/** The week before another one of the same zone, by the calendar. Pure. */
export function weekBefore(week: Week, zone: string): Week {
  return weekFrom(mondayOf(localDay(week.from, zone)).subtract({ weeks: 1 }), zone)
}

/** Seven days after an instant, when the clock on the wall of the zone shows the same. Pure. */
export function weekAfter(at: Date, zone: string): Date {
  return instantOfLocal(localTime(at, zone).add({ days: 7 }), zone)
}

/** "2026-W47" in a zone; null when there is no such week. Pure. */
export function weekNamed(name: string, zone: string): Week | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(name)
  if (!match) return null
  // The 4th of January is always in week 1.
  const first = mondayOf(Temporal.PlainDate.from({ year: Number(match[1]), month: 1, day: 4 }))
  const week = weekFrom(first.add({ weeks: Number(match[2]) - 1 }), zone)
  return week.name === name ? week : null
}

/** Whole days in a zone, the last one included; null where one is no date or they are the wrong way round. Pure. */
export function periodOfDays(
  firstDay: string,
  lastDay: string,
  zone: string,
): { from: Date; to: Date; days: number } | null {
  try {
    const first = Temporal.PlainDate.from(firstDay, { overflow: 'reject' })
    const last = Temporal.PlainDate.from(lastDay, { overflow: 'reject' })
    const days = first.until(last).days + 1
    if (days < 1) return null
    const [from, to] = [startOfDay(first, zone), startOfDay(last.add({ days: 1 }), zone)]
    // A zone that moved across the date line has skipped a whole day.
    return from < to ? { from, to, days } : null
  } catch {
    return null
  }
}

const mondayOf = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 })

function weekFrom(monday: Temporal.PlainDate, zone: string): Week {
  const number = String(monday.weekOfYear ?? 0).padStart(2, '0')
  return {
    name: `${monday.yearOfWeek}-W${number}`,
    from: startOfDay(monday, zone),
    to: startOfDay(monday.add({ weeks: 1 }), zone),
  }
}
