import type { YearDay } from '@/lib/tasks/view'

export interface HeatWeek {
  /** ISO 8601: weeks begin on Monday, and week 1 holds the first Thursday. */
  number: number
  /** Monday to Sunday; null where the day belongs to another quarter. */
  days: (YearDay | null)[]
}

export interface HeatQuarter {
  name: string
  weeks: HeatWeek[]
}

const names = ['January to March', 'April to June', 'July to September', 'October to December'] as const
const dayMs = 86_400_000

/** 0 is Monday. */
const weekdayOf = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7

/** The ISO week of a calendar day. Pure. */
export function isoWeek(date: string): number {
  const thursday = new Date(Date.parse(`${date}T00:00:00Z`) + (3 - weekdayOf(date)) * dayMs)
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  return Math.floor((thursday.getTime() - first) / dayMs / 7) + 1
}

/** The days of a year as four tables of weeks × weekdays; each day stands in exactly one. Pure. */
export function heatQuarters(days: readonly YearDay[]): HeatQuarter[] {
  const quarters: HeatQuarter[] = names.map((name) => ({ name, weeks: [] }))
  for (const day of days) {
    const quarter = quarters[Math.floor((Number(day.date.slice(5, 7)) - 1) / 3)]
    if (!quarter) continue
    const weekday = weekdayOf(day.date)
    let week = quarter.weeks.at(-1)
    if (!week || weekday === 0) {
      week = { number: isoWeek(day.date), days: Array(7).fill(null) }
      quarter.weeks.push(week)
    }
    week.days[weekday] = day
  }
  return quarters
}

/** How dark a day is: 0 when all was on time, 4 when less than half was; null when nothing was due. Pure. */
export function heatStep(day: Pick<YearDay, 'share'>): 0 | 1 | 2 | 3 | 4 | null {
  const { share } = day
  if (share === null) return null
  if (share >= 100) return 0
  if (share >= 90) return 1
  if (share >= 75) return 2
  return share >= 50 ? 3 : 4
}
