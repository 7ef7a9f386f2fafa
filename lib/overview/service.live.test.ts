import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addCheck, addFinding, addSystem, addWorker } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { checkQuery, systemsQuery } from './schema'
import { getCheck, getSystem, listSystems } from './service'

const now = new Date('2026-11-23T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
let database: TestDatabase
let viewer: Viewer
let orders: { id: string; targetId: string; address: string }
let failing: string

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  const owner = await createPerson({ email: 'okafor@example.com', role: 'maintainer' })
  viewer = await viewerFor(owner)
  await addWorker(now)
  orders = await addSystem(now, 'orders-db', { criticality: 'critical', ownerId: owner })
  failing = await addCheck(now, orders, {
    name: 'HTTP status',
    state: 'fail',
    reason: 'It answered 500.',
    value: 12,
  })
  await addCheck(now, orders, { name: 'Latency', kind: 'http.latency', state: 'ok' })
  await addCheck(now, orders, { name: 'Stale', kind: 'http.body', state: 'ok', freshFor: -1 })
  await addCheck(now, orders, { name: 'Paused', kind: 'tcp.open', state: 'ok', paused: true })
  await addFinding(now, { id: failing, systemId: orders.id }, { title: `HTTP status: ${orders.address}` })
  const calm = await addSystem(now, 'calm', { ownerId: owner })
  await addCheck(now, calm, { state: 'ok' })
  const young = await addSystem(now, 'young')
  await addCheck(now, young, { createdAgo: 10 })
  const forgotten = await addSystem(now, 'forgotten')
  await addCheck(now, forgotten, { createdAgo: 86_400 })
  await addSystem(now, 'bare')
  const gone = await addSystem(now, 'gone', { archived: true })
  await addCheck(now, gone, { state: 'fail' })
})

afterAll(() => database.drop())

const list = (query: object = {}) => listSystems(viewer, systemsQuery.parse(query))

describe('the list of systems', () => {
  it('is worst first, without archived ones, and counts what each check reads as now', async () => {
    const page = await list()
    expect(page.rows.map(({ name }) => name)).toEqual(['orders-db', 'bare', 'forgotten', 'young', 'calm'])
    expect(page.rows[0]?.counts).toEqual({
      checks: 4,
      fail: 1,
      warn: 0,
      unknown: 1,
      never: 0,
      ok: 1,
      notApplicable: 0,
      paused: 1,
    })
    expect(page.rows.find(({ name }) => name === 'young')?.counts.never).toBe(1)
    expect(page.rows.find(({ name }) => name === 'forgotten')?.counts.unknown).toBe(1)
    expect(page.rows[0]?.strip).toHaveLength(30)
    expect(page.coverage).toEqual({
      systems: 5,
      watched: 1,
      failing: 1,
      warning: 0,
      blind: 2,
      checks: 7,
      current: 3,
    })
  })

  it('filters by view and words, and sorts by column', async () => {
    expect((await list({ view: 'critical' })).rows.map(({ name }) => name)).toEqual(['orders-db'])
    expect((await list({ view: 'unowned' })).total).toBe(3)
    expect((await list({ view: 'no-data' })).rows.map(({ name }) => name)).toEqual([
      'orders-db',
      'bare',
      'forgotten',
      'young',
    ])
    expect((await list({ q: 'OKAFOR' })).total).toBe(2)
    expect((await list({ q: '%' })).total).toBe(0)
    expect((await list({ sort: 'name' })).rows[0]?.name).toBe('bare')
    expect((await list({ view: 'critical' })).views).toEqual({
      all: 5,
      critical: 1,
      unowned: 3,
      'no-data': 4,
    })
  })

  it('takes nonsense in the address for nothing', async () => {
    expect((await list({ view: 'x', sort: ['y'], page: '-3', q: ['a', 'b'] })).page).toBe(1)
    expect((await list({ page: '9' })).rows).toEqual([])
  })
})

