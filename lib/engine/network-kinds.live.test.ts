import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkKinds } from '@/lib/checks/kinds'
import { sql } from '@/lib/db/database'
import { addTestSystem, nextDue, testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { networkFaults } from '@/scripts/testing/network-faults'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import type { Engine } from './engine'

// The whole way, for every network kind: a fault on a real server, the worker's run, the verdict, the
// finding; then the repair, and the finding that is verified without anybody's doing.

let database: TestDatabase
beforeAll(async () => {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  database = await createTestDatabase()
})
afterAll(() => database.drop())

interface FindingRow {
  state: string
  kind: string
  resource: string
  severity: string
  remediation: string
}

const findingsOf = async (checkId: string) =>
  (
    await sql().query<FindingRow>(
      'select state, kind, resource, severity, remediation from finding where check_id = $1 order by number',
      [checkId],
    )
  ).rows

async function lastRun(checkId: string) {
  const { rows } = await sql().query<{ verdict: string; reason: string }>(
    'select verdict, reason from run where check_id = $1 order by scheduled_for desc limit 1',
    [checkId],
  )
  return rows[0]
}

/** Moves the clock to the next slot and executes it, until `done`; ten slots are more than any rule needs. */
async function runUntil(engine: Engine, checkId: string, done: () => Promise<boolean>): Promise<void> {
  for (let slot = 0; slot < 10; slot += 1) {
    await database.setNow(await nextDue(checkId))
    await workDue(engine)
    if (await done()) return
  }
}

it.each(networkFaults.map((fault) => [fault.kind, fault.what, fault] as const))(
  '%s: %s opens a finding, and its repair verifies it',
  async (kind, _what, { expects, resource, place }) => {
    await emptyTables('system', 'run', 'sample', 'state_change', 'series', 'worker', 'duty')
    await database.setNow(new Date())
    const engine = await testEngine()
    const placed = await place()
    try {
      const { checkIds } = await addTestSystem(placed.target, [{ kind, config: placed.config }])
      const checkId = checkIds[0] as string
      await runUntil(engine, checkId, async () => (await lastRun(checkId))?.verdict === 'ok')
      expect(await lastRun(checkId)).toMatchObject({ verdict: 'ok' })
      expect(await findingsOf(checkId)).toEqual([])

      await placed.plant()
      await runUntil(engine, checkId, async () => (await findingsOf(checkId)).length > 0)
      expect(await lastRun(checkId)).toMatchObject({ verdict: expects })
      const [finding] = await findingsOf(checkId)
      expect(finding).toMatchObject({
        state: 'open',
        kind: 'defect',
        severity: expects === 'fail' ? 'high' : 'medium',
      })
      expect(finding?.resource).toMatch(typeof resource === 'string' ? new RegExp(`^${resource}$`) : resource)
      expect(finding?.remediation.length).toBeGreaterThan(60)

      await placed.repair()
      await runUntil(engine, checkId, async () =>
        (await findingsOf(checkId)).every(({ state }) => state === 'verified'),
      )
      expect(await lastRun(checkId)).toMatchObject({ verdict: 'ok' })
      expect((await findingsOf(checkId)).map(({ state }) => state)).not.toContain('open')
    } finally {
      await placed.close()
    }
  },
)

it('covers every network kind', () => {
  const planted = new Set(networkFaults.map(({ kind }) => kind))
  const network = checkKinds.filter(({ kind }) => /^(http|tcp|dns|tls)\./.test(kind))
  expect(network.filter(({ kind }) => !planted.has(kind)).map(({ kind }) => kind)).toEqual([])
})
