import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import { addTestSystem, testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { faultPlace } from '@/scripts/testing/postgres-fault'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { forecastCapacity } from './forecast-capacity'
import { beginRollUps, rollUpCompleteHours } from './roll-up'

// The whole way of a capacity finding, in weeks that pass within seconds: a sequence of a real server is used up day
// by day, the worker's own runs measure it, roll-ups make days of them, the duty forecasts, the finding opens with a
// date; the growth stops, and the forecast itself closes it.

const dayMs = 86_400_000
const begin = new Date('2026-11-23T10:00:00Z').getTime()
let database: TestDatabase
let server: AuditedPostgres

beforeAll(async () => {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  database = await createTestDatabase()
  server = await startAuditedPostgres({ hba: ['host all audit 127.0.0.1/32 trust'] })
})
afterAll(async () => {
  await server?.stop()
  await database?.drop()
})

interface FindingRow {
  state: string
  title: string
  detail: string
  severity: string
  due: Date
  origin: string
}

const capacityFindings = async () =>
  (
    await sql().query<FindingRow>(
      `select state, title, detail, severity, due, origin from finding where title like 'Runs out:%' order by number`,
    )
  ).rows

const newestForecast = async () =>
  (
    await sql().query<{ status: string; earliest: Date | null; latest: Date | null; historyDays: number }>(
      `select status, earliest, latest, history_days as "historyDays" from capacity_forecast where newest`,
    )
  ).rows[0]

describe('a sequence that is used up', () => {
  it('opens a finding with its date, and is cleared by the forecast once the growth has stopped', async () => {
    const place = faultPlace(server, await server.createDatabase())
    await place.run(
      'create role audit login',
      'create sequence ids maxvalue 10000',
      'grant select on all sequences in schema public to audit',
    )
    await database.setNow(new Date(begin))
    const engine = await testEngine()
    const address = `127.0.0.1:${server.port}/${place.database}`
    await addTestSystem(
      {
        kind: 'postgres',
        address,
        config: {
          host: '127.0.0.1',
          port: server.port,
          database: place.database,
          user: 'audit',
          tls: 'disable',
        },
      },
      [{ kind: 'pg.sequence_exhaustion', intervalSeconds: 86_400 }],
    )
    await beginRollUps()
    /** One day: so much is used, the check runs, hours and days are rolled up, the duty has its turn. */
    const live = async (day: number, used: number) => {
      await place.run(`select setval('ids', ${Math.round(used * 100)})`)
      await database.setNow(new Date(begin + day * dayMs))
      await workDue(engine)
      await rollUpCompleteHours('roll-up-samples')
      return forecastCapacity()
    }
    try {
      // 1.8 % a day from 40 % on, with a daily rhythm that nobody plans: 90 % is reached on day 27.8.
      const used = (day: number) => 40 + 1.8 * day + 0.3 * Math.sin(day * 2.4)
      for (let day = 0; day < 14; day++) await live(day, used(day))
      expect(await newestForecast()).toMatchObject({ status: 'too-little-history' })
      expect(await capacityFindings()).toEqual([])

      for (let day = 14; day <= 20; day++) await live(day, used(day))
      const forecast = await newestForecast()
      expect(forecast).toMatchObject({ status: 'reaches', historyDays: 20 })
      const truth = begin + 27.8 * dayMs
      expect(forecast?.earliest?.getTime()).toBeGreaterThan(truth - 5 * dayMs)
      expect(forecast?.earliest?.getTime()).toBeLessThanOrEqual(truth + dayMs)
      // No late edge means: by the optimistic one never within half a year.
      expect(forecast?.latest?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(truth - dayMs)

      const [finding, ...others] = await capacityFindings()
      expect(others).toEqual([])
      expect(finding).toMatchObject({
        state: 'open',
        title: 'Runs out: sequence public.ids',
        origin: 'check',
      })
      expect(finding?.detail).toMatch(/stands at 7\d %.+90 %, where its check fails.+Dec/)
      // It is due before the thing is full, not when its severity would allow.
      expect(finding?.due.getTime()).toBeLessThanOrEqual(truth + dayMs)

      // Once a day, however often the duty looks.
      expect(await forecastCapacity()).toMatchObject({ series: 0 })

      let day = 20
      const stopped = used(20)
      while ((await capacityFindings())[0]?.state === 'open' && day < 70) await live(++day, stopped)
      const { rows } = await sql().query<{ comment: string; actor_label: string }>(
        `select e.comment, e.actor_label from finding_event e join finding f on f.id = e.finding_id
          where f.title like 'Runs out:%' order by e.at desc, e.id desc limit 1`,
      )
      expect((await capacityFindings())[0]?.state).toBe('verified')
      expect(rows[0]?.comment).toContain('sequence public.ids')
      expect(day).toBeLessThanOrEqual(40)

      // It grows again: the same finding comes back, nothing is opened beside it.
      const paused = day
      while ((await capacityFindings())[0]?.state === 'verified' && day < 90) {
        day += 1
        await live(day, Math.min(89, stopped + 0.9 * (day - paused)))
      }
      expect(await capacityFindings()).toMatchObject([{ state: 'open' }])
    } finally {
      await place.close()
    }
  }, 180_000)
})
