import { Temporal } from 'temporal-polyfill'
import { localDay, startOfDay } from '@/lib/tasks/local-time'

/** A span of time in which things are counted, or at whose end they stood. */
export interface Span {
  from: Date
  to: Date
}

/** One ISO week of a zone: Monday to Sunday, by the calendar, so that a change of summer time moves nothing. */
export interface Week extends Span {
  /** "2026-11-16". */
  monday: string
  /** "2026-W47". */
  name: string
  /** Not over yet: what is counted in it is not all of it. */
  isRunning: boolean
}

/** "2026-W47" of a Monday: the year is that of the week's Thursday. */
function nameOf(monday: Temporal.PlainDate): string {
  const { yearOfWeek, weekOfYear } = monday
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`
}

/** Monday of the week of a day. */
const mondayOf = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 })

/**
 * So many weeks of the zone, oldest first. Without `until` the last is the one that runs; with it (a calendar day) the
 * last is the one before that day's week, and never one that is still to come. A running week ends now. Pure.
 */
export function weeksUntil(now: Date, zone: string, count: number, until: string | null = null): Week[] {
  const current = mondayOf(localDay(now, zone))
  const wanted = until === null ? current : mondayOf(Temporal.PlainDate.from(until)).subtract({ weeks: 1 })
  const last = Temporal.PlainDate.compare(wanted, current) > 0 ? current : wanted
  return Array.from({ length: count }, (_, index) => {
    const monday = last.subtract({ weeks: count - 1 - index })
    const end = startOfDay(monday.add({ weeks: 1 }), zone)
    const isRunning = end > now
    return {
      monday: monday.toString(),
      name: nameOf(monday),
      from: startOfDay(monday, zone),
      to: isRunning ? now : end,
      isRunning,
    }
  })
}

/** The Monday so many weeks after a Monday. Pure. */
export const shiftMonday = (monday: string, weeks: number): string =>
  Temporal.PlainDate.from(monday).add({ weeks }).toString()

/** Every calendar day of these weeks, in order. Pure. */
export function daysOf(weeks: readonly Week[]): string[] {
  const [first] = weeks
  if (!first) return []
  const start = Temporal.PlainDate.from(first.monday)
  return Array.from({ length: weeks.length * 7 }, (_, index) => start.add({ days: index }).toString())
}

const dayMs = 86_400_000

/** Spans of seven days that end now, newest first: a whole week to compare with, on every day of the week. Pure. */
export function lastSevenDays(now: Date, count: number): Span[] {
  return Array.from({ length: count }, (_, index) => ({
    from: new Date(now.getTime() - (index + 1) * 7 * dayMs),
    to: new Date(now.getTime() - index * 7 * dayMs),
  }))
}
