import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addCheck, addFinding, addSystem } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { getFleet } from './service'

const now = new Date('2026-11-26T10:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  cast = await createCast()
})

afterAll(() => database.drop())

const lineOf = (view: Awaited<ReturnType<typeof getFleet>>, key: string) =>
  view.measures.find((each) => each.key === key)

describe('the fleet', () => {
  it('says that there is nothing yet', async () => {
    const view = await getFleet(cast.people.manager)
    expect(view).toMatchObject({
      systems: 0,
      headline: 'No system is looked after yet',
      teams: [],
      report: null,
    })
    expect(lineOf(view, 'flags')).toMatchObject({ now: null, before: null })
  })

  it('holds now against a week ago, team by team', async () => {
    const orders = await addSystem(now, 'orders-db', { criticality: 'critical' })
    const alone = await addSystem(now, 'alone-db')
    await sql().query(
      `update system set created_at = '2026-01-01', team_id = case when id = $1 then $2::uuid end`,
      [orders.id, cast.team],
    )
    const change = (days: number, to: string) =>
      sql().query(
        `insert into red_flag_change (system_id, flag_key, at, to_status, sentence) values ($1, 'postponed', $2, $3, '')`,
        [orders.id, daysAgo(days), to],
      )
    await change(20, 'clear')
    await change(3, 'raised')
    const check = await addCheck(now, orders, { state: 'fail' })
    await addFinding(now, { id: check, systemId: orders.id }, { dueIn: -3 })
    await sql().query(
      `insert into finding_event (id, finding_id, at, actor_label, type, to_state)
       select $1, id, $2, 'worker', 'opened', 'open' from finding`,
      [newId(), daysAgo(2)],
    )
    await sql().query(
      `insert into drill (id, system_id, backup_name, level, result, started_at, duration_seconds, counts, note,
                          evidence_ids, source, recorded_at)
       values ($1, $2, 'dump', 'queried', 'pass', $3, 60, '[]', '', '{}', 'person', $3)`,
      [newId(), alone.id, daysAgo(100)],
    )
    const view = await getFleet(cast.people.manager)
    expect(view.headline).toBe('One red flag, 1 more than a week ago')
    expect(lineOf(view, 'flags')).toMatchObject({ now: 1, before: 0, mean: 0 })
    expect(lineOf(view, 'open')).toMatchObject({ now: 1, before: 0 })
    expect(lineOf(view, 'overdue')).toMatchObject({ now: 1, before: null })
    expect(lineOf(view, 'limits')).toMatchObject({ now: null })
    expect(view.teams.map(({ name, systems, claimed }) => [name, systems, claimed])).toEqual([
      ['Orders', 1, 0],
      ['Without a team', 1, 1],
    ])
    expect(view.flags.rows[0]?.cells.find(({ key }) => key === 'postponed')).toEqual({
      key: 'postponed',
      raised: 1,
      unknown: 0,
      change: 1,
    })
    // A medium system's proof holds 90 days.
    expect(view.unproven).toMatchObject({ total: 1, claimed: 1 })
    expect(view.unproven.rows[0]).toMatchObject({
      system: 'alone-db',
      team: null,
      allowedDays: 90,
      level: 'queried',
    })
  })

  it('counts changes of what is looked after; where only archived systems were watched, none seen is not none', async () => {
    const watched = await addSystem(now, 'watched-db')
    const check = await addCheck(now, watched, { state: 'ok' })
    await sql().query(
      `insert into observation (check_id, hash, basis, facts, unseen, observed_at, changed_at) values ($1, '', '', '{}', '{}', $2, $2)`,
      [check, now],
    )
    await sql().query(
      `insert into system_change (id, system_id, check_id, at, last_seen_before, place, subject, key, kind, in_window, expectation)
       values ($1, $2, $3, $4, $4, 'db', 'setting', 'work_mem', 'added', false, 'unexpected')`,
      [newId(), watched.id, check, daysAgo(1)],
    )
    const changes = async () => lineOf(await getFleet(cast.people.manager), 'changes')
    expect(await changes()).toMatchObject({ now: 1, before: 0 })
    await sql().query('update system set archived_at = app_now() where id = $1', [watched.id])
    expect(await changes()).toMatchObject({ now: null, note: 'nothing is watched for changes' })
  })
})
