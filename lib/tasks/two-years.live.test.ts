import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { maintainTasks } from '@/lib/engine/duties/maintain-tasks'
import { insertSystem } from '@/lib/systems/change-store'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { addTestTask } from '@/scripts/testing/test-task'
import type { Schedule } from './schedule-schema'
import type { TaskTier } from './schema'

// Two years pass in minutes: the worker plans at odd times, twice it is away for weeks, once longer than the plan
// reaches. Afterwards every period of every schedule must have exactly one occurrence, at the right local time. What
// is expected is counted here by walking over calendar days, without any of the code that plans.

const dayMs = 86_400_000
const begin = Date.UTC(2027, 2, 1)
const end = Date.UTC(2029, 2, 1)

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
] as const

interface Day {
  year: number
  month: number
  day: number
  /** ISO. */
  weekday: number
  /** Days in its month. */
  length: number
  /** Days since 1 March 2027, the first local day. */
  index: number
}

interface Case {
  name: string
  schedule: Schedule
  /** Local times of day at which it falls on a day; none when it does not. */
  times: (day: Day) => string[]
}

const at = '02:30'
const on = (matches: (day: Day) => boolean) => (day: Day) => (matches(day) ? [at] : [])
const nth = ({ day }: Day) => Math.ceil(day / 7)
const inQuarter = ({ year, month, day }: Day) => {
  const first = Date.UTC(year, Math.floor((month - 1) / 3) * 3, 1)
  return { number: (Date.UTC(year, month - 1, day) - first) / dayMs + 1, length: quarterLength(year, month) }
}
const quarterLength = (year: number, month: number) => {
  const quarter = Math.floor((month - 1) / 3)
  return (Date.UTC(year, quarter * 3 + 3, 1) - Date.UTC(year, quarter * 3, 1)) / dayMs
}

