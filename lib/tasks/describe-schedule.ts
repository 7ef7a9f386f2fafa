import { windowStartOn } from '@/lib/systems/maintenance-window'
import { inWindow, type MissingDay, type Schedule, weekdayNames } from './schedule-schema'

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** A schedule as people say it: "Every Sunday when the low-traffic window begins (02:00), Europe/Berlin". */
export function describeSchedule(
  schedule: Schedule,
  {
    timeZone,
    window,
    anchor,
  }: { timeZone: string; window: string | null; anchor: 'scheduled' | 'completed' },
): string {
  const days = daysOf(schedule, anchor)
  if (schedule.type === 'cron') return `${days}, ${timeZone}`
  return `${days} ${timeOf(schedule, window)}, ${timeZone}`
}

function daysOf(schedule: Schedule, anchor: 'scheduled' | 'completed'): string {
  switch (schedule.type) {
    case 'daily':
      return 'Every day'
    case 'weekly':
      return schedule.weekdays.length === 7 ? 'Every day' : `Every ${list(schedule.weekdays.map(dayName))}`
    case 'monthly-day':
      return `On ${dayIn(schedule.day, 'month', schedule.missing, 28)}`
    case 'monthly-weekday':
      return `On ${nthDay(schedule)} of every month`
    case 'quarterly-day':
      return `On ${dayIn(schedule.day, 'quarter', schedule.missing, 90)}`
    case 'quarterly-weekday':
      return `On ${nthDay(schedule)} of every quarter’s ${ordinal(schedule.month)} month`
    case 'yearly':
      return yearly(schedule)
    case 'interval': {
      const unit = schedule.every === 1 ? schedule.unit.slice(0, -1) : `${schedule.every} ${schedule.unit}`
      return anchor === 'completed' ? `Every ${unit} after it was done,` : `Every ${unit}`
    }
    case 'cron':
      return `By cron "${schedule.expression}"`
  }
}

function timeOf(schedule: Exclude<Schedule, { type: 'cron' }>, window: string | null): string {
  if (schedule.at !== inWindow) return `at ${schedule.at}`
  const days = schedule.type === 'weekly' ? schedule.weekdays : [1, 2, 3, 4, 5, 6, 7]
  const times = [...new Set(days.map((day) => windowStartOn(window, day)))]
  return `when the low-traffic window begins (${times.slice(0, 2).join(' or ')})`
}

function dayIn(
  day: number | 'last',
  period: 'month' | 'quarter',
  missing: MissingDay,
  always: number,
): string {
  if (day === 'last') return `the last day of every ${period}`
  const rest = day <= always ? '' : elsewhere(missing, `${period}s without it`)
  return `day ${day} of every ${period}${rest}`
}

function nthDay({ nth, weekday, missing }: { nth: number | 'last'; weekday: number; missing: MissingDay }) {
  if (nth === 'last') return `the last ${dayName(weekday)}`
  const rest = nth < 5 ? '' : missing === 'last' ? ' (or the last one)' : ' (where there is one)'
  return `the ${ordinal(nth)} ${dayName(weekday)}${rest}`
}

function yearly({ month, day, missing }: Extract<Schedule, { type: 'yearly' }>): string {
  const name = monthNames[month - 1] ?? ''
  if (day === 'last') return `On the last day of ${name}`
  return `On ${day} ${name}${month === 2 && day === 29 ? elsewhere(missing, 'years without it') : ''}`
}

const elsewhere = (missing: MissingDay, where: string) =>
  missing === 'last' ? ` (the last day in ${where})` : ` (not in ${where})`

const dayName = (weekday: number) => weekdayNames[weekday - 1] ?? ''

const ordinal = (nth: number) => ['first', 'second', 'third', 'fourth', 'fifth'][nth - 1] ?? `${nth}th`

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
