import { disconnect, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addCheck, addFinding, addSystem, addWorker } from '@/scripts/testing/estate-fixture'
import type { Estate } from './estate'

// Runs as a process of its own with the product's environment: a few systems as a worker would have left
// them, in every state, with a past that has gaps.
const now = new Date()
/** An hour ago, but not yesterday: it stands on the page of today. */
const changedAt = new Date(
  Math.max(now.getTime() - 3_600_000, Math.floor(now.getTime() / 86_400_000) * 86_400_000),
)

async function addPast(checkId: string): Promise<void> {
  const series = newId()
  await sql().query(`insert into series (id, check_id, key, unit) values ($1, $2, 'value', 'ms')`, [
    series,
    checkId,
  ])
  await sql().query(
    `insert into sample_hour (series_id, at, min, max, sum, count, last)
     select $1, date_trunc('hour', app_now()) - make_interval(hours => h), 400, 620, (480 + 60 * sin(h / 7.0)) * 12, 12, 480
       from generate_series(1, 720) h where h not between 100 and 130`,
    [series],
  )
  await sql().query(
    `insert into run_day (check_id, at, ok, warn, fail, unknown, not_applicable)
     select $1, date_trunc('day', app_now(), 'UTC') - make_interval(days => d), 280, 0, case when d < 2 then 8 else 0 end, 0, 0
       from generate_series(0, 29) d where d <> 12`,
    [checkId],
  )
  for (let index = 1; index <= 5; index += 1) {
    await sql().query(
      `insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, value, unit, evidence, trigger)
       values ($1, $2, 'short', $2, 512, 'fail', 'It answered 500 in 512 ms.', 512, 'ms', $3, 'schedule')`,
      [
        checkId,
        new Date(now.getTime() - index * 60_000),
        JSON.stringify({ facts: { status: 500 }, resources: [] }),
      ],
    )
  }
  await sql().query(
    `insert into state_change (check_id, at, from_verdict, to_verdict, reason) values ($1, $2, 'ok', 'fail', 'It answered 500.')`,
    [checkId, changedAt],
  )
}

const orders = await addSystem(now, 'orders-db', { criticality: 'critical' })
const failing = await addCheck(now, orders, {
  name: 'HTTP status',
  state: 'fail',
  reason: 'It answered 500.',
  value: 512,
  freshFor: 86_400,
})
await addCheck(now, orders, {
  name: 'Latency',
  kind: 'http.latency',
  state: 'warn',
  value: 900,
  freshFor: 86_400,
})
await addCheck(now, orders, {
  name: 'Body',
  kind: 'http.body',
  state: 'unknown',
  reason: 'The connection was closed.',
  freshFor: 86_400,
})
await addCheck(now, orders, { name: 'Port', kind: 'tcp.open', state: 'not-applicable', freshFor: 86_400 })
await addCheck(now, orders, { name: 'Name', kind: 'dns.resolve', state: 'ok', paused: true })
await addPast(failing)
await addFinding(
  now,
  { id: failing, systemId: orders.id },
  { title: `HTTP status: ${orders.address}`, dueIn: -2 },
)
const calm = await addSystem(now, 'catalogue')
await addCheck(now, calm, { state: 'ok', freshFor: 86_400 })
const dark = await addSystem(now, 'legacy-cron', { criticality: 'low' })
await addCheck(now, dark, { state: 'ok', freshFor: -60, finishedAgo: 90_000 })
// Its next sign of life is far ahead, so that nothing turns unknown while the tests run.
await addWorker(now, -86_400)
await disconnect()
process.send?.({ systemId: orders.id, checkId: failing } satisfies Estate)
