import { Temporal } from 'temporal-polyfill'
import { instantOfLocal, localDay } from '@/lib/tasks/local-time'
import { clockOf, type SendingTime, weekdays } from './weekly-time'

/** What of a report decides when it is sent. */
export interface SentReport {
  /** End of its week, and the zone in which the week ended. */
  periodTo: Date
  zone: string
  builtAt: Date
}

/**
 * When a report is sent to somebody: at the chosen time in the week after the reported one, by the calendar of the
 * reader; never before it is built. Whoever lives where that Monday is over already gets it as soon as it is there.
 * Pure.
 */
export function sendingTime(wish: SendingTime, report: SentReport): Date {
  if (wish.timing === 'when-built') return report.builtAt
  // The Monday after the week has the same date everywhere, even if it begins at different instants.
  const monday = localDay(report.periodTo, report.zone)
  const wanted = momentOf(monday.add({ days: wish.weekday - 1 }), wish)
  return wanted < report.builtAt ? report.builtAt : wanted
}

/** The next time that the clock of the reader shows what was chosen. Pure. */
export function nextSendingTime(wish: SendingTime, now: Date): Date {
  const today = localDay(now, wish.zone)
  const days = (wish.weekday - today.dayOfWeek + 7) % 7
  const next = momentOf(today.add({ days }), wish)
  return next > now ? next : momentOf(today.add({ days: days + 7 }), wish)
}

/** "Mondays at 06:00 (Europe/Berlin)", "as soon as it is built". Pure. */
export function sayTime({ timing, weekday, minuteOfDay, zone }: SendingTime): string {
  if (timing === 'when-built') return 'as soon as it is built'
  return `${weekdays[weekday - 1]}s at ${clockOf(minuteOfDay)} (${zone})`
}

function momentOf(day: Temporal.PlainDate, { minuteOfDay, zone }: SendingTime): Date {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 })
  return instantOfLocal(day.toPlainDateTime(time), zone)
}
