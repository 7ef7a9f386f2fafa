import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addTestSystem } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { addTestTask } from '@/scripts/testing/test-task'
import { statusOf } from './derive-status'
import { lineColumns, lineJoins, type StoredLine } from './line-store'
import { clockSql, statusSql } from './read-sql'
import { tasksQuery } from './schema'
import { getBoard, getCalendar, getDueList, getRecordMatrix, getYearHeat } from './service'

// A Monday, one in the afternoon.
const now = new Date('2026-11-23T13:00:00Z')
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

let database: TestDatabase
let people: Cast['people']
let me: Viewer
let critical: string
let quiet: string

const query = (over: Record<string, unknown> = {}) => tasksQuery.parse(over)

interface Period {
  from: number
  until: number
  due?: number
  state?: string
  over?: Record<string, unknown>
}

/** A task whose periods are exactly these (hours from now). */
async function task(over: Parameters<typeof addTestTask>[0], periods: readonly Period[]): Promise<string> {
  const id = await addTestTask(over)
  for (const { from, until, due = until, state = 'pending', over: columns = {} } of periods) {
    const row: Record<string, unknown> = {
      id: newId(),
      task_id: id,
      period_start: at(from),
      period_end: at(until),
      scheduled_at: at(from),
      due_at: at(due),
      state,
      evidence_ids: [],
      ...columns,
    }
    const names = Object.keys(row)
    await sql().query(
      `insert into task_occurrence (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    )
  }
  await sql().query('update maintenance_task set planned_until = $2 where id = $1', [id, at(24 * 62)])
  return id
}
const done = (finished: number, onTime = true) => ({
  state: 'done',
  over: { finished_at: at(finished), finished_by_id: me.id, on_time: onTime },
})

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  const cast = await createCast()
  people = cast.people
  me = people.maintainer
  const system = async (name: string, criticality: string, teamId: string | null) => {
    const { systemId } = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [])
    await sql().query(
      'update system set name = $2, criticality = $3, team_id = $4, owner_id = $5 where id = $1',
      [systemId, name, criticality, teamId, criticality === 'critical' ? people.manager.id : null],
    )
    return systemId
  }
  critical = await system('orders', 'critical', cast.team)
  quiet = await system('wiki', 'low', cast.other)
  await system('bare', 'high', null)

  // A neglected year of one daily task: it may not drown the rest.
  await task(
    { systemId: critical, key: 'a', title: 'Read the logs' },
    Array.from({ length: 40 }, (_, day) => ({
      from: -24 * day - 5,
      until: -24 * day + 19,
      due: -24 * day - 1,
    })),
  )
  await task({ systemId: critical, key: 'b', tier: 'weekly', title: 'Vacuum', ownerId: me.id }, [
    { from: -11 - 168, until: -11, ...done(-100) },
    { from: -11, until: 157, due: 61 },
    { from: 157, until: 325 },
  ])
  await task({ systemId: quiet, key: 'b', tier: 'weekly', title: 'Vacuum' }, [
    { from: -11 - 168, until: -11, due: -100 },
    { from: -11, until: 157, due: 61, ...done(-2) },
    { from: 157, until: 325 },
    // Later than its next date: not listed again.
    { from: 325, until: 493 },
  ])
  await task({ systemId: critical, key: 'c', tier: 'monthly', title: 'Restore' }, [
    { from: -700, until: 13, due: -460, over: { blocked_reason: 'no machine' } },
    { from: 13, until: 733 },
  ])
  await task({ systemId: quiet, key: 'd', tier: 'monthly', title: 'Certificates' }, [
    {
      from: -3,
      until: 700,
      due: 240,
      state: 'in-progress',
      over: { claimed_by_id: me.id, started_at: at(-1) },
    },
  ])
  await task({ systemId: quiet, key: 'e', tier: 'quarterly', title: 'Access' }, [
    { from: -3, until: 2_000, due: 500, over: { snoozed_until: at(60), snooze_count: 1 } },
  ])
  await task({ systemId: quiet, key: 'f', title: 'Daily and on time' }, [
    { from: -29, until: -5, ...done(-28) },
    { from: -5, until: 19, ...done(-4) },
    { from: 19, until: 43 },
    { from: 43, until: 67 },
  ])
  await task({ systemId: quiet, key: 'g', tier: 'weekly', title: 'Paused' }, [
    { from: -50, until: 118, state: 'skipped', over: { in_pause: true, skip_reason: 'frozen' } },
  ])
  const gone = await task({ systemId: quiet, key: 'h', title: 'Archived' }, [{ from: -10, until: -2 }])
  await sql().query('update maintenance_task set archived_at = $2 where id = $1', [gone, now])
})
afterAll(() => database.drop())

const titles = (group: { rows: { title: string; system: string }[] }) =>
  group.rows.map(({ title, system }) => `${title} of ${system}`)

describe('what is due', () => {
  it('stands in its group, worst first, each neglected task once', async () => {
    const { groups, head } = await getDueList(me, query())
    expect(titles(groups.overdue)).toEqual([
      'Restore of orders',
      'Read the logs of orders',
      'Read the logs of orders',
    ])
    expect(groups.overdue.rows.map(({ status }) => status)).toEqual(['overdue', 'missed', 'overdue'])
    expect(titles(groups.today)).toEqual(['Vacuum of orders', 'Certificates of wiki'])
    // Snoozed until Thursday.
    expect(titles(groups.week)).toEqual(['Restore of orders', 'Access of wiki'])
    expect(titles(groups.later)).toEqual(['Vacuum of orders', 'Vacuum of wiki'])
    expect(head.headline).toMatch(/^3 overdue, 2 due today, \d+ % on time over 90 days$/)
    expect(head.counts).toMatchObject({
      overdue: 3,
      missed: 1,
      dueToday: 2,
      blocked: 1,
      tasks: 8,
      systems: 2,
      systemsWithout: 1,
    })
    expect(head.without.map(({ name }) => name)).toEqual(['bare'])
    expect(head.systems.map(({ name }) => name)).toEqual(['orders', 'wiki'])
    expect(head.teams.map(({ name }) => name)).toEqual(['Orders', 'Stock'])
  })

  it('says what each viewer may do', async () => {
    const editable = async (viewer: Viewer) =>
      (await getDueList(viewer, query())).groups.today.rows.map((row) => row.editable)
    expect(await editable(me)).toEqual([true, false])
    expect(await editable(people.viewer)).toEqual([false, false])
    expect(await editable(people.admin)).toEqual([true, true])
  })

  it.each([
    [{ tier: 'monthly' }, ['Restore of orders'], ['Certificates of wiki']],
    [{ q: 'VACU' }, [], ['Vacuum of orders']],
    [{ q: 'wik' }, [], ['Certificates of wiki']],
    [{ owner: 'mine' }, [], ['Vacuum of orders']],
    [{ owner: 'none' }, [], ['Certificates of wiki']],
    [{ q: '%' }, [], []],
  ])('filtered by %j', async (filter, overdue, today) => {
    const { groups } = await getDueList(me, query(filter))
    expect(titles(groups.overdue)).toEqual(overdue)
    expect(titles(groups.today)).toEqual(today)
  })

  it('shows daily work of the coming days only when it is asked for', async () => {
    const { groups } = await getDueList(me, query({ tier: 'daily', system: quiet }))
    expect(titles(groups.week)).toEqual(['Daily and on time of wiki', 'Daily and on time of wiki'])
    expect(
      (await getDueList(me, query({ system: quiet }))).groups.week.rows.map(({ title }) => title),
    ).toEqual(['Daily and on time', 'Daily and on time', 'Access'])
    expect(titles((await getDueList(me, query())).groups.week)).not.toContain('Daily and on time of wiki')
  })
})

describe('the board', () => {
  it('has a column for each state', async () => {
    const { columns } = await getBoard(me, query())
    expect(titles(columns.due)).toEqual([
      'Read the logs of orders',
      'Read the logs of orders',
      'Vacuum of orders',
    ])
    expect(titles(columns.doing)).toEqual(['Certificates of wiki'])
    expect(columns.doing.rows[0]?.claimedBy).toMatchObject({ initials: 'M' })
    expect(titles(columns.blocked)).toEqual(['Restore of orders'])
    // Newest first.
    expect(titles(columns.done)).toEqual([
      'Vacuum of wiki',
      'Daily and on time of wiki',
      'Daily and on time of wiki',
      'Vacuum of orders',
    ])
  })
})

describe('the calendar', () => {
  it('has whole weeks, and every occurrence on its day', async () => {
    const calendar = await getCalendar(me, query())
    expect(calendar.month).toBe('2026-11')
    expect(calendar.weeks.map(({ number }) => number)).toEqual([44, 45, 46, 47, 48, 49])
    expect(calendar.weeks[0]?.days[0]).toMatchObject({ date: '2026-10-26', inMonth: false })
    const days = calendar.weeks.flatMap(({ days: each }) => each)
    const today = days.find(({ isToday }) => isToday)
    // Without work of every day, which would hide all else.
    expect(calendar.dailyLeftOut).toBe(true)
    expect(today).toMatchObject({ date: '2026-11-23', total: 4, overdue: 0, done: 1 })
    expect(today?.items.map(({ title }) => title)).toContain('Vacuum')
    const daily = await getCalendar(me, query({ tier: 'daily' }))
    expect(daily.dailyLeftOut).toBe(false)
    expect(daily.week.days[0]).toMatchObject({ date: '2026-11-23', total: 2, overdue: 1, done: 1 })
    expect(calendar.week).toMatchObject({ number: 48, first: '2026-11-23', next: '2026-11-30' })
    expect(calendar.plannedUntil).toBe(at(24 * 62).toISOString())
  })

  it('turns its pages', async () => {
    const calendar = await getCalendar(me, query({ month: '2026-02' }))
    expect(calendar).toMatchObject({ previousMonth: '2026-01', nextMonth: '2026-03' })
    expect(calendar.week.first).toBe('2026-01-26')
    expect((await getCalendar(me, query({ week: '2026-12-31' }))).week).toMatchObject({ number: 53 })
  })

  it('follows the zone of the reader', async () => {
    const far = { ...me, timeZone: 'Pacific/Kiritimati' }
    const { weeks } = await getCalendar(far, query())
    expect(weeks.flatMap(({ days }) => days).find(({ isToday }) => isToday)?.date).toBe('2026-11-24')
  })
})

describe('the record', () => {
  it('is systems by tasks, with what was last done', async () => {
    const matrix = await getRecordMatrix(me, query())
    expect(matrix.columns.map(({ key }) => key)).toEqual(['f', 'a', 'g', 'b', 'd', 'c', 'e'])
    expect(matrix.rows.map(({ system }) => system)).toEqual(['orders', 'wiki'])
    const cell = (row: number, key: string) =>
      matrix.rows[row]?.cells[matrix.columns.findIndex((column) => column.key === key)]
    expect(cell(0, 'f')).toBeNull()
    expect(cell(0, 'a')).toMatchObject({ lastDoneAt: null, ageDays: null, onTimeShare: 0, status: 'overdue' })
    expect(cell(0, 'b')).toMatchObject({ ageDays: 4, onTimeShare: 100, status: 'due' })
    expect(cell(1, 'b')).toMatchObject({ onTimeShare: 0, status: 'done' })
    expect(cell(1, 'f')).toMatchObject({ onTimeShare: 100, status: 'done' })
    expect(cell(1, 'g')).toMatchObject({ status: 'paused', onTimeShare: null })
  })
})

describe('the year', () => {
  it('has every day, and no share where nothing was due', async () => {
    const heat = await getYearHeat(me, query())
    expect(heat).toMatchObject({ year: 2026, previousYear: 2025, nextYear: null })
    expect(heat.days).toHaveLength(365)
    const day = (date: string) => heat.days.find((each) => each.date === date)
    // Today: the log of the neglected task, the daily one is done, the weekly one not due yet.
    expect(day('2026-11-23')).toMatchObject({ due: 3, onTime: 2, share: expect.closeTo(66.7, 1) })
    expect(day('2026-01-01')).toEqual({ date: '2026-01-01', due: 0, onTime: 0, share: null })
    expect(day('2026-12-24')).toMatchObject({ due: 0 })
    expect((await getYearHeat(me, query({ year: '2024' }))).days).toHaveLength(366)
  })
})

describe('how an occurrence reads', () => {
  it('is the same in SQL and in code, in every situation and at every hour', async () => {
    const { systemId } = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [])
    await sql().query(`update system set name = 'situations' where id = $1`, [systemId])
    let start = 0
    const waits: string[] = []
    for (const anchor of ['scheduled', 'completed'] as const) {
      for (const state of ['pending', 'in-progress', 'done', 'skipped'] as const)
        for (const snoozed of [null, at(4), at(30)])
          for (const waiting of [null, 'pending', 'done'])
            for (const inPause of state === 'skipped' ? [false, true] : [false]) {
              const before = newId()
              const id = await addTestTask({ systemId, anchor, key: `situation ${start}` })
              start += 1
              if (waiting) {
                await sql().query(
                  `insert into task_occurrence (id, task_id, period_start, period_end, scheduled_at, due_at, state, evidence_ids)
                   values ($1, $2, $3, $4, $3, $4, $5, '{}')`,
                  [before, id, at(-48), at(6), waiting],
                )
                waits.push(before)
              }
              await sql().query(
                `insert into task_occurrence (id, task_id, period_start, period_end, scheduled_at, due_at, state, snoozed_until, in_pause, waits_for_id, evidence_ids)
                 values ($1, $2, $3, $4, $3, $5, $6, $7, $8, $9, '{}')`,
                [newId(), id, at(2), at(24), at(12), state, snoozed, inPause, waiting ? before : null],
              )
            }
    }
    for (const hour of [0, 2, 3, 4, 6, 11, 12, 13, 24, 31, 100]) {
      await database.setNow(at(hour))
      const { rows } = await sql().query<StoredLine & { said: string }>(
        `with ${clockSql} select ${lineColumns}, ${statusSql} as said from clock, task_occurrence o ${lineJoins}
          where k.system_id = $1 and o.id <> all($2)`,
        [systemId, waits],
      )
      expect(rows.length).toBe(start)
      for (const row of rows) expect([hour, statusOf(row, at(hour)), row]).toEqual([hour, row.said, row])
    }
  })
})
