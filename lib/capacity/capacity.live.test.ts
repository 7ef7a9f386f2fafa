import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { audited } from '@/scripts/testing/audited'
import { addTestSystem, type TestCheck } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { forecastDue } from './forecast-due'
import { capacityQuery, seriesQuery } from './schema'
import { forecastNow, getCapacity, getCapacitySeries, getSystemCapacity } from './service'
import { forecastsAsOf, readSoonest } from './store'

// Forecasts in a real database: once a day, kept for ever, read by pages, Today and reports.

const start = new Date('2026-11-23T10:00:00Z')
const day = 86_400_000
let database: TestDatabase
let cast: Cast
let now = start

const moveBy = async (days: number) => {
  now = new Date(now.getTime() + days * day)
  await database.setNow(now)
}

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(start)
  cast = await createCast()
})
afterAll(() => database.drop())
beforeEach(async () => {
  now = start
  await database.setNow(start)
  await emptyTables(
    'system',
    'run',
    'sample',
    'sample_hour',
    'sample_day',
    'series',
    'capacity_forecast',
    'finding',
  )
})

const noise = (index: number) => 0.3 * Math.sin(index * 2.4)

/** A system with one check, on a target of its own name. */
async function addSystem(name: string, check: TestCheck, { criticality = 'medium', address = name } = {}) {
  const { systemId, checkIds } = await addTestSystem({ kind: 'host', address, config: {} }, [check])
  await prisma().system.update({
    where: { id: systemId },
    data: { name, criticality, teamId: cast.team, ownerId: cast.people.maintainer.id },
  })
  return { systemId, checkId: checkIds[0] as string }
}

/** One value for each of the last days, the last one of today. */
async function addSeries(checkId: string, key: string, values: readonly number[], unit = '%') {
  const id = newId()
  await sql().query('insert into series (id, check_id, key, unit) values ($1, $2, $3, $4)', [
    id,
    checkId,
    key,
    unit,
  ])
  const midnight = Math.floor(now.getTime() / day) * day
  await sql().query(
    `insert into sample_day (series_id, at, min, max, sum, count, last)
     select $1, i.at, i.v, i.v, i.v, 1, i.v from unnest($2::timestamptz[], $3::float8[]) as i(at, v)`,
    [id, values.map((_value, index) => new Date(midnight - (values.length - 1 - index) * day)), values],
  )
  return id
}

const rising = (days: number, last: number, perDay: number) =>
  Array.from({ length: days }, (_unused, index) => last - perDay * (days - 1 - index) + noise(index))
const disk = { kind: 'host.disk_free' }
const soon = capacityQuery.parse({})
const anyone = () => cast.people.viewer

