import { Temporal } from 'temporal-polyfill'
import type { MissingDay, Schedule } from './schedule-schema'

type RuleSchedule = Exclude<Schedule, { type: 'cron' | 'interval' }>

/** The days from `first` to `last` (both included) on which a rule falls, in order. */
export function ruleDays(
  rule: RuleSchedule,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const days = candidates(rule, first, last)
  return days.filter(
    (day) => Temporal.PlainDate.compare(day, first) >= 0 && Temporal.PlainDate.compare(day, last) <= 0,
  )
}

function candidates(rule: RuleSchedule, first: Temporal.PlainDate, last: Temporal.PlainDate) {
  switch (rule.type) {
    case 'daily':
      return everyDay(first, last)
    case 'weekly':
      return everyDay(first, last).filter((day) => rule.weekdays.includes(day.dayOfWeek))
    case 'monthly-day':
      return months(first, last, 1).flatMap((month) => dayOfMonth(month, rule.day, rule.missing))
    case 'monthly-weekday':
      return months(first, last, 1).flatMap((month) =>
        nthWeekday(month, rule.nth, rule.weekday, rule.missing),
      )
    case 'quarterly-day':
      return months(first, last, 3).flatMap((month) => dayOfQuarter(month, rule.day, rule.missing))
    case 'quarterly-weekday':
      return months(first, last, 3).flatMap((month) =>
        nthWeekday(month.add({ months: rule.month - 1 }), rule.nth, rule.weekday, rule.missing),
      )
    case 'yearly':
      return months(first, last, 12).flatMap((month) =>
        dayOfMonth(month.add({ months: rule.month - 1 }), rule.day, rule.missing),
      )
  }
}

function everyDay(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = []
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) days.push(day)
  return days
}

/** Months, or first months of quarters or years, that the stretch touches. */
function months(first: Temporal.PlainDate, last: Temporal.PlainDate, step: 1 | 3 | 12) {
  const found: Temporal.PlainYearMonth[] = []
  const begin = Math.floor((first.month - 1) / step) * step + 1
  let month = Temporal.PlainYearMonth.from({ year: first.year, month: begin })
  while (Temporal.PlainDate.compare(month.toPlainDate({ day: 1 }), last) <= 0) {
    found.push(month)
    month = month.add({ months: step })
  }
  return found
}

function dayOfMonth(month: Temporal.PlainYearMonth, day: number | 'last', missing: MissingDay) {
  if (day === 'last') return [month.toPlainDate({ day: month.daysInMonth })]
  if (day <= month.daysInMonth) return [month.toPlainDate({ day })]
  return missing === 'last' ? [month.toPlainDate({ day: month.daysInMonth })] : []
}

function dayOfQuarter(month: Temporal.PlainYearMonth, day: number | 'last', missing: MissingDay) {
  const first = month.toPlainDate({ day: 1 })
  const length = first.until(first.add({ months: 3 }), { largestUnit: 'days' }).days
  if (day !== 'last' && day > length && missing === 'skip') return []
  return [first.add({ days: (day === 'last' ? length : Math.min(day, length)) - 1 })]
}

/** Only the fifth can be missing. */
function nthWeekday(
  month: Temporal.PlainYearMonth,
  nth: number | 'last',
  weekday: number,
  missing: MissingDay,
) {
  const first = month.toPlainDate({ day: 1 })
  const days: Temporal.PlainDate[] = []
  for (let day = 1 + ((weekday - first.dayOfWeek + 7) % 7); day <= month.daysInMonth; day += 7) {
    days.push(month.toPlainDate({ day }))
  }
  if (nth === 'last') return days.slice(-1)
  return days.slice(nth - 1, nth).concat(nth > days.length && missing === 'last' ? days.slice(-1) : [])
}
