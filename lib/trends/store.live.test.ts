import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addCheck, addFinding, addSystem } from '@/scripts/testing/estate-fixture'
import { addOccurrence, addTask } from '@/scripts/testing/task-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { listUnproven, readProofStates } from './proof-store'
import { trendsQuery } from './schema'
import { getFindingWeeks, getNoiseWeeks, getTrends } from './service'
import {
  readAlertFlow,
  readFindingFlow,
  readFlagStates,
  readMaintenanceFlow,
  readOpenStates,
  readScoreStates,
} from './store'
import { weeksUntil } from './weeks'

// Thursday: week 48 runs, 47 and 46 are over.
const now = new Date('2026-11-26T10:00:00Z')
const weeks = weeksUntil(now, 'UTC', 3)
const at = (text: string) => new Date(`${text}Z`)
const [lastWeek, thisWeek] = [at('2026-11-18T09:00:00'), at('2026-11-25T09:00:00')]
let database: TestDatabase
let cast: Cast
let viewer: Viewer
const system: Record<'orders' | 'stock' | 'alone' | 'gone', { id: string; targetId: string }> = {} as never

const ofTeam = (id: string, team: string | null) =>
  sql().query(
    `update system set team_id = $2, created_at = '2026-01-01', criticality = 'critical' where id = $1`,
    [id, team],
  )

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  cast = await createCast()
  viewer = cast.people.manager
  for (const name of ['orders', 'stock', 'alone', 'gone'] as const) {
    system[name] = await addSystem(now, `${name}-db`)
    await ofTeam(
      system[name].id,
      name === 'orders' || name === 'gone' ? cast.team : name === 'stock' ? cast.other : null,
    )
  }
  // Looked after until Monday of this week.
  await sql().query('update system set archived_at = $2 where id = $1', [
    system.gone.id,
    at('2026-11-23T12:00:00'),
  ])
})

afterAll(() => database.drop())

async function finding(
  of: { id: string; targetId: string },
  events: [Date, string, string | null, string][],
) {
  const check = await addCheck(now, of)
  const number = await addFinding(now, { id: check, systemId: of.id })
  for (const [when, type, from, to] of events) {
    await sql().query(
      `insert into finding_event (id, finding_id, at, actor_label, type, from_state, to_state)
       select $1, id, $2, 'worker', $3, $4, $5 from finding where number = $6`,
      [newId(), when, type, from, to, number],
    )
  }
}

describe('findings', () => {
  beforeAll(async () => {
    await finding(system.orders, [
      [at('2026-11-10T09:00:00'), 'opened', null, 'open'],
      [at('2026-11-10T10:00:00'), 'comment', 'open', 'open'],
      [lastWeek, 'healed', 'open', 'verified'],
      [thisWeek, 'reopened', 'verified', 'open'],
    ])
    await finding(system.stock, [
      [lastWeek, 'opened', null, 'open'],
      [thisWeek, 'dismissed', 'open', 'false-positive'],
    ])
    await finding(system.alone, [
      [at('2026-11-16T00:00:00'), 'opened', null, 'open'],
      [at('2026-11-17T00:00:00'), 'accepted', 'open', 'accepted'],
    ])
  })

  it('count when they open or end, not when somebody writes about them; a week begins at its midnight', async () => {
    const flow = await readFindingFlow(weeks)
    const of = (span: number, teamId: string | null) => {
      const { opened, closed } = flow.find((row) => row.span === span && row.teamId === teamId) ?? {}
      return [opened ?? 0, closed ?? 0]
    }
    expect([of(0, cast.team), of(1, cast.team), of(2, cast.team)]).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
    ])
    expect([of(1, cast.other), of(2, cast.other)]).toEqual([
      [1, 0],
      [0, 1],
    ])
    expect([of(0, null), of(1, null)]).toEqual([
      [0, 0],
      [1, 0],
    ])
  })

  it('are open at the end of a week by what was known then; an accepted risk is not', async () => {
    const open = await readOpenStates(weeks)
    const sum = (span: number) =>
      open.filter((row) => row.span === span).reduce((total, row) => total + row.open, 0)
    expect([sum(0), sum(1), sum(2)]).toEqual([1, 1, 1])
  })

  it('of one system stand above its list', async () => {
    const spec = await getFindingWeeks(viewer, system.orders.id)
    expect(spec.series.map(({ values }) => values.slice(-3))).toEqual([
      [1, 0, 1],
      [0, 1, 0],
    ])
  })
})

