import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addCheck, addSystem, addWorker } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { readSystemEvents } from './system-marks-store'
import { getSystemTrends } from './system-trends-service'
import { systemTrendsQuery } from './system-trends-view'

const now = new Date('2026-11-23T12:00:00Z')
let database: TestDatabase
let viewer: Viewer
let orders: { id: string; targetId: string; address: string }

async function addSeries(checkId: string, key: string, level: number): Promise<string> {
  const id = newId()
  await sql().query(`insert into series (id, check_id, key, unit) values ($1, $2, $3, '%')`, [
    id,
    checkId,
    key,
  ])
  await sql().query(
    `insert into sample_hour (series_id, at, min, max, sum, count, last)
     select $1, date_trunc('hour', app_now()) - make_interval(hours => h), $2::float8 - 1, $2::float8 + 1, $2::float8 * 12, 12, $2
       from generate_series(1, 4400) h where h not between 50 and 80`,
    [id, level],
  )
  await sql().query(
    `insert into sample_day (series_id, at, min, max, sum, count, last)
     select $1, date_trunc('day', app_now(), 'UTC') - make_interval(days => d), $2::float8 - 1, $2::float8 + 1, $2::float8 * 288, 288, $2
       from generate_series(1, 700) d`,
    [id, level],
  )
  return id
}

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  viewer = await viewerFor(await createPerson({ email: 'okafor@example.com', role: 'viewer' }))
  await addWorker(now)
  orders = await addSystem(now, 'orders-db')
  const calm = await addCheck(now, orders, { name: 'Memory', state: 'ok', value: 40 })
  await addSeries(calm, 'value', 40)
  await addSeries(calm, 'swap', 5)
  const full = await addCheck(now, orders, {
    name: 'Disk space',
    kind: 'host.disk_free',
    state: 'fail',
    value: 95,
  })
  await addSeries(full, 'value', 95)
  const dark = await addCheck(now, orders, { name: 'Latency', kind: 'http.latency', state: 'unknown' })
  await addSeries(dark, 'value', 10)
  const other = await addSystem(now, 'calm')
  await addSeries(await addCheck(now, other, { state: 'ok' }), 'value', 1)
})
afterAll(() => database.drop())

const get = (query: object = {}) => getSystemTrends(viewer, orders.id, systemTrendsQuery.parse(query))

describe('the trends of a system', () => {
  it('hold every series of it and of no other, the most urgent first', async () => {
    const view = await get()
    expect(view.series.map(({ checkName, key }) => `${checkName} ${key}`)).toEqual([
      'Disk space value',
      'Latency value',
      'Memory value',
      'Memory swap',
    ])
    expect(view).toMatchObject({ total: 4, failing: 1, warning: 0, blind: 1, page: 1, pages: 1 })
  })

  it('moves up what runs out first among those that pass', async () => {
    const swap = (await get()).series.find(({ key }) => key === 'swap')
    await sql().query(
      `insert into capacity_forecast (check_id, key, day, system_id, computed_at, resource, measure, status, value, unit, limit_value,
         limit_label, direction, growth_per_week, earliest, middle, latest, history_days, needed_days, method, explanation, path, newest)
       values ($1, 'swap', '2026-11-23', $2, app_now(), 'swap', 'memory', 'reaches', 5, '%', 90, 'limit', 'up', 1,
         app_now() + interval '9 days', app_now() + interval '12 days', null, 60, 14, 'theil-sen', 'Straight line.', '[]', true)`,
      [swap?.checkId, orders.id],
    )
    expect((await get()).series.map(({ key }) => key)).toEqual(['value', 'value', 'swap', 'value'])
    await sql().query('delete from capacity_forecast')
  })

  it('finds by check or resource, takes signs as they are, and comes back from a page that is gone', async () => {
    expect((await get({ q: 'SWAP' })).series).toHaveLength(1)
    expect((await get({ q: '%' })).series).toHaveLength(0)
    const gone = await get({ page: 7 })
    expect([gone.page, gone.series.length]).toEqual([1, 4])
  })

  it.each([
    ['30d', 150],
    ['90d', 150],
    ['2y', 150],
  ])('%s are few points with their gaps, beside the time before', async (range, most) => {
    const view = await get({ range })
    for (const { points, before } of view.series) {
      expect(points.length).toBeGreaterThan(20)
      expect(points.length).toBeLessThanOrEqual(most + 2)
      expect(before?.length).toBeGreaterThanOrEqual(range === '2y' ? 0 : 1)
    }
    expect((await get({ range, compare: 'off' })).series[0]?.before).toBeNull()
  })

  it('break where nothing was measured', async () => {
    const [first] = (await get({ range: '7d' })).series
    expect(first?.points.some(([, mean]) => mean === null)).toBe(true)
    expect(first?.points.filter(([, mean]) => mean !== null).every(([, mean]) => mean === 95)).toBe(true)
  })

  it('are marked with what happened then, and with nothing else', async () => {
    const at = (days: number) => new Date(now.getTime() - days * 86_400_000)
    for (const days of [3, 50]) {
      await sql().query(
        `insert into migration (id, system_id, kind, title, happened_at, note, recorded_at)
         values ($1, $2, 'migration', 'to PostgreSQL 18', $3, '', $3)`,
        [newId(), orders.id, at(days)],
      )
    }
    expect((await get()).marks).toEqual([
      {
        at: at(3).getTime(),
        kind: 'deploy',
        label: 'to PostgreSQL 18',
        href: `/systems/${orders.id}/proofs`,
      },
    ])
    expect((await get({ range: '90d' })).marks).toHaveLength(2)
  })

  it('of a system that is not there are not found', async () => {
    await expect(getSystemTrends(viewer, newId(), systemTrendsQuery.parse({}))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})

describe('marks of incidents', () => {
  const at = (hour: number) => new Date(`2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`)
  const addFinding = async (title: string, firstSeen: Date) => {
    const id = newId()
    await sql().query(
      `insert into finding (id, system_id, fingerprint, origin, kind, title, detail, remediation, severity,
                            severity_reason, state, state_since, first_seen, last_seen, sla_start, due)
       values ($1, $2, $1::uuid::text, 'manual', 'defect', $3, 'It', 'is', 'critical', 'so', 'open', $4, $4, $4, $4, $4)`,
      [id, orders.id, title, firstSeen],
    )
    return id
  }

  it('are those on record; a critical finding stands for one where none is', async () => {
    const origin = await addFinding('Began it', at(1))
    await addFinding('Seen while it went on', at(3))
    await addFinding('Of another day', at(9))
    await sql().query(
      `insert into incident (id, system_id, title, detail, started_at, detected_at, ended_at, detected_by, severity, finding_id,
                             state, recorded_at, evidence_ids)
       values ($1, $2, 'Nobody could order', 'x', $3, $3, $4, 'users', 'high', $5, 'open', $4, '{}')`,
      [newId(), orders.id, at(2), at(4), origin],
    )
    const marks = (await readSystemEvents(orders.id, at(0), at(23)))
      .filter(({ kind }) => kind !== 'migration')
      .map(({ kind, label }) => [kind, label])
    expect(marks).toEqual([
      ['finding', 'Of another day'],
      ['incident', 'Nobody could order'],
    ])
  })
})