const cases: Case[] = [
  { name: 'daily', schedule: { type: 'daily', at }, times: on(() => true) },
  {
    name: 'daily at 00:00',
    schedule: { type: 'daily', at: '00:00' },
    times: () => ['00:00'],
  },
  {
    name: 'daily in the window',
    schedule: { type: 'daily', at: 'window' },
    times: ({ weekday }) => [weekday === 7 ? '01:15' : '03:00'],
  },
  {
    name: 'Mondays and Thursdays',
    schedule: { type: 'weekly', weekdays: [1, 4], at },
    times: on(({ weekday }) => weekday === 1 || weekday === 4),
  },
  {
    name: 'Sundays',
    schedule: { type: 'weekly', weekdays: [7], at },
    times: on(({ weekday }) => weekday === 7),
  },
  {
    name: 'the 1st',
    schedule: { type: 'monthly-day', day: 1, missing: 'skip', at },
    times: on(({ day }) => day === 1),
  },
  {
    name: 'the 29th or nothing',
    schedule: { type: 'monthly-day', day: 29, missing: 'skip', at },
    times: on(({ day }) => day === 29),
  },
  {
    name: 'the 31st or nothing',
    schedule: { type: 'monthly-day', day: 31, missing: 'skip', at },
    times: on(({ day }) => day === 31),
  },
  {
    name: 'the 30th, else the last',
    schedule: { type: 'monthly-day', day: 30, missing: 'last', at },
    times: on(({ day, length }) => day === Math.min(30, length)),
  },
  {
    name: 'the last day of the month',
    schedule: { type: 'monthly-day', day: 'last', missing: 'skip', at },
    times: on(({ day, length }) => day === length),
  },
  {
    name: 'the second Tuesday',
    schedule: { type: 'monthly-weekday', nth: 2, weekday: 2, missing: 'skip', at },
    times: on((day) => day.weekday === 2 && nth(day) === 2),
  },
  {
    name: 'the fifth Sunday or nothing',
    schedule: { type: 'monthly-weekday', nth: 5, weekday: 7, missing: 'skip', at },
    times: on((day) => day.weekday === 7 && nth(day) === 5),
  },
  {
    name: 'the fifth Sunday, else the last',
    schedule: { type: 'monthly-weekday', nth: 5, weekday: 7, missing: 'last', at },
    times: on(({ weekday, day, length }) => weekday === 7 && day + 7 > length),
  },
  {
    name: 'the last Friday',
    schedule: { type: 'monthly-weekday', nth: 'last', weekday: 5, missing: 'skip', at },
    times: on(({ weekday, day, length }) => weekday === 5 && day + 7 > length),
  },
  {
    name: 'day 10 of the quarter',
    schedule: { type: 'quarterly-day', day: 10, missing: 'skip', at },
    times: on((day) => inQuarter(day).number === 10),
  },
  {
    name: 'day 92 of the quarter or nothing',
    schedule: { type: 'quarterly-day', day: 92, missing: 'skip', at },
    times: on((day) => inQuarter(day).number === 92),
  },
  {
    name: 'day 92 of the quarter, else its last',
    schedule: { type: 'quarterly-day', day: 92, missing: 'last', at },
    times: on((day) => inQuarter(day).number === inQuarter(day).length),
  },
  {
    name: 'the first Monday of the quarter’s second month',
    schedule: { type: 'quarterly-weekday', month: 2, nth: 1, weekday: 1, missing: 'skip', at },
    times: on((day) => day.month % 3 === 2 && day.weekday === 1 && nth(day) === 1),
  },
  {
    name: '29 February or nothing',
    schedule: { type: 'yearly', month: 2, day: 29, missing: 'skip', at },
    times: on(({ month, day }) => month === 2 && day === 29),
  },
  {
    name: '29 February, else the 28th',
    schedule: { type: 'yearly', month: 2, day: 29, missing: 'last', at },
    times: on(({ month, day, length }) => month === 2 && day === length),
  },
  {
    name: 'every 10 days',
    schedule: { type: 'interval', every: 10, unit: 'days', at },
    times: on(({ index }) => index % 10 === 0),
  },
  {
    name: 'every 3 weeks',
    schedule: { type: 'interval', every: 3, unit: 'weeks', at },
    times: on(({ index }) => index % 21 === 0),
  },
  {
    name: 'every 2 months',
    schedule: { type: 'interval', every: 2, unit: 'months', at },
    times: on(({ month, day }) => day === 1 && month % 2 === 1),
  },
  {
    name: 'cron 30 2 * * *',
    schedule: { type: 'cron', expression: '30 2 * * *' },
    times: on(() => true),
  },
  {
    name: 'cron 15 */6 * * 1-5',
    schedule: { type: 'cron', expression: '15 */6 * * 1-5' },
    times: ({ weekday }) => (weekday <= 5 ? ['00:15', '06:15', '12:15', '18:15'] : []),
  },
  {
    name: 'cron 30 2 29 2 *',
    schedule: { type: 'cron', expression: '30 2 29 2 *' },
    times: on(({ month, day }) => month === 2 && day === 29),
  },
  {
    name: 'cron 30 2 13 * 5 (the 13th, and Fridays)',
    schedule: { type: 'cron', expression: '30 2 13 * 5' },
    times: on(({ day, weekday }) => day === 13 || weekday === 5),
  },
]

/** Days of two years on the calendar, from 1 March 2027 to 28 February 2029. */
const calendar: Day[] = Array.from({ length: (end - begin) / dayMs }, (_, index) => {
  const date = new Date(begin + index * dayMs)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1]
  return {
    year,
    month,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
    length: new Date(Date.UTC(year, month, 0)).getUTCDate(),
    index,
  }
})

const pad = (value: number) => String(value).padStart(2, '0')
const expectedTimes = ({ times }: Case) =>
  calendar.flatMap((day) => times(day).map((time) => `${day.year}-${pad(day.month)}-${pad(day.day)} ${time}`))

const clocks = new Map<string, Intl.DateTimeFormat>()
/** What a clock in the zone shows: "2027-03-28 03:00". */
function shown(instant: Date, timeZone: string): string {
  const format =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  clocks.set(timeZone, format)
  return format.format(instant)
}

