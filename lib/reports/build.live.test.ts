import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { inSqlTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { partitionFamilies } from '@/lib/engine/duties/partition-plan'
import { duties } from '@/lib/engine/duties/run-due-duty'
import { audited } from '@/scripts/testing/audited'
import {
  days,
  eventRow,
  findingRow,
  hours,
  lookedAt,
  put,
  systemRow,
  weekTo,
  world,
} from '@/scripts/testing/planted-report-rows'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { buildDueReports, buildRequestedReports } from './build-due'
import { buildReport } from './build-report'
import { weekNamed } from './periods'
import { reportsQuery } from './schema'
import {
  changeReportSettings,
  getReport,
  getReportRequest,
  getReportSettings,
  latestReport,
  listReports,
  recentNumbers,
  recomputeReport,
  requestReport,
} from './service'
import { expiringSources } from './sources'
import { buildWorld } from './testing/planted-world'

let database: TestDatabase
let admin: Viewer
let maintainer: Viewer
let reader: Viewer
beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(lookedAt)
  await buildWorld()
  admin = await viewerFor(await createPerson({ email: 'admin@example.com', role: 'admin' }))
  maintainer = await viewerFor(await createPerson({ email: 'max@example.com', role: 'maintainer' }))
  reader = await viewerFor(await createPerson({ email: 'rita@example.com', role: 'viewer' }))
})
afterAll(() => database.drop())

beforeEach(async () => {
  await database.setNow(lookedAt)
  await sql().query(
    `insert into duty (name, watermark) select unnest(array['roll-up-runs', 'roll-up-samples']), $1
     on conflict (name) do update set watermark = excluded.watermark`,
    [lookedAt],
  )
})
afterEach(async () => {
  await emptyTables('report', 'report_request', 'instance_setting')
})

const reports = async () =>
  (
    await sql().query<{ scope: string; week: string; team: string | null }>(
      `select scope, week, team_name as team from report order by period_to, scope, team_name`,
    )
  ).rows

describe('weekly reports', () => {
  it('are built once the week is over: of everything, and of each team', async () => {
    expect(await buildDueReports()).toBe(3)
    expect(await reports()).toEqual([
      { scope: 'instance', week: '2026-W47', team: null },
      { scope: 'team', week: '2026-W47', team: 'Payments' },
      { scope: 'team', week: '2026-W47', team: 'Shop' },
    ])
    expect(await buildDueReports()).toBe(0)
  })

  it('are one when two workers build them at the same moment', async () => {
    const built = await Promise.all([buildDueReports(), buildDueReports(), buildDueReports()])
    expect(built.reduce((sum, count) => sum + count, 0)).toBe(3)
    expect(await reports()).toHaveLength(3)
  })

  it('wait until the last hour of the week is rolled up', async () => {
    await database.setNow(hours(weekTo, 0.1))
    await sql().query(`update duty set watermark = $1`, [hours(weekTo, -1)])
    expect(await buildDueReports()).toBe(0)
    await sql().query(`update duty set watermark = $1`, [weekTo])
    expect(await buildDueReports()).toBe(3)
  })

  it('are built late after a silence, each week of it', async () => {
    await buildDueReports()
    await database.setNow(days(weekTo, 16))
    expect(await buildDueReports()).toBe(0)
    // Somebody is back, and has settled.
    await inSqlTransaction((on) =>
      put(on, 'worker', {
        id: newId(),
        host: 'here',
        pid: 3,
        started_at: hours(days(weekTo, 16), -1),
        heartbeat_at: days(weekTo, 16),
        statistics: {},
      }),
    )
    await sql().query(`update duty set watermark = $1`, [days(weekTo, 16)])
    expect(await buildDueReports()).toBe(6)
    expect((await reports()).filter(({ scope }) => scope === 'instance').map(({ week }) => week)).toEqual([
      '2026-W47',
      '2026-W48',
      '2026-W49',
    ])
    const report = await getReport(reader, '2026-W48')
    expect(report.facts.blindSpots.workerDownSeconds).toBeGreaterThan(6 * 86_400)
    expect(report.facts.coverage.currentChecks).toBe(0)
    expect(report.facts.previous).toEqual((await getReport(reader, '2026-W47')).numbers)
    expect(report).toMatchObject({ older: { week: '2026-W47' }, newer: { week: '2026-W49' } })
    await sql().query('delete from worker where pid = 3')
  })

  it('follow the zone of the installation', async () => {
    await changeReportSettings(admin, { zone: 'Pacific/Kiritimati' })
    // Fourteen hours ahead: there the week has ended on our Sunday.
    await database.setNow(new Date('2026-11-22T10:05:00Z'))
    expect(await buildDueReports()).toBe(3)
    expect(await getReport(reader, '2026-W47')).toMatchObject({
      from: '2026-11-15T10:00:00.000Z',
      to: '2026-11-22T10:00:00.000Z',
      zone: 'Pacific/Kiritimati',
    })
    // Moving west, the same week does not end a second time.
    await changeReportSettings(admin, { zone: 'America/Los_Angeles' })
    await database.setNow(lookedAt)
    expect(await buildDueReports()).toBe(0)
  })
})

