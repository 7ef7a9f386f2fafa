import { Temporal } from 'temporal-polyfill'
import { windowStartOn } from '@/lib/systems/maintenance-window'
import { cronTimes, gapWithinHour } from './cron-times'
import { instantOfLocal, localDay, localTime } from './local-time'
import { ruleDays } from './rule-days'
import { inWindow, type Schedule } from './schedule-schema'

/** A schedule with everything that turns it into instants. */
export interface Timetable {
  schedule: Schedule
  timeZone: string
  /** The system's low-traffic window as written; null: none. */
  window: string | null
  /** No slot before; intervals count from here. */
  startsAt: Date
}

/** Hours of the largest jump that a zone ever made (a whole day), and some. */
const marginDays = 2

/** All slots in [from, to), in order, or the first `most` and some; two local times on one instant are one slot. */
export function slotsBetween(
  timetable: Timetable,
  from: Date,
  to: Date,
  most = Number.POSITIVE_INFINITY,
): Date[] {
  const begin = from < timetable.startsAt ? timetable.startsAt : from
  if (begin >= to) return []
  const first = localDay(begin, timetable.timeZone).subtract({ days: marginDays })
  const last = localDay(to, timetable.timeZone).add({ days: marginDays })
  const instants = localSlots(timetable, first, last, most).map((local) =>
    instantOfLocal(local, timetable.timeZone).getTime(),
  )
  return [...new Set(instants)]
    .filter((at) => at >= begin.getTime() && at < to.getTime())
    .sort((a, b) => a - b)
    .map((at) => new Date(at))
}

const searchDays = [3, 40, 400, 9 * 366]

/** The first slot at `from` or after; null when there is none within nine years, which even 29 February has. */
export function nextSlot(timetable: Timetable, from: Date): Date | null {
  let begin = from < timetable.startsAt ? timetable.startsAt : from
  for (const days of searchDays) {
    const end = new Date(begin.getTime() + days * 86_400_000)
    const [found] = slotsBetween(timetable, begin, end, 1)
    if (found) return found
    begin = end
  }
  return null
}

/** When a task that counts from its completion is due next: an interval later, at its time of day. */
export function slotAfterCompletion(timetable: Timetable, completedAt: Date): Date | null {
  const { schedule, timeZone, window } = timetable
  if (schedule.type !== 'interval') return null
  const day = localDay(completedAt, timeZone).add({ [schedule.unit]: schedule.every })
  return instantOfLocal(timeOn(day, schedule.at, window), timeZone)
}

function localSlots(
  timetable: Timetable,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  most: number,
): Temporal.PlainDateTime[] {
  const { schedule, window } = timetable
  if (schedule.type === 'cron')
    return cronTimes(
      schedule.expression,
      first.toPlainDateTime(),
      last.add({ days: 1 }).toPlainDateTime(),
      most + slotsOfMargin(schedule.expression),
    )
  const days =
    schedule.type === 'interval'
      ? intervalDays(timetable, schedule, first, last)
      : ruleDays(schedule, first, last)
  return days.map((day) => timeOn(day, schedule.at, window))
}

/** At most so many slots of a pattern lie in the margin before a span. */
const slotsOfMargin = (expression: string) => ((marginDays + 1) * 1_440) / gapWithinHour(expression)

/** Counted from the first day whose time of day is not past when the task starts; months keep their first day. */
function intervalDays(
  { startsAt, timeZone, window }: Timetable,
  schedule: Extract<Schedule, { type: 'interval' }>,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const start = localTime(startsAt, timeZone)
  const today = start.toPlainDate()
  const isPast = Temporal.PlainDateTime.compare(timeOn(today, schedule.at, window), start) < 0
  const base = isPast ? today.add({ days: 1 }) : today
  const elapsed = Math.max(0, base.until(first, { largestUnit: schedule.unit })[schedule.unit])
  const days: Temporal.PlainDate[] = []
  for (let count = Math.floor(elapsed / schedule.every); ; count += 1) {
    const day = base.add({ [schedule.unit]: count * schedule.every })
    if (Temporal.PlainDate.compare(day, last) > 0) return days
    days.push(day)
  }
}

function timeOn(day: Temporal.PlainDate, at: string, window: string | null): Temporal.PlainDateTime {
  const time = at === inWindow ? windowStartOn(window, day.dayOfWeek) : at
  return day.toPlainDateTime(Temporal.PlainTime.from(time))
}