/** Each follows the one above it, as starter tasks do. */
const chain: [title: string, schedule: Schedule, tier: TaskTier][] = [
  ['chain: every day', { type: 'daily', at: 'window' }, 'daily'],
  ['chain: every week', { type: 'weekly', weekdays: [7], at: 'window' }, 'weekly'],
  [
    'chain: every month',
    { type: 'monthly-weekday', nth: 1, weekday: 7, missing: 'last', at: 'window' },
    'monthly',
  ],
  [
    'chain: every quarter',
    { type: 'quarterly-weekday', month: 1, nth: 1, weekday: 7, missing: 'last', at: 'window' },
    'quarterly',
  ],
]

interface Row {
  title: string
  zone: string
  start: Date
  ends: Date
}

let database: TestDatabase
let rows: Row[]
const counts: Record<string, number> = {}
let runs = 0

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(new Date(begin - dayMs))
  for (const zone of zones) {
    const systemId = newId()
    await inTransaction((tx) =>
      insertSystem(tx, {
        id: systemId,
        name: zone,
        kind: 'other',
        environment: 'production',
        criticality: 'medium',
        ownerId: null,
        teamId: null,
        createdAt: new Date(begin),
      }),
    )
    await sql().query(
      `update system set maintenance_window = 'Mon-Sat 03:00-05:00; Sun 01:15-04:00' where id = $1`,
      [systemId],
    )
    // Midnight of 1 March on the clock of the zone: the offset is read off the clock itself.
    const offset = Date.parse(`${shown(new Date(begin), zone).replace(' ', 'T')}:00Z`) - begin
    for (const { name, schedule } of cases) {
      await addTestTask({
        systemId,
        title: name,
        schedule,
        timeZone: zone,
        startsAt: new Date(begin - offset),
      })
    }
    let before: string | null = null
    for (const [title, schedule, tier] of chain) {
      const key: string = await addTestTask({
        systemId,
        title,
        tier,
        schedule,
        timeZone: zone,
        startsAt: new Date(begin - offset),
        afterTaskId: before,
      })
      before = key
    }
  }
  // Odd steps; away for 50 days in the first summer, and for 100 days in the second winter.
  let now = begin - dayMs
  for (let step = 0; now < end + 2 * dayMs; step += 1) {
    await database.setNow(new Date(now))
    await maintainTasks()
    runs += 1
    now += step === 30 ? 50 * dayMs : step === 90 ? 100 * dayMs : ((step % 5) + 1) * dayMs + step * 61_000
  }
  rows = (
    await sql().query<Row>(
      `select k.title, k.time_zone as zone, o.scheduled_at as start, o.period_end as ends
         from task_occurrence o join maintenance_task k on k.id = o.task_id order by k.id, o.scheduled_at`,
    )
  ).rows
}, 600_000)
afterAll(async () => {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const report = process.env.TWO_YEARS_REPORT
  if (report)
    writeFileSync(
      report,
      JSON.stringify({ zones: zones.length, schedules: cases.length, runs, total, counts }),
    )
  await database.drop()
})

describe.each(zones)('two years in %s', (zone) => {
  it.each(cases.map((each) => [expectedTimes(each).length, each.name, each] as const))(
    '%i times %s',
    (expected, name, each) => {
      const wanted = expectedTimes(each)
      const made = rows.filter(
        (row) =>
          row.zone === zone && row.title === name && shown(row.start, zone).slice(0, 10) < '2029-03-01',
      )
      const seen = made.map(({ start }) => shown(start, zone))
      counts[`${zone} ${name}`] = made.length
      expect(made).toHaveLength(expected)
      // Days on which the clock jumps over the time show the first time after the jump; no other may differ.
      const moved = seen.flatMap((time, index) => (time === wanted[index] ? [] : [[wanted[index], time]]))
      for (const [want = '', got = ''] of moved) {
        expect(got.slice(0, 10)).toBe(want.slice(0, 10))
        expect(got > want, `${got} is after ${want}`).toBe(true)
        expect(exists(want, zone), `${want} exists in ${zone}`).toBe(false)
        const minuteBefore = new Date((made[seen.indexOf(got)]?.start.getTime() ?? 0) - 60_000)
        expect(shown(minuteBefore, zone) < want, `${got} is the first moment after ${want}`).toBe(true)
      }
      // Each period ends where the next begins: no gap, no overlap, nothing twice.
      expect(made.slice(0, -1).map(({ ends }) => ends)).toEqual(made.slice(1).map(({ start }) => start))
    },
  )
})

