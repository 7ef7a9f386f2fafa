import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseNow, sql } from '@/lib/db/database'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import { addTestSystem, nextDue, testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { faultPlace } from '@/scripts/testing/postgres-fault'
import { postgresFaults } from '@/scripts/testing/postgres-faults'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import type { Engine } from './engine'

// The whole way, for every kind of PostgreSQL check: a fault on a real server, the worker's run, the
// verdict, the finding; then the repair, and the finding that is verified without anybody's doing.

const dayMs = 86_400_000
let database: TestDatabase
let server: AuditedPostgres

beforeAll(async () => {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  database = await createTestDatabase()
  server = await startAuditedPostgres({ hba: ['host all audit 127.0.0.1/32 trust'] })
  await faultPlace(server, 'postgres').run('create role audit login', 'grant pg_monitor to audit')
})
afterAll(async () => {
  await server?.stop()
  await database?.drop()
})

interface FindingRow {
  number: number
  state: string
  severity: string
  title: string
  detail: string
  remediation: string
  resource: string
  kind: string
}

const findingsOf = async (checkId: string) =>
  (
    await sql().query<FindingRow>(
      'select number, state, severity, title, detail, remediation, resource, kind from finding where check_id = $1 order by number',
      [checkId],
    )
  ).rows

async function lastRun(checkId: string): Promise<{ verdict: string; reason: string }> {
  const { rows } = await sql().query<{ verdict: string; reason: string }>(
    'select verdict, reason from run where check_id = $1 order by scheduled_for desc limit 1',
    [checkId],
  )
  if (!rows[0]) throw new Error('no run')
  return rows[0]
}

/** Executes slots until `done`, at most so many. */
async function runUntil(
  engine: Engine,
  checkId: string,
  {
    beforeRun,
    done,
    most = 10,
  }: { beforeRun?: () => Promise<void>; done: () => Promise<boolean>; most?: number },
): Promise<void> {
  for (let runs = 0; runs < most; runs += 1) {
    await beforeRun?.()
    const [due, now] = [await nextDue(checkId), await databaseNow()]
    await database.setNow(due > now ? due : now)
    await workDue(engine)
    if (await done()) return
  }
}

describe('through worker and database', () => {
  it.each(postgresFaults.map((fault) => [fault.kind, fault.what, fault] as const))(
    '%s: %s opens a finding, and its repair verifies it',
    async (kind, _what, fault) => {
      await emptyTables('system', 'run', 'sample', 'state_change', 'series', 'worker', 'duty')
      const place = faultPlace(server, await server.createDatabase())
      const prepared = await fault.prepare(place)
      await database.setNow(new Date(Date.now() + (fault.laterDays ?? 0) * dayMs))
      const engine = await testEngine()
      const port = prepared.port ?? server.port
      const { checkIds } = await addTestSystem(
        {
          kind: 'postgres',
          address: `127.0.0.1:${port}/${place.database}`,
          config: { host: '127.0.0.1', port, database: place.database, user: 'audit', tls: 'disable' },
        },
        [{ kind, config: prepared.config }],
      )
      const checkId = checkIds[0] as string
      const beforeRun = prepared.beforeRun && { beforeRun: prepared.beforeRun }
      try {
        await runUntil(engine, checkId, {
          ...beforeRun,
          done: async () => (await lastRun(checkId)).verdict === 'ok',
        })
        expect((await lastRun(checkId)).verdict, (await lastRun(checkId)).reason).toBe('ok')
        // A trend has no baseline at first, which is said; a fault is not claimed.
        expect((await findingsOf(checkId)).filter(({ kind: is }) => is !== 'unwatched')).toEqual([])

        await prepared.plant()
        const resource = fault.resource?.replace('DATABASE', place.database) ?? ''
        const openFinding = async () =>
          (await findingsOf(checkId)).find((found) => found.state === 'open' && found.resource === resource)
        await runUntil(engine, checkId, {
          ...beforeRun,
          done: async () => (await openFinding()) !== undefined,
        })
        expect((await lastRun(checkId)).verdict, (await lastRun(checkId)).reason).toBe(fault.expects)
        expect(await openFinding()).toMatchObject({ kind: 'defect', state: 'open' })
        expect((await openFinding())?.remediation.length).toBeGreaterThan(60)

        await prepared.repair()
        await database.setNow(new Date((await nextDue(checkId)).getTime() + (fault.repairDays ?? 0) * dayMs))
        const isVerified = async () => (await findingsOf(checkId)).every(({ state }) => state === 'verified')
        await runUntil(engine, checkId, { ...beforeRun, done: isVerified })
        expect((await lastRun(checkId)).verdict, (await lastRun(checkId)).reason).toBe('ok')
        expect((await findingsOf(checkId)).map(({ state }) => state)).toEqual(
          (await findingsOf(checkId)).map(() => 'verified'),
        )
      } finally {
        await prepared.end?.()
        await place.close()
      }
    },
  )

  it('covers every kind of PostgreSQL check', async () => {
    const { checkKinds } = await import('@/lib/checks/kinds')
    const planted = new Set(postgresFaults.map(({ kind }) => kind))
    expect(
      checkKinds.map(({ kind }) => kind).filter((kind) => kind.startsWith('pg.') && !planted.has(kind)),
    ).toEqual([])
  })
})
