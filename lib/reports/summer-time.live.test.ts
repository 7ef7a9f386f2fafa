import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { inSqlTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { days, eventRow, findingRow, hours, put } from '@/scripts/testing/planted-report-rows'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { buildDueReports } from './build-due'
import { weekBefore } from './periods'
import { scheduleDeliveries } from './schedule-deliveries'
import { changeReportSettings, getReport } from './service'
import { subscriptionForm } from './subscription-schema'
import { saveSubscription } from './subscription-service'
import { buildWorld } from './testing/planted-world'

// Weeks in which the clock is changed, east and west of UTC: what belongs to them, when they are built, when they are sent.

let database: TestDatabase
let admin: Viewer
let reader: Viewer
beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(new Date('2026-09-14T12:00:00Z'))
  await buildWorld()
  admin = await viewerFor(await createPerson({ email: 'admin@example.com', role: 'admin' }))
  reader = await viewerFor(await createPerson({ email: 'rita@example.com', role: 'viewer' }))
  await sql().query(
    `insert into duty (name, watermark) select unnest(array['roll-up-runs', 'roll-up-samples']), $1::timestamptz`,
    [new Date('2028-01-01T00:00:00Z')],
  )
})
afterAll(() => database.drop())
afterEach(() =>
  emptyTables(
    'report',
    'report_subscription',
    'report_delivery',
    'outbox_message',
    'instance_setting',
    'finding',
  ),
)

/** A finding that was opened at that moment. */
const openAt = (at: Date, due = days(at, 300)) =>
  inSqlTransaction(async (on) => {
    const id = newId()
    await put(on, 'finding', findingRow(id, { first_seen: at, state_since: at, due }))
    await put(on, 'finding_event', eventRow(id, at, 'opened', { to_state: 'open' }))
  })

/** A worker that was alive from the beginning of the week until an hour after its end. */
const attend = (from: Date, to: Date) =>
  inSqlTransaction((on) =>
    put(on, 'worker', {
      id: newId(),
      host: 'here',
      pid: 7,
      started_at: hours(from, -1),
      heartbeat_at: hours(to, 1),
      statistics: {},
    }),
  )

describe('a week in which the clock is changed', () => {
  it.each([
    ['Europe/Berlin', 'back', '2026-W43', '2026-10-18T22:00Z', '2026-10-25T23:00Z', 169, '2026-10-26T05:00Z'],
    ['Europe/Berlin', 'on', '2027-W12', '2027-03-21T23:00Z', '2027-03-28T22:00Z', 167, '2027-03-29T04:00Z'],
    [
      'America/New_York',
      'back',
      '2026-W44',
      '2026-10-26T04:00Z',
      '2026-11-02T05:00Z',
      169,
      '2026-11-02T11:00Z',
    ],
    [
      'America/New_York',
      'on',
      '2027-W10',
      '2027-03-08T05:00Z',
      '2027-03-15T04:00Z',
      167,
      '2027-03-15T10:00Z',
    ],
    [
      'Pacific/Auckland',
      'on',
      '2026-W39',
      '2026-09-20T12:00Z',
      '2026-09-27T11:00Z',
      167,
      '2026-09-27T17:00Z',
    ],
    [
      'Pacific/Auckland',
      'back',
      '2027-W13',
      '2027-03-28T11:00Z',
      '2027-04-04T12:00Z',
      169,
      '2027-04-04T18:00Z',
    ],
  ])('in %s, %s: %s', async (zone, _change, week, begins, ends, length, six) => {
    const [from, to, sent] = [new Date(begins), new Date(ends), new Date(six)]
    expect((to.getTime() - from.getTime()) / 3_600_000).toBe(length)
    await database.setNow(hours(from, 1))
    await changeReportSettings(admin, { zone })
    await saveSubscription(
      reader,
      subscriptionForm.parse({
        scope: 'instance',
        timing: 'scheduled',
        weekday: '1',
        time: '06:00',
        timeZone: zone,
      }),
    )
    await attend(from, to)
    // What happens at the first moment belongs to the week, what happens at the last one to the next.
    for (const at of [hours(from, -0.001), from, hours(to, -0.001), to]) await openAt(at)

    // Due in the last half hour of this week, and in the first one of the next.
    for (const due of [hours(to, -0.5), hours(to, 0.5)]) await openAt(days(from, -1), due)

    // The week before comes late, and is sent at once. What it calls next week is this one, by the calendar.
    await database.setNow(hours(to, -0.01))
    await buildDueReports()
    const { facts } = await getReport(reader, weekBefore({ name: week, from, to }, zone).name)
    expect(facts.nextWeek.items.filter(({ kind }) => kind === 'finding-due')).toMatchObject([
      { at: hours(to, -0.5).toISOString() },
    ])
    expect(await scheduleDeliveries()).toBe(1)
    await expect(getReport(reader, week)).rejects.toMatchObject({ kind: 'not-found' })
    await database.setNow(hours(to, 0.1))
    await buildDueReports()
    const report = await getReport(reader, week)
    expect(report).toMatchObject({ week, zone, from: from.toISOString(), to: to.toISOString() })
    expect(report.facts.findings.opened).toBe(2)
    expect(report.document.meta).toContain(`00:06 (${zone})`)

    await database.setNow(hours(sent, -0.001))
    expect(await scheduleDeliveries()).toBe(0)
    await database.setNow(sent)
    expect(await scheduleDeliveries()).toBe(1)
    await database.setNow(days(sent, 3))
    expect(await scheduleDeliveries()).toBe(0)
  })
})
