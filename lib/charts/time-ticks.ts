import { formatClock, locale } from '@/lib/format/moment'

export interface TimeTick {
  at: number
  label: string
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A day of a calendar; days and months may run over. */
export interface CalendarDay {
  year: number
  /** 0 is January. */
  month: number
  date: number
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What clocks in the zone show at an instant, as if it were UTC. */
function wallClock(at: number, zone: string): number {
  let format = clocks.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    clocks.set(zone, format)
  }
  const found: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(at)) found[type] = Number(value)
  const { year = 1970, month = 1, day: date = 1, hour: hours = 0, minute: minutes = 0, second = 0 } = found
  return Date.UTC(year, month - 1, date, hours, minutes, second)
}

function calendarOf(at: number, zone: string): CalendarDay {
  const wall = new Date(wallClock(at, zone))
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth(), date: wall.getUTCDate() }
}

/** When a day begins in a zone; right over changes of summer time. */
export function zonedDayStart({ year, month, date }: CalendarDay, zone: string): number {
  const wall = Date.UTC(year, month, date)
  const guess = wall - (wallClock(wall, zone) - wall)
  const better = wall - (wallClock(guess, zone) - guess)
  // Where clocks skip midnight, the day begins at the jump.
  return wallClock(better, zone) < wall ? guess : better
}

const labels = new Map<string, Intl.DateTimeFormat>()

function label(at: number, zone: string, form: 'day' | 'month' | 'year'): string {
  const key = `${zone}|${form}`
  let format = labels.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      ...(form === 'day' ? { day: 'numeric', month: 'short' } : {}),
      ...(form === 'month' ? { month: 'short' } : {}),
      ...(form === 'year' ? { year: 'numeric' } : {}),
    })
    labels.set(key, format)
  }
  return format.format(at)
}

/** Lengths of a picture and the distance of its time marks: at most eight of them. */
const clockSteps: readonly (readonly [span: number, step: number])[] = [
  [15 * minute, 2 * minute],
  [40 * minute, 5 * minute],
  [2 * hour, 15 * minute],
  [7 * hour, hour],
  [14 * hour, 3 * hour],
  [2 * day, 6 * hour],
]
const monthSteps: readonly (readonly [span: number, months: number])[] = [
  [8 * 31 * day, 1],
  [16 * 31 * day, 2],
  [2.2 * 366 * day, 3],
  [4.2 * 366 * day, 6],
  [9 * 366 * day, 12],
]

function clockTicks(from: number, to: number, zone: string, step: number): TimeTick[] {
  const ticks: TimeTick[] = []
  for (let start = zonedDayStart(calendarOf(from, zone), zone); start <= to; ) {
    const { year, month, date } = calendarOf(start, zone)
    const next = zonedDayStart({ year, month, date: date + 1 }, zone)
    for (let at = start; at < next && at <= to; at += step) {
      if (at >= from) ticks.push({ at, label: formatClock(new Date(at), zone) })
    }
    if (next <= start) break
    start = next
  }
  return ticks
}

function dayTicks(from: number, to: number, zone: string): TimeTick[] {
  const span = to - from
  const { year, month, date } = calendarOf(from, zone)
  const ticks: TimeTick[] = []
  for (let index = 0; index <= span / day + 2; index += 1) {
    const calendar = new Date(Date.UTC(year, month, date + index))
    const dayOfMonth = calendar.getUTCDate()
    const isShown =
      span <= 10 * day ||
      (span <= 45 * day ? calendar.getUTCDay() === 1 : dayOfMonth === 1 || dayOfMonth === 15)
    if (!isShown) continue
    const at = zonedDayStart({ year, month, date: date + index }, zone)
    if (at >= from && at <= to) ticks.push({ at, label: label(at, zone, 'day') })
  }
  return ticks
}

function monthTicks(from: number, to: number, zone: string): TimeTick[] {
  const span = to - from
  const years = span / (366 * day)
  const step = monthSteps.find(([longest]) => span <= longest)?.[1] ?? 12 * Math.ceil(years / 8)
  const { year, month } = calendarOf(from, zone)
  const ticks: TimeTick[] = []
  for (let index = Math.floor((year * 12 + month) / step) * step; ; index += step) {
    const calendar = { year: Math.floor(index / 12), month: index % 12, date: 1 }
    const at = zonedDayStart(calendar, zone)
    if (at > to) return ticks
    // The year stands where it begins.
    if (at >= from) ticks.push({ at, label: label(at, zone, calendar.month === 0 ? 'year' : 'month') })
  }
}

const known = new Map<string, TimeTick[]>()
const knownLimit = 64

/**
 * Time marks that mean something to people: round clock times, each day, each Monday, 1st and 15th, months,
 * quarters, years. The pictures of one page share their times, so the last ones are kept.
 */
export function timeTicks(from: number, to: number, zone: string): readonly TimeTick[] {
  const key = `${from}|${to}|${zone}`
  const kept = known.get(key)
  if (kept) return kept
  const span = to - from
  const step = clockSteps.find(([longest]) => span <= longest)?.[1]
  const ticks =
    step !== undefined
      ? clockTicks(from, to, zone, step)
      : span <= 100 * day
        ? dayTicks(from, to, zone)
        : monthTicks(from, to, zone)
  if (known.size >= knownLimit) known.clear()
  known.set(key, ticks)
  return ticks
}
