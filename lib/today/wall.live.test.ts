import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addCheck, addSystem, addWorker } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { getWall } from './wall-service'

const now = new Date('2026-11-26T10:00:00Z')
let database: TestDatabase
let viewer: Viewer
const team = newId()

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  await sql().query(`insert into team (id, name, created_at) values ($1, 'Orders', app_now())`, [team])
  viewer = await viewerFor(await createPerson({ email: 'wall@example.com', role: 'viewer', teamIds: [team] }))
  await addWorker(now)
  const states = { broken: 'fail', slow: 'warn', dark: 'unknown', fine: 'ok' } as const
  for (const [name, state] of Object.entries(states)) {
    const system = await addSystem(now, name)
    await addCheck(now, system, { state })
    if (name === 'slow' || name === 'fine')
      await sql().query('update system set team_id = $1 where id = $2', [team, system.id])
    if (name === 'broken')
      await sql().query(
        `insert into red_flag_state (system_id, flag_key, status, since, sentence, clauses, evaluated_at)
         values ($1, 'postponed', 'raised', app_now(), '', '[]', app_now())`,
        [system.id],
      )
  }
  await addSystem(now, 'unwatched')
})

afterAll(() => database.drop())

it('counts what nobody sees apart from what is fine', async () => {
  const wall = await getWall(viewer, 'all')
  expect(wall.systems).toEqual({ systems: 5, failing: 1, warning: 1, blind: 2 })
  expect(wall.redFlags).toEqual({ raised: 1, unknown: 0, judged: 1 })
  expect(wall.today.systems[0]?.name).toBe('broken')
})

it('of a team counts the systems of the team', async () => {
  const wall = await getWall(viewer, 'team')
  expect(wall.systems).toEqual({ systems: 2, failing: 0, warning: 1, blind: 0 })
  expect(wall.redFlags).toEqual({ raised: 0, unknown: 0, judged: 0 })
})

it('calls a system whose checks are all paused out of sight, not fine', async () => {
  const asleep = await addSystem(now, 'asleep')
  const check = await addCheck(now, asleep, { state: 'ok' })
  await sql().query('update "check" set paused_at = app_now() where id = $1', [check])
  expect((await getWall(viewer, 'all')).systems).toEqual({ systems: 6, failing: 1, warning: 1, blind: 3 })
  await sql().query('update system set archived_at = app_now() where id = $1', [asleep.id])
})

it('calls nothing fine while no worker is at work', async () => {
  await sql().query(`update worker set heartbeat_at = app_now() - interval '1 hour'`)
  const wall = await getWall(viewer, 'all')
  expect(wall.today.reading.silent).toBe(true)
  expect(wall.today.headline).toMatch(/^Nothing here is current\./)
  expect(wall.systems).toEqual({ systems: 5, failing: 1, warning: 1, blind: 3 })
})