/** Whether the clock of the zone ever shows this local time; looked for at every minute around it. */
function exists(local: string, zone: string): boolean {
  const around = Date.parse(`${local.replace(' ', 'T')}:00Z`)
  for (let minute = -15 * 60; minute <= 15 * 60; minute += 1) {
    if (shown(new Date(around + minute * 60_000), zone) === local) return true
  }
  return false
}

it('makes each period once, whatever is asked twice', async () => {
  const doubled = await sql().query(
    'select task_id, scheduled_at from task_occurrence group by 1, 2 having count(*) > 1',
  )
  expect(doubled.rows).toEqual([])
  expect(await maintainTasks()).toMatchObject({ planned: 0 })
})

it('puts the weekly after the daily of its day, the monthly after the weekly, the quarterly after the monthly', async () => {
  const { rows: followers } = await sql().query<{
    title: string
    zone: string
    start: Date
    due: Date
    leader: string | null
    before: Date | null
    beforeDue: Date | null
  }>(
    `select k.title, k.time_zone as zone, o.scheduled_at as start, o.due_at as due, b.title as leader,
            w.scheduled_at as before, w.due_at as "beforeDue"
       from task_occurrence o join maintenance_task k on k.id = o.task_id
       left join task_occurrence w on w.id = o.waits_for_id left join maintenance_task b on b.id = w.task_id
      where k.title like 'chain:%' and k.after_task_id is not null order by k.id, o.scheduled_at`,
  )
  const sundays = calendar.filter(({ weekday }) => weekday === 7)
  const firstOfMonth = sundays.filter(({ day }) => day <= 7)
  const wanted = [
    sundays.length,
    firstOfMonth.length,
    firstOfMonth.filter(({ month }) => month % 3 === 1).length,
  ]
  const titles = chain.map(([title]) => title)
  for (const zone of zones) {
    for (const [index, title] of titles.slice(1).entries()) {
      const made = followers.filter((row) => row.zone === zone && row.title === title)
      const inTime = made.filter((row) => shown(row.start, zone).slice(0, 10) < '2029-03-01')
      expect(inTime, `${title} in ${zone}`).toHaveLength(wanted[index] ?? 0)
      for (const { start, due, leader, before, beforeDue } of inTime) {
        expect(leader).toBe(titles[index])
        expect(before && shown(before, zone).slice(0, 10)).toBe(shown(start, zone).slice(0, 10))
        // Never overdue while it has to wait.
        expect(due.getTime()).toBeGreaterThanOrEqual(beforeDue?.getTime() ?? Number.POSITIVE_INFINITY)
      }
    }
  }
})

it('moves times that the clock skips in the zones that have such days', () => {
  const at0230 = rows.filter(({ title }) => title === 'daily')
  const moved = (zone: string) =>
    at0230
      .filter((row) => row.zone === zone && !shown(row.start, zone).endsWith('02:30'))
      .map((row) => shown(row.start, zone))
  expect(moved('Europe/Berlin').slice(0, 2)).toEqual(['2027-03-28 03:00', '2028-03-26 03:00'])
  expect(moved('America/New_York').slice(0, 2)).toEqual(['2027-03-14 03:00', '2028-03-12 03:00'])
  // Half an hour only: 02:00 to 02:30, so that 02:30 is the first moment after.
  expect(moved('Australia/Lord_Howe')).toEqual([])
  expect(moved('Asia/Kolkata')).toEqual([])
})
