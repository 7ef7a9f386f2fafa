import { Temporal } from 'temporal-polyfill'
import { startOfDay } from './local-time'

export interface WantedDay {
  date: string
  inMonth: boolean
}

/** A month as whole weeks from Monday to Sunday, and the instants that they span in a zone. */
export function calendarMonth(month: string, zone: string) {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  const last = first.add({ months: 1 }).subtract({ days: 1 })
  const weeks: { number: number; days: WantedDay[] }[] = []
  const end = last.add({ days: 8 - last.dayOfWeek })
  let monday = first.subtract({ days: first.dayOfWeek - 1 })
  const begin = monday
  for (; Temporal.PlainDate.compare(monday, end) < 0; monday = monday.add({ weeks: 1 })) {
    weeks.push({ number: monday.weekOfYear ?? 0, days: weekFrom(monday, first.month) })
  }
  return {
    month,
    previous: first.subtract({ months: 1 }).toString().slice(0, 7),
    next: first.add({ months: 1 }).toString().slice(0, 7),
    weeks,
    from: startOfDay(begin, zone),
    to: startOfDay(end, zone),
  }
}

/** The week from Monday to Sunday that holds a day, and the instants that it spans in a zone. */
export function calendarWeek(date: string, zone: string) {
  const day = Temporal.PlainDate.from(date)
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  return {
    number: monday.weekOfYear ?? 0,
    first: monday.toString(),
    previous: monday.subtract({ weeks: 1 }).toString(),
    next: monday.add({ weeks: 1 }).toString(),
    days: weekFrom(monday, day.month),
    from: startOfDay(monday, zone),
    to: startOfDay(monday.add({ weeks: 1 }), zone),
  }
}

/** "2026-11" of "2026-11-23". */
export const monthOf = (date: string) => date.slice(0, 7)

const weekFrom = (monday: Temporal.PlainDate, month: number): WantedDay[] =>
  Array.from({ length: 7 }, (_, index) => {
    const day = monday.add({ days: index })
    return { date: day.toString(), inMonth: day.month === month }
  })