describe('a system', () => {
  it('has its checks, targets, findings and changes', async () => {
    await sql().query(
      `insert into state_change (check_id, at, from_verdict, to_verdict, reason) values ($1, $2, 'ok', 'fail', 'It answered 500.')`,
      [failing, ago(3600)],
    )
    const page = await getSystem(viewer, orders.id, { day: '2026-11-23' })
    expect(page.system).toMatchObject({
      name: 'orders-db',
      owner: 'okafor',
      criticality: 'critical',
      archivedAt: null,
    })
    expect(page.counts).toMatchObject({ checks: 4, fail: 1, unknown: 1, paused: 1 })
    expect(page.checks.find(({ id }) => id === failing)).toMatchObject({
      dimension: 'service-health',
      value: 12,
      target: orders.address,
    })
    // The address stands beside it; repeating it in the title would be noise.
    expect(page.findings).toMatchObject([{ title: 'HTTP status', state: 'open', owner: null }])
    expect(page.targets).toMatchObject([{ kind: 'url', secretSetAt: null }])
    expect(page.changes).toMatchObject([{ from: 'ok', to: 'fail', checkName: 'HTTP status' }])
    expect(page.day?.changes).toHaveLength(1)
    expect((await getSystem(viewer, orders.id, { day: '2026-11-22' })).day?.changes).toEqual([])
  })

  it.each(['nope', newId()])('that is not there is not found: %s', async (id) => {
    await expect(getSystem(viewer, id, { day: null })).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('a check', () => {
  const get = (query: object = {}) => getCheck(viewer, failing, checkQuery.parse(query))

  it('has its runs, the evidence of the newest alone, and its series with gaps', async () => {
    for (const index of [1, 2, 3]) {
      await sql().query(
        `insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, value, unit, evidence, trigger)
         values ($1, $2, 'short', $2, 12, 'fail', 'It answered 500.', 12, 'ms', $3, 'schedule')`,
        [
          failing,
          ago(index * 60),
          JSON.stringify({
            facts: { status: 500, index },
            resources: [{ name: '/', value: 1, verdict: 'fail' }],
          }),
        ],
      )
    }
    const series = newId()
    await sql().query(`insert into series (id, check_id, key, unit) values ($1, $2, 'value', 'ms')`, [
      series,
      failing,
    ])
    for (const seconds of [300, 240, 7200, 7260]) {
      await sql().query('insert into sample (series_id, at, value) values ($1, $2, 5)', [
        series,
        ago(seconds),
      ])
    }
    const page = await get()
    expect(page.runs.map(({ evidence }) => evidence)).toEqual([{ status: 500, index: 1 }, null, null])
    expect(page.resources).toEqual([{ name: '/', value: 1, verdict: 'fail', detail: null }])
    expect(page.series).toEqual([{ key: 'value', unit: 'ms' }])
    expect(page.points.some(([, mean]) => mean === null)).toBe(true)
    expect(page.check).toMatchObject({ state: 'fail', running: false, intervalSeconds: 60 })
    expect(page.definition?.title).toBeTruthy()
    const sparks = (await getSystem(viewer, orders.id, { day: null })).checks.find(
      ({ id }) => id === failing,
    )?.spark
    expect(sparks?.every(([, value]) => value === 5)).toBe(true)
  })

  it('knows no series that is not there, and no range that is not offered', async () => {
    const page = await get({ range: '5y', series: 'nope' })
    expect(page.points).toEqual([])
    expect(page.window).toMatchObject({ to: now.toISOString(), from: ago(86_400).toISOString() })
  })

  it('brings the time before only where it is asked for', async () => {
    expect((await get({ compare: 'off' })).before).toBeNull()
    expect((await get({ to: ago(86_400).toISOString() })).window.isPresent).toBe(false)
    expect((await get()).before).not.toBeNull()
  })

  it('that is not there is not found', async () => {
    await expect(getCheck(viewer, newId(), checkQuery.parse({}))).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('while no worker is at work', () => {
  it('nothing passes, and every page says since when', async () => {
    await sql().query('update worker set heartbeat_at = $1', [ago(121)])
    const page = await list()
    expect(page.reading).toMatchObject({ silent: true, heartbeatAt: ago(121).toISOString() })
    expect(page.rows.every(({ counts }) => counts.ok === 0)).toBe(true)
    expect((await getSystem(viewer, orders.id, { day: null })).counts.ok).toBe(0)
    // What was failing is still the last thing known, and stays visible.
    expect((await getCheck(viewer, failing, checkQuery.parse({}))).check.state).toBe('fail')
    await sql().query('update worker set heartbeat_at = $1', [ago(5)])
    expect((await list()).reading.silent).toBe(false)
  })
})