describe('forecasts', () => {
  it('are made once a day for each series, and every one is kept', async () => {
    const { checkId } = await addSystem('orders-db', disk)
    await addSeries(checkId, '/', rising(40, 60, 0.5))
    await addSeries(checkId, '/var', rising(40, 80, 0.5))
    await addSeries(checkId, 'value', rising(40, 80, 0.5))
    expect(await forecastDue()).toMatchObject({ series: 2 })
    expect(await forecastDue()).toMatchObject({ series: 0 })
    await moveBy(1)
    expect(await forecastDue()).toMatchObject({ series: 2 })
    const { rows } = await sql().query(
      `select key, count(*)::int as all, count(*) filter (where newest)::int as newest,
              count(*) filter (where path <> '[]')::int as paths
         from capacity_forecast group by key order by key`,
    )
    expect(rows).toEqual([
      { key: '/', all: 2, newest: 1, paths: 1 },
      { key: '/var', all: 2, newest: 1, paths: 1 },
    ])
  })

  it('take the value of a check only while it has no series for its resources', async () => {
    const { checkId } = await addSystem('orders-db', { kind: 'pg.sequence_exhaustion' })
    await addSeries(checkId, 'value', rising(30, 50, 0.1))
    await forecastDue()
    expect((await getCapacity(anyone(), capacityQuery.parse({ view: 'later' }))).rows[0]?.resource).toBe(
      'fullest sequence',
    )
    await addSeries(checkId, 'public.ids', rising(30, 50, 0.1))
    await moveBy(1)
    expect(await forecastDue()).toMatchObject({ series: 1 })
  })

  it('say "too little history" instead of guessing, and open nothing', async () => {
    const { checkId } = await addSystem('orders-db', disk)
    await addSeries(checkId, '/var', rising(9, 93, 3))
    expect(await forecastDue()).toEqual({ series: 1, raised: 0, cleared: 0 })
    const page = await getCapacity(anyone(), soon)
    expect(page.rows).toEqual([])
    expect(page.counts).toEqual({ soon: 0, later: 0, waiting: 1, unlimited: 0 })
    expect(page.waiting[0]).toMatchObject({ status: 'too-little-history', historyDays: 8, neededDays: 14 })
  })

  it('know the end of a certificate to the second, and leave its warning to its own check', async () => {
    const { systemId, checkId } = await addSystem(
      'shop',
      { kind: 'tls.expiry' },
      { address: 'shop.example.com:443' },
    )
    await addSeries(checkId, 'value', [3], 'days')
    const end = '2026-11-26T07:08:09.000Z'
    await sql().query(
      `insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, evidence, trigger)
       values ($1, $2, 'long', $2, 5, 'fail', 'soon', $3, 'schedule')`,
      [
        checkId,
        new Date(start.getTime() - 3_600_000),
        {
          facts: {
            chain: [
              { role: 'leaf', validTo: end },
              { role: 'root', validTo: '2026-11-24T00:00:00Z' },
            ],
          },
        },
      ],
    )
    expect(await forecastDue()).toEqual({ series: 1, raised: 0, cleared: 0 })
    const { rows } = await getSystemCapacity(anyone(), systemId)
    expect(rows[0]).toMatchObject({
      resource: 'certificate of shop.example.com:443',
      status: 'reaches',
      earliest: end,
      middle: end,
      latest: end,
      value: 2.9,
    })
  })

  it('of what is gone for a month, or with its check, are history', async () => {
    const { checkId } = await addSystem('orders-db', disk)
    await addSeries(checkId, '/old', rising(40, 60, 0.1))
    await forecastDue()
    await moveBy(29)
    await forecastDue()
    expect((await getCapacity(anyone(), soon)).all).toBe(1)
    await moveBy(3)
    await forecastDue()
    expect((await getCapacity(anyone(), soon)).all).toBe(0)
    const kept = async () =>
      (await sql().query<{ n: number }>('select count(*)::int as n from capacity_forecast')).rows[0]?.n
    expect(await kept()).toBe(2)
    await moveBy(366)
    await forecastDue()
    expect(await kept()).toBe(1)
    await moveBy(30)
    await forecastDue()
    expect(await kept()).toBe(0)
  })

  it('without a known limit are listed apart, with what to do', async () => {
    const { checkId } = await addSystem(
      'orders-db',
      { kind: 'pg.db_size_growth' },
      { address: '10.0.0.1:5432/shop' },
    )
    await addSeries(checkId, 'size', rising(40, 60e9, 1e9), 'bytes')
    await forecastDue()
    const page = await getCapacity(anyone(), capacityQuery.parse({ view: 'unlimited' }))
    expect(page.rows[0]).toMatchObject({
      resource: 'database shop',
      limit: null,
      limitLabel: expect.stringContaining('settings of its check'),
      planHref: null,
    })
    expect(page.rows[0]?.growthPerWeek).toBeGreaterThan(6e9)
  })
})