describe('a stored report', () => {
  const build = async () => {
    const week = weekNamed('2026-W47', 'UTC')
    if (!week) throw new Error('there is such a week')
    const order = {
      scope: { kind: 'instance' as const },
      week: week.name,
      from: week.from,
      to: week.to,
      zone: 'UTC',
    }
    return buildReport(order)
  }

  it('has the checksum of its text, and is read from it alone', async () => {
    const { id } = await build()
    const { rows } = await sql().query<{ payload: string; sha256: string }>(
      'select payload, sha256 from report',
    )
    expect(
      createHash('sha256')
        .update(rows[0]?.payload ?? '')
        .digest('hex'),
    ).toBe(rows[0]?.sha256)
    await sql().query(`update system set name = 'renamed' where id = $1`, [world.orders])
    const report = await getReport(reader, id)
    expect(JSON.stringify(report)).not.toContain('renamed')
    expect(report).toMatchObject({
      isIntact: true,
      week: '2026-W47',
      href: '/reports/2026-W47',
      scopeName: 'All systems',
    })
    expect(report.title).toBe(report.document.title)
    expect(await latestReport(reader)).toMatchObject({ id, headline: report.document.headline.text })
    expect(await recentNumbers({ kind: 'instance' }, 5)).toMatchObject([
      { week: '2026-W47', numbers: report.numbers },
    ])
    await sql().query(`update system set name = 'orders-db' where id = $1`, [world.orders])
  })

  it('cannot be changed or removed', async () => {
    await build()
    await expect(sql().query(`update report set payload = '{}'`)).rejects.toThrow()
    await expect(sql().query(`update report set numbers = '{}'`)).rejects.toThrow()
    await expect(sql().query('delete from report')).rejects.toThrow()
  })

  it('shows that its text was touched', async () => {
    const { id } = await build()
    await inSqlTransaction(async (on) => {
      await on.query(`set local session_replication_role = 'replica'`)
      await on.query(`update report set payload = replace(payload, '"systems":3', '"systems":9')`)
    })
    expect((await getReport(reader, id)).isIntact).toBe(false)
  })

  it('comes out the same when it is read again', async () => {
    const { id } = await build()
    await database.setNow(days(lookedAt, 100))
    expect(await recomputeReport(reader, id)).toEqual({
      isEqual: true,
      differences: [],
      expired: [],
      sentence: 'Read again, every number is the same.',
    })
  })

  it('says which number is another one when something was written into the past', async () => {
    const { id } = await build()
    await inSqlTransaction(async (on) => {
      const finding = newId()
      await put(on, 'finding', findingRow(finding, { number: 77 }))
      await put(on, 'finding_event', eventRow(finding, days(weekTo, -3), 'opened', { to_state: 'open' }))
    })
    const again = await recomputeReport(reader, id)
    expect(again.differences).toEqual([
      { number: 'openFindings', stored: 1, now: 2 },
      { number: 'opened', stored: 0, now: 1 },
    ])
    expect(again.sentence).toContain('although every source is still kept')
  })

  it('says which sources do not reach back any more', async () => {
    const { id } = await build()
    await database.setNow(days(lookedAt, 420))
    const again = await recomputeReport(reader, id)
    expect(again.expired.map(({ source }) => source)).toEqual(expiringSources.map(({ name }) => name))
    expect(again.expired[0]).toMatchObject({ keptSince: '2026-12-17T00:00:00.000Z' })
    expect(again.sentence).toContain('do not reach back that far any more')
  })

  it.each(['2026-W46', '2026-W99', 'x', newId()])('of %s there is none', async (key) => {
    await expect(getReport(reader, key)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(recomputeReport(reader, key)).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('a report that somebody asks for', () => {
  const form = { team: null, firstDay: '2026-11-01', lastDay: '2026-11-10', zone: 'Europe/Berlin' }

  it('is asked for, built and found', async () => {
    const { result, row } = await audited('report.request', () => requestReport(maintainer, form))
    expect(row).toMatchObject({ actor_label: 'max@example.com', entity_id: result.requestId, after: form })
    expect(await getReportRequest(reader, result.requestId)).toMatchObject({
      state: 'waiting',
      requestedBy: 'max',
    })
    expect(await buildRequestedReports()).toBe(1)
    const done = await getReportRequest(reader, result.requestId)
    expect(done).toMatchObject({ state: 'done', fault: null, href: `/reports/${done.reportId}` })
    expect(await getReport(reader, done.reportId ?? '')).toMatchObject({
      kind: 'on-demand',
      week: null,
      from: '2026-10-31T23:00:00.000Z',
      to: '2026-11-10T23:00:00.000Z',
    })
    const page = await listReports(reader, reportsQuery.parse({}))
    expect(page).toMatchObject({ total: 1, mayBuild: false, mayChange: false, next: { week: '2026-W48' } })
    expect(page.requests).toMatchObject([{ id: result.requestId, state: 'done' }])
  })

  it('of a period that still runs has the facts until now', async () => {
    await requestReport(maintainer, { ...form, lastDay: '2026-11-30' })
    await buildRequestedReports()
    const [head] = (await listReports(reader, reportsQuery.parse({ kind: 'on-demand' }))).reports
    expect((await getReport(reader, head?.id ?? '')).facts.asOf).toBe(lookedAt.toISOString())
  })

  it('of a team is listed with the team', async () => {
    await requestReport(maintainer, { ...form, team: world.shopTeam })
    await buildRequestedReports()
    const page = await listReports(reader, reportsQuery.parse({ team: world.shopTeam }))
    expect(page.reports).toMatchObject([{ scope: 'team', scopeName: 'Shop', teamId: world.shopTeam }])
    expect((await listReports(reader, reportsQuery.parse({ team: world.payments }))).total).toBe(0)
  })

  it('is one report, although the worker died between building and saying so', async () => {
    const { requestId } = await requestReport(maintainer, form)
    await buildRequestedReports()
    await sql().query('update report_request set finished_at = null, report_id = null')
    expect(await buildRequestedReports()).toBe(1)
    expect((await sql().query('select 1 from report')).rowCount).toBe(1)
    expect(await getReportRequest(reader, requestId)).toMatchObject({ state: 'done', reportId: requestId })
  })

  it('is built by one of two workers', async () => {
    await requestReport(maintainer, form)
    const dealt = await Promise.all([buildRequestedReports(), buildRequestedReports()])
    expect(dealt.reduce((sum, count) => sum + count, 0)).toBe(1)
  })

  it('is given up after a day in which nobody built it', async () => {
    const { requestId } = await requestReport(maintainer, form)
    await database.setNow(days(lookedAt, 2))
    await buildRequestedReports()
    expect(await getReportRequest(reader, requestId)).toMatchObject({
      state: 'failed',
      fault: expect.stringContaining('within a day'),
    })
  })

  it.each([
    ['the wrong way round', { ...form, lastDay: '2026-10-01' }, 'lastDay'],
    ['too long', { ...form, firstDay: '2024-01-01' }, 'firstDay'],
    ['of the future', { ...form, firstDay: '2026-12-01', lastDay: '2026-12-02' }, 'firstDay'],
    ['of no team', { ...form, team: newId() }, 'team'],
  ])('is refused: %s', async (_name, wrong, field) => {
    await expect(requestReport(maintainer, wrong)).rejects.toMatchObject({
      kind: 'invalid',
      fields: { [field]: expect.any(String) },
    })
  })

  it('is refused to readers, and to whoever has asked for many', async () => {
    await expect(requestReport(reader, form)).rejects.toMatchObject({ kind: 'forbidden' })
    for (let count = 0; count < 5; count += 1) await requestReport(maintainer, form)
    await expect(requestReport(maintainer, form)).rejects.toMatchObject({ kind: 'too-many' })
  })

  it('is refused to whoever has asked for twenty within an hour, although all are built', async () => {
    for (let count = 0; count < 20; count += 1) {
      await requestReport(maintainer, form)
      await sql().query('update report_request set finished_at = app_now(), fault = $1', ['built elsewhere'])
    }
    await expect(requestReport(maintainer, form)).rejects.toThrow('20 reports in one hour')
    await database.setNow(new Date(lookedAt.getTime() + 3_601_000))
    await expect(requestReport(maintainer, form)).resolves.toBeDefined()
  })

  it('of a day that its zone skipped is refused with a sentence', async () => {
    const skipped = { ...form, firstDay: '2011-12-30', lastDay: '2011-12-30', zone: 'Pacific/Apia' }
    await expect(requestReport(maintainer, skipped)).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('checked again by many at once reads the records for two of them only, and once for the same report', async () => {
    for (let count = 0; count < 3; count += 1) await requestReport(maintainer, form)
    await buildRequestedReports()
    const { reports } = await listReports(reader, reportsQuery.parse({ kind: 'on-demand' }))
    const ids = reports.map(({ id }) => id)
    const asked = await Promise.allSettled([...ids, ...ids].map((id) => recomputeReport(reader, id)))
    const refused = asked.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(2)
    expect(refused).toMatchObject([{ reason: { kind: 'too-many' } }, { reason: { kind: 'too-many' } }])
    await expect(recomputeReport(reader, ids[2] ?? '')).resolves.toMatchObject({ isEqual: true })
  })

  it('of nothing but new systems says that nothing was there', async () => {
    await inSqlTransaction((on) =>
      put(on, 'system', systemRow(newId(), 'late', { created_at: days(lookedAt, 1) })),
    )
    await requestReport(maintainer, { ...form, firstDay: '2026-01-01', lastDay: '2026-01-02' })
    await buildRequestedReports()
    const [head] = (await listReports(reader, reportsQuery.parse({ kind: 'on-demand' }))).reports
    expect(head?.numbers).toMatchObject({ systems: 0, checks: 0, redFlags: null, medianPosture: null })
  })
})

describe('settings', () => {
  it('are decided by administrators, and written down', async () => {
    expect(await getReportSettings(reader)).toEqual({ zone: 'UTC' })
    await expect(changeReportSettings(maintainer, { zone: 'UTC' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const { row } = await audited('report.change-settings', () =>
      changeReportSettings(admin, { zone: 'Europe/Berlin' }),
    )
    expect(row).toMatchObject({ before: { zone: 'UTC' }, after: { zone: 'Europe/Berlin' } })
    expect(await getReportSettings(reader)).toEqual({ zone: 'Europe/Berlin' })
  })
})

it('the engine builds them by itself', () => {
  expect(duties.map(({ name }) => name)).toEqual(expect.arrayContaining(['reports', 'report-requests']))
})

it('sources are said to be kept as long as they are', () => {
  const months = Object.fromEntries(
    partitionFamilies.flatMap(({ table, keep, retention }) =>
      'months' in keep && retention !== 'short' ? [[table, keep.months]] : [],
    ),
  )
  for (const { table, months: said } of expiringSources)
    if (table in months) expect({ table, said }).toEqual({ table, said: months[table] })
})
