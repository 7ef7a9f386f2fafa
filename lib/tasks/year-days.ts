import { Temporal } from 'temporal-polyfill'
import { startOfDay } from './local-time'
import type { YearDay } from './view'

/** The instants that a year spans in a zone. */
export function yearSpan(year: number, zone: string): { from: Date; to: Date } {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 })
  return { from: startOfDay(first, zone), to: startOfDay(first.add({ years: 1 }), zone) }
}

/** Every day of a year in order; of days on which nothing was due the share is null, not 100 %. */
export function yearDays(
  year: number,
  stored: readonly { date: string; due: number; onTime: number }[],
): YearDay[] {
  const byDate = new Map(stored.map((day) => [day.date, day]))
  const days: YearDay[] = []
  for (
    let day = Temporal.PlainDate.from({ year, month: 1, day: 1 });
    day.year === year;
    day = day.add({ days: 1 })
  ) {
    const date = day.toString()
    const { due, onTime } = byDate.get(date) ?? { due: 0, onTime: 0 }
    days.push({ date, due, onTime, share: due === 0 ? null : (100 * onTime) / due })
  }
  return days
}