describe('a finding', () => {
  const found = async () =>
    (
      await sql().query<{ number: number; state: string; severity: string; due: Date; owner: string }>(
        'select number, state, severity, due, owner_id as owner from finding order by number',
      )
    ).rows

  it('opens by the pessimistic edge, belongs to the owner, is due before the edge, and is not opened twice', async () => {
    const { checkId, systemId } = await addSystem('orders-db', disk)
    await addSeries(checkId, '/var', rising(60, 84, 0.6))
    expect(await forecastDue()).toEqual({ series: 1, raised: 1, cleared: 0 })
    const [finding, ...others] = await found()
    expect(others).toEqual([])
    const [row] = await readSoonest(5)
    expect(finding).toMatchObject({ state: 'open', severity: 'medium', owner: cast.people.maintainer.id })
    expect(finding?.due.getTime()).toBe(row?.earliest?.getTime())
    const { rows } = await getSystemCapacity(cast.people.maintainer, systemId)
    expect(rows[0]).toMatchObject({ finding: finding?.number, planHref: null })
    await moveBy(1)
    expect(await forecastDue()).toMatchObject({ raised: 0 })
    expect(await found()).toHaveLength(1)
  })

  it('waits while nothing new is known, and is verified when the edge is far away', async () => {
    const { checkId } = await addSystem('orders-db', disk)
    const series = await addSeries(checkId, '/var', rising(60, 84, 0.6))
    await forecastDue()
    // A fortnight without a measurement says nothing.
    await moveBy(14)
    expect(await forecastDue()).toEqual({ series: 1, raised: 0, cleared: 0 })
    expect((await found())[0]?.state).toBe('open')
    // The volume was made twice as large, and a month was measured since.
    await sql().query('delete from sample_day where series_id = $1', [series])
    await sql().query('delete from series where id = $1', [series])
    await moveBy(31)
    await addSeries(checkId, '/var', rising(32, 45, 0.02))
    expect(await forecastDue()).toMatchObject({ cleared: 1 })
    expect((await found())[0]?.state).toBe('verified')
  })
})

describe('what others read', () => {
  it('is what runs out soonest, of all or of some', async () => {
    const near = await addSystem('near', disk)
    const far = await addSystem('far', disk)
    const calm = await addSystem('calm', disk)
    await addSeries(near.checkId, '/', rising(60, 90, 0.5))
    await addSeries(far.checkId, '/', rising(60, 60, 0.5))
    await addSeries(calm.checkId, '/', rising(60, 30, 0))
    await forecastDue()
    expect((await readSoonest(10)).map(({ systemName }) => systemName)).toEqual(['near', 'far'])
    expect((await readSoonest(1)).map(({ systemName }) => systemName)).toEqual(['near'])
    expect(
      (await readSoonest(10, [far.systemId, calm.systemId])).map(({ systemName }) => systemName),
    ).toEqual(['far'])
    expect(await readSoonest(10, [])).toEqual([])
    expect((await readSoonest(1))[0]?.path.length).toBeGreaterThan(40)
  })

  it('is what was known at an instant, and never changes afterwards', async () => {
    const { systemId, checkId } = await addSystem('orders-db', disk)
    await addSeries(checkId, '/var', rising(60, 80, 0.5))
    await forecastDue()
    const asOf = new Date(now.getTime() + 3_600_000)
    const before = await forecastsAsOf(asOf)
    expect(before).toHaveLength(1)
    await moveBy(2 / 24)
    await forecastNow(cast.people.maintainer, systemId)
    await moveBy(1)
    await forecastDue()
    expect(await forecastsAsOf(asOf)).toEqual(before)
    expect(await forecastsAsOf(asOf, [systemId])).toEqual(before)
    expect(await forecastsAsOf(asOf, [newId()])).toEqual([])
    // Before the first, and three days after the last, nothing was known.
    expect(await forecastsAsOf(new Date(start.getTime() - 1))).toEqual([])
    expect(await forecastsAsOf(new Date(now.getTime() + 3.1 * day))).toEqual([])
    expect((await forecastsAsOf(new Date(now.getTime() + 2.9 * day)))[0]?.computedAt).toEqual(now)
  })
})