describe('scores', () => {
  it('are those of the end of the week; an old one has no grade, and a system that nobody asks counts apart', async () => {
    const snapshot = (id: string, day: string, posture: number, grade: string) =>
      sql().query(
        `insert into score_snapshot (system_id, day, formula_version, posture, capped_posture, coverage, grade, caps,
                                     contributions, checklists, taken_at)
         values ($1, $2::date, 1, $3, $3, 90, $4, '[]', '[]', '[{"key":"q","version":1}]', $2::date + interval '10 minutes')`,
        [id, day, posture, grade],
      )
    await snapshot(system.orders.id, '2026-11-15', 70, 'C')
    await snapshot(system.orders.id, '2026-11-22', 92, 'A')
    await snapshot(system.orders.id, '2026-11-23', 10, 'F')
    await snapshot(system.gone.id, '2026-11-18', 55, 'F')
    const states = await readScoreStates(weeks)
    const of = (span: number) => states.find((row) => row.span === span && row.teamId === cast.team)
    // At the end of Sunday the score of Sunday counts.
    expect(of(0)).toMatchObject({ systems: 2, grades: { C: 1, '?': 0 }, postures: [70] })
    expect(of(1)).toMatchObject({ systems: 2, grades: { A: 1, F: 0, '?': 1 } })
    expect(of(1)?.postures.toSorted()).toEqual([55, 92])
    // Archived meanwhile: one system less; and three days without a score are no grade.
    expect(of(2)).toMatchObject({ systems: 1, grades: { F: 0, '?': 1 }, postures: [10] })
  })
})

describe('red flags', () => {
  it('stand as they stood at the end of each week', async () => {
    const change = (id: string, when: Date, to: string) =>
      sql().query(
        `insert into red_flag_change (system_id, flag_key, at, to_status, sentence) values ($1, 'postponed', $2, $3, '')`,
        [id, when, to],
      )
    await change(system.orders.id, at('2026-11-17T00:00:00'), 'raised')
    await change(system.orders.id, at('2026-11-22T23:59:00'), 'clear')
    await change(system.orders.id, thisWeek, 'raised')
    await change(system.stock.id, lastWeek, 'unknown')
    const states = await readFlagStates(weeks, ['postponed'])
    expect(states.filter(({ span }) => span === 0)).toEqual([])
    expect(states.find(({ span, teamId }) => span === 1 && teamId === cast.team)).toMatchObject({
      raised: 0,
      clear: 1,
    })
    expect(states.find(({ span, teamId }) => span === 2 && teamId === cast.team)).toMatchObject({
      raised: 1,
      clear: 0,
    })
    expect(states.find(({ span, teamId }) => span === 2 && teamId === cast.other)).toMatchObject({
      unknown: 1,
    })
    expect(await readFlagStates(weeks, ['another'])).toEqual([])
  })
})

describe('maintenance', () => {
  it('counts deadlines that passed, by the calendar and by the team alike', async () => {
    const task = await addTask(now, system.orders.id)
    const due = (when: string) => (at(when).getTime() - now.getTime()) / 86_400_000
    await addOccurrence(now, task, due('2026-11-17T02:00:00'), { state: 'done', onTime: true })
    await addOccurrence(now, task, due('2026-11-19T02:00:00'), { state: 'done', onTime: false })
    await addOccurrence(now, task, due('2026-11-25T02:00:00'))
    await addOccurrence(now, task, due('2026-11-28T02:00:00'))
    const flow = await readMaintenanceFlow(weeks)
    expect(flow).toEqual([
      { span: 1, teamId: cast.team, due: 2, onTime: 1 },
      { span: 2, teamId: cast.team, due: 1, onTime: 0 },
    ])
    const view = await getTrends(viewer, trendsQuery.parse({ team: cast.team }))
    expect(view.maintenance.series[0]?.values.slice(-3)).toEqual([null, 50, 0])
    expect(view.days.filter(({ due: all }) => all > 0).map(({ date, share }) => [date, share])).toEqual([
      ['2026-11-17', 100],
      ['2026-11-19', 0],
      ['2026-11-25', 0],
    ])
    expect((await getTrends(viewer, trendsQuery.parse({ team: cast.other }))).maintenance.summary).toBe(
      'No maintenance was due in these weeks.',
    )
  })
})

