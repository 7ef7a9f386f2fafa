export interface HeatWeek<Day> {
  /** ISO 8601: weeks begin on Monday, and week 1 holds the first Thursday. */
  number: number
  /** Monday to Sunday; null where the day belongs to another quarter or was not asked for. */
  days: (Day | null)[]
}

export interface HeatQuarter<Day> {
  /** "January to March", with its year where the days reach over several. */
  name: string
  weeks: HeatWeek<Day>[]
}

/** How dark a day is: 0 is as it should be, 4 the worst; null where there is nothing to say. */
export type HeatStep = 0 | 1 | 2 | 3 | 4 | null

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

/** Days in their order as tables of weeks × weekdays, one a quarter; each day stands in exactly one. Pure. */
export function heatQuarters<Day extends { date: string }>(days: readonly Day[]): HeatQuarter<Day>[] {
  const quarters = new Map<string, HeatQuarter<Day>>()
  const isOneYear = new Set(days.map(({ date }) => date.slice(0, 4))).size <= 1
  for (const day of days) {
    const year = day.date.slice(0, 4)
    const index = Math.floor((Number(day.date.slice(5, 7)) - 1) / 3)
    const key = `${year}-${index}`
    const quarter = quarters.get(key) ?? {
      name: isOneYear ? `${names[index]}` : `${names[index]} ${year}`,
      weeks: [],
    }
    quarters.set(key, quarter)
    const weekday = weekdayOf(day.date)
    const open = quarter.weeks.at(-1)
    const isOpen =
      open && open.number === isoWeek(day.date) && open.days.slice(weekday).every((each) => each === null)
    const week = isOpen ? open : { number: isoWeek(day.date), days: Array<Day | null>(7).fill(null) }
    if (!isOpen) quarter.weeks.push(week)
    week.days[weekday] = day
  }
  return [...quarters.values()]
}