describe('the pages', () => {
  it('filter by kind, criticality and words, and count each view under the filter', async () => {
    const shop = await addSystem('shop-db', disk, { criticality: 'critical' })
    const mail = await addSystem('mail_host', { kind: 'host.inodes' })
    await addSeries(shop.checkId, '/var', rising(60, 80, 0.5))
    await addSeries(mail.checkId, '/', rising(60, 20, -0.2))
    await forecastDue()
    const names = async (query: object) =>
      (await getCapacity(anyone(), capacityQuery.parse(query))).rows.map(({ systemName }) => systemName)
    expect(await names({})).toEqual(['shop-db', 'mail_host'])
    expect(await names({ measure: 'inodes' })).toEqual(['mail_host'])
    expect(await names({ criticality: 'critical' })).toEqual(['shop-db'])
    expect(await names({ q: 'VAR' })).toEqual(['shop-db'])
    // Literal: these are no wildcards.
    expect(await names({ q: 'p_d' })).toEqual([])
    expect(await names({ q: 'l_h' })).toEqual(['mail_host'])
    expect(await names({ q: '%' })).toEqual([])
    const page = await getCapacity(anyone(), capacityQuery.parse({ measure: 'inodes' }))
    expect(page.counts.soon).toBe(1)
    expect(page).toMatchObject({ all: 2, first: { systemName: 'shop-db' } })
    expect(page.rows[0]).toMatchObject({ direction: 'down', limit: 5, resource: 'free inodes of /' })
  })

  it('answer a what-if beyond what there is, without storing anything', async () => {
    const { checkId } = await addSystem('orders-db', disk)
    await addSeries(checkId, '/var', rising(60, 80, 0.5))
    await forecastDue()
    const ask = (query: object) =>
      getCapacitySeries(anyone(), checkId, seriesQuery.parse({ series: '/var', ...query }))
    const plain = await ask({})
    expect(plain.whatIf).toBeNull()
    const twice = await ask({ limit: '190' })
    const at = (text: string | null | undefined) => (text ? Date.parse(text) : Number.POSITIVE_INFINITY)
    expect(twice.whatIf).toMatchObject({ limit: 190, growth: 100 })
    expect(at(twice.whatIf?.earliest)).toBeGreaterThan(at(plain.row.earliest))
    const faster = await ask({ growth: '200' })
    expect(at(faster.whatIf?.middle)).toBeLessThan(at(plain.row.middle))
    expect((await ask({})).row).toEqual(plain.row)
    // What cannot be asked is not asked.
    expect((await ask({ limit: 'much', growth: '-5' })).whatIf).toBeNull()
  })

  it('know nothing of a series that is not there', async () => {
    const query = seriesQuery.parse({ series: '/' })
    for (const id of [newId(), 'x', ''])
      await expect(getCapacitySeries(anyone(), id, query)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('offer the plan to those who may triage, with system, owner and the day before the edge', async () => {
    const { systemId, checkId } = await addSystem('orders-db', disk)
    await addSeries(checkId, '/var', rising(60, 60, 0.4))
    await forecastDue()
    const hrefFor = async (viewer: typeof cast.people.viewer) =>
      (await getSystemCapacity(viewer, systemId)).rows[0]?.planHref ?? null
    expect(await hrefFor(cast.people.viewer)).toBeNull()
    expect(await hrefFor(cast.people.outsider)).toBeNull()
    const href = new URL((await hrefFor(cast.people.maintainer)) ?? '', 'http://x')
    const [row] = await readSoonest(1)
    expect(href.searchParams.get('system')).toBe(systemId)
    expect(href.searchParams.get('owner')).toBe(cast.people.maintainer.id)
    expect(href.searchParams.get('due')).toBe(
      new Date((row?.earliest?.getTime() ?? 0) - day).toISOString().slice(0, 10),
    )
    expect(href.searchParams.get('title')).toMatch(/^Make room before .+: \/var of orders-db$/)
  })
})

describe('forecasting on demand', () => {
  it('is audited, and open to those who maintain the system', async () => {
    const { systemId, checkId } = await addSystem('orders-db', disk)
    await addSeries(checkId, '/var', rising(60, 80, 0.5))
    const { row } = await audited('capacity.forecast', () => forecastNow(cast.people.maintainer, systemId))
    expect(row).toMatchObject({ entity: 'system', entity_id: systemId, after: { series: 1 } })
    for (const who of [cast.people.viewer, cast.people.outsider])
      await expect(forecastNow(who, systemId)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(forecastNow(cast.people.admin, newId())).rejects.toMatchObject({ kind: 'not-found' })
    await expect(forecastNow(cast.people.admin, 'x')).rejects.toMatchObject({ kind: 'not-found' })
  })
})
