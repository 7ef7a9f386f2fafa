import { mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { installShippedChecklists } from '@/lib/checklists/install-shipped'
import { checkKinds } from '@/lib/checks/kinds'
import { insertChecks } from '@/lib/checks/store'
import { inTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { beat } from '@/lib/engine/worker-store'
import type { Json } from '@/lib/json'
import type * as HostProbe from '@/lib/probes/host'
import type { ProbeContext } from '@/lib/probes/probe-context'
import { insertSystem, insertTarget } from '@/lib/systems/change-store'
import { type PlainTarget, proposeChecks } from '@/lib/trials/propose-checks'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import { testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { faultPlace, type PreparedFault, until } from '@/scripts/testing/postgres-fault'
import { postgresFaults } from '@/scripts/testing/postgres-faults'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { lookAgain, startReview } from './manage-service'
import { followReviews } from './plan-reviews'
import { listQuestions, type QuestionRow } from './question-store'

// What a review is worth: a database, its host and its backups, watched by the checks that the product proposes, answer
// most of the quarter's questions by themselves; and what they answer follows what is really so. PostgreSQL and the
// backup folder are real and really broken; the figures of the host are bent while its fault is planted.

const host = vi.hoisted(() => ({ isFull: false }))
vi.mock('@/lib/probes/host', async (importOriginal) => {
  const real = await importOriginal<typeof HostProbe>()
  const left = (total: number) => (host.isFull ? 0 : total / 2)
  return {
    ...real,
    readFileSystems: async (probe: ProbeContext) => {
      const found = await real.readFileSystems(probe)
      const measured = found.measured.map((usage) => ({
        ...usage,
        totalBytes: 1e12,
        usedBytes: 1e12 - left(1e12),
        availableBytes: left(1e12),
        files: 1e6,
        filesFree: left(1e6),
      }))
      return { ...found, measured }
    },
    readMemory: async (probe: ProbeContext) => {
      const found = await real.readMemory(probe)
      return { ...found, host: { ...found.host, availableBytes: left(found.host.totalBytes) } }
    },
    readFileDescriptors: async (probe: ProbeContext) => {
      const found = await real.readFileDescriptors(probe)
      return found && { ...found, allocated: found.max - left(found.max) }
    },
  }
})

/** One fault for each kind that a question of the quarter rests on. Their thresholds spare the test hours of waiting. */
const planted = [
  ['pg.version', 'an older minor release'],
  ['pg.connections', 'ten sessions of one application'],
  ['pg.long_transaction', 'an open transaction'],
  ['pg.autovacuum_off', 'autovacuum off for one table'],
  ['pg.dead_tuples', 'more dead rows than live ones'],
  ['pg.stale_stats', 'a partitioned table that was never analysed as a whole'],
  ['pg.sequence_exhaustion', 'a bigint sequence that fills an integer column'],
  ['pg.invalid_indexes', 'a unique index whose build failed'],
  ['pg.settings_risky', 'damaged pages are silently emptied'],
  ['pg.db_size_growth', 'a database that grows from hour to hour'],
] as const

/** How long a transaction is open until it counts as long. */
const heldSeconds = 2

let database: TestDatabase
let server: AuditedPostgres
let folder: string
let cast: Cast
let now = new Date()

const dated = (file: string, daysOld: number) => {
  const at = new Date(now.getTime() - daysOld * 86_400_000)
  return utimes(join(folder, file), at, at)
}

beforeAll(async () => {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  database = await createTestDatabase()
  await database.setNow(now)
  server = await startAuditedPostgres({ hba: ['host all audit 127.0.0.1/32 trust'] })
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-backups-'))
  await faultPlace(server, 'postgres').run('create role audit login', 'grant pg_monitor to audit')
  cast = await createCast()
  await installShippedChecklists()
})
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
  await database?.drop()
})

/** A system with these targets and every check that the product proposes for them. */
async function addSystem(
  targets: readonly PlainTarget[],
  configs: ReadonlyMap<string, Json>,
): Promise<string> {
  const systemId = newId()
  await inTransaction(async (tx) => {
    const createdAt = await transactionNow(tx)
    const ownerId = cast.people.maintainer.id
    await insertSystem(tx, {
      id: systemId,
      name: 'orders-db',
      kind: 'database',
      environment: 'production',
      criticality: 'critical',
      ownerId,
      teamId: cast.team,
      createdAt,
    })
    for (const target of targets) {
      const targetId = newId()
      await insertTarget(tx, { id: targetId, systemId, ...target, secret: null, createdAt })
      const proposed = proposeChecks(target, checkKinds).flatMap(({ checks }) => checks)
      await insertChecks(
        tx,
        proposed
          .filter(({ ticked }) => ticked)
          .map(({ kind, title, config, intervalSeconds, graceSeconds, timeoutMs, failAfter, okAfter }) => ({
            systemId,
            targetId,
            kind,
            name: title,
            config: configs.get(kind) ?? config,
            intervalSeconds,
            graceSeconds,
            timeoutMs,
            failAfter,
            okAfter,
            ownerId: null,
          })),
      )
    }
  })
  return systemId
}

const said = ({ suggestion }: QuestionRow) =>
  suggestion && `${suggestion.outcome} ${JSON.stringify(suggestion.answer)}`
const conclusive = (questions: readonly QuestionRow[]) =>
  questions.filter(({ suggestion }) => suggestion && suggestion.outcome !== 'unknown')

test('most of the 24 answers come from data, and follow what is planted in database, host and backups', async () => {
  const place = faultPlace(server, await server.createDatabase())
  const faults: PreparedFault[] = []
  const configs = new Map<string, Json>()
  for (const [kind, what] of planted) {
    const fault = postgresFaults.find((each) => each.kind === kind && each.what === what)
    if (!fault) throw new Error(`no fault ${kind}: ${what}`)
    const prepared = await fault.prepare(place)
    faults.push(prepared)
    configs.set(kind, prepared.config)
  }
  // Not zero: a session of another check that is just being opened has a transaction of some milliseconds.
  configs.set('pg.long_transaction', { warnSeconds: heldSeconds, failSeconds: heldSeconds })
  for (const [index, age] of [30, 6, 0.1].entries()) {
    await writeFile(join(folder, `db-${index}.dump`), 'x'.repeat(5_000))
    await dated(`db-${index}.dump`, age)
  }
  const port = faults.find((fault) => fault.port)?.port ?? server.port
  const postgres = { host: '127.0.0.1', port, database: place.database, user: 'audit', tls: 'disable' }
  const systemId = await addSystem(
    [
      { kind: 'postgres', address: `127.0.0.1:${port}/${place.database}`, config: postgres },
      { kind: 'host', address: 'this host', config: {} },
      { kind: 'backup', address: folder, config: { path: folder, pattern: '*.dump' } },
    ],
    configs,
  )
  const engine = await testEngine()
  /** Everything runs so often that states follow: twice where the network may have hiccuped. */
  const runAll = async (reviewId: string) => {
    for (let round = 0; round < 3; round++) {
      now = new Date(now.getTime() + 10 * 60_000)
      await database.setNow(now)
      await beat({ id: engine.id, host: 'h', pid: 1, statistics: engine.statistics })
      for (const fault of faults) await fault.beforeRun?.()
      await sql().query('update check_schedule set next_due_at = app_now()')
      await workDue(engine)
    }
    await followReviews()
    return listQuestions(reviewId)
  }

  try {
    const { maintainer } = cast.people
    const { id: reviewId } = await startReview(maintainer, {
      systemId,
      checklistKey: 'quarterly-review',
      ownerId: maintainer.id,
    })
    const sound = await runAll(reviewId)
    expect(sound).toHaveLength(24)
    const known = conclusive(sound)
    expect(
      known.length / sound.length,
      known.map(({ controlKey }) => controlKey).join(),
    ).toBeGreaterThanOrEqual(0.55)
    // Every suggestion rests on something that can be looked at, and none is chosen for anybody.
    for (const { suggestion, answer } of known) {
      expect(suggestion?.facts.some(({ href }) => href !== null)).toBe(true)
      expect(answer).toBeNull()
    }
    expect(
      sound.filter(({ suggestion }) => suggestion?.outcome === 'fail').map(({ controlKey }) => controlKey),
    ).toEqual([])

    host.isFull = true
    for (const file of ['db-0.dump', 'db-1.dump', 'db-2.dump']) await dated(file, 10 + Number(file[3]))
    await truncate(join(folder, 'db-0.dump'), 0)
    await dated('db-0.dump', 10)
    for (const fault of faults) await fault.plant()
    await until(
      place,
      `select count(*) > 0 from pg_stat_activity where backend_type = 'client backend' and usename <> 'audit'
          and clock_timestamp() - xact_start > interval '${heldSeconds} seconds'`,
    )
    await lookAgain(maintainer, reviewId)
    const broken = await runAll(reviewId)
    // Only what was well before and is not well now: an answer that was merely missing before does not count.
    const before = new Map(sound.map((question) => [question.controlKey, question]))
    const worse = broken.filter(
      (question) =>
        before.get(question.controlKey)?.suggestion?.outcome === 'pass' &&
        (question.suggestion?.outcome === 'warn' || question.suggestion?.outcome === 'fail'),
    )
    expect(worse.length, worse.map(({ controlKey }) => controlKey).join()).toBeGreaterThanOrEqual(14)
    for (const question of worse) {
      const { suggestion, answer } = question
      expect(said(question)).not.toBe(said(before.get(question.controlKey) ?? question))
      expect(suggestion?.statement).not.toBe(before.get(question.controlKey)?.suggestion?.statement)
      expect(suggestion?.facts.some(({ href }) => href !== null)).toBe(true)
      expect(answer).toBeNull()
    }
  } finally {
    for (const fault of faults) await fault.end?.()
    await place.close()
  }
}, 120_000)