describe('alerts', () => {
  it('are noise by what somebody wrote down', async () => {
    for (const [when, outcome] of [
      [lastWeek, 'acted'],
      [lastWeek, 'needed-nothing'],
      [thisWeek, 'unknown'],
    ] as const) {
      await sql().query(
        `insert into alert_outcome (id, system_id, rule, class, fired_at, outcome, note, evidence_ids, source, recorded_at)
         values ($1, $2, 'DiskFull', 'wake', $3, $4, '', '{}', 'person', $3)`,
        [newId(), system.orders.id, when, outcome],
      )
    }
    expect(await readAlertFlow(weeks)).toEqual([
      { span: 1, teamId: cast.team, fired: 2, acted: 1, neededNothing: 1, tooLate: 0 },
      { span: 2, teamId: cast.team, fired: 1, acted: 0, neededNothing: 0, tooLate: 0 },
    ])
    expect((await getNoiseWeeks(viewer, system.orders.id)).series[0]?.values.slice(-3)).toEqual([
      null,
      50,
      null,
    ])
    expect((await getNoiseWeeks(viewer, system.stock.id)).summary).toContain('No alert is on record')
  })
})

describe('proofs of backups', () => {
  const allowed = { critical: 35, high: 90, medium: 90, low: 180 }
  const levels = ['queried', 'booted']

  it('hold as long as the criticality allows, and count from the backup on', async () => {
    const drill = (id: string, when: Date, level: string, result = 'pass') =>
      sql().query(
        `insert into drill (id, system_id, backup_name, level, result, started_at, duration_seconds, counts, note,
                            evidence_ids, source, recorded_at)
         values ($1, $2, 'dump', $3, $4, $5, 60, '[]', '', '{}', 'person', $5)`,
        [newId(), id, level, result, when],
      )
    await drill(system.orders.id, at('2026-10-17T00:00:00'), 'queried')
    await drill(system.orders.id, lastWeek, 'queried', 'fail')
    await drill(system.stock.id, lastWeek, 'listed')
    const states = await readProofStates(weeks, allowed, levels)
    const of = (span: number, teamId: string | null) =>
      states.find((row) => row.span === span && row.teamId === teamId)
    // 30 days at the end of week 46, 37 at the end of week 47.
    expect(of(0, cast.team)).toMatchObject({ claimed: 1, proven: 1, never: 0 })
    expect(of(1, cast.team)).toMatchObject({ claimed: 1, proven: 0, never: 0 })
    expect(of(1, cast.team)?.oldestDays).toBeCloseTo(37, 0)
    expect(of(0, cast.other)).toBeUndefined()
    expect(of(1, cast.other)).toMatchObject({ claimed: 1, proven: 0, never: 1, oldestDays: null })
    const { rows, total } = await listUnproven(now, allowed, levels, 1)
    expect(total).toBe(2)
    expect(rows.map((row) => [row.system, row.proofAt, row.allowedDays])).toEqual([['stock-db', null, 35]])
  })
})

it('the address of the page never breaks it', async () => {
  const odd = trendsQuery.parse({ range: '9 weeks', team: 'x', until: '2026-02-31' })
  expect(odd).toEqual({ range: '12w', team: null, until: null })
  const view = await getTrends(viewer, trendsQuery.parse({ until: '2026-11-23', range: '26w' }))
  expect(view).toMatchObject({ isRunning: false, to: '2026-11-22', next: '2027-05-24' })
  expect(view.findings.weeks).toHaveLength(26)
})
