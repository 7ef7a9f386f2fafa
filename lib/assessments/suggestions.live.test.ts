import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import type { SuggestedAnswer } from '@/lib/checklists/answer'
import { checklistDocument } from '@/lib/checklists/schema'
import { quarterlyReview } from '@/lib/checklists/shipped/quarterly-review'
import { checkKinds } from '@/lib/checks/kinds'
import { databaseNow } from '@/lib/db/database'
import type { Engine } from '@/lib/engine/engine'
import { loadSystemFacts } from '@/lib/facts/store'
import type { Json } from '@/lib/json'
import type * as HostProbe from '@/lib/probes/host'
import type { ProbeContext } from '@/lib/probes/probe-context'
import type { TargetKind } from '@/lib/systems/target-address'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import {
  addTestSystem,
  addTestTarget,
  nextDue,
  type TestCheck,
  testEngine,
  workDue,
} from '@/scripts/testing/engine-fixture'
import { addWorker } from '@/scripts/testing/estate-fixture'
import { faultPlace, type PreparedFault } from '@/scripts/testing/postgres-fault'
import { postgresFaults } from '@/scripts/testing/postgres-faults'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { suggestAnswer } from './suggest-answer'

// From what is really there to the answer of the quarterly review: a PostgreSQL server, a folder of backups and this
// host are looked at by the worker; something is broken in them, and the answer of exactly that question follows.
// A test cannot fill a disk or the memory: the host is really read, and one of its figures is bent.
const bent = vi.hoisted(() => ({ what: null as string | null }))
vi.mock('@/lib/probes/host', async (importOriginal) => {
  const real = await importOriginal<typeof HostProbe>()
  const left = (what: string, total: number) => (bent.what === what ? 0 : total / 2)
  return {
    ...real,
    readFileSystems: async (probe: ProbeContext) => {
      const found = await real.readFileSystems(probe)
      const measured = found.measured.map((usage) => ({
        ...usage,
        totalBytes: 1e12,
        usedBytes: 1e12 - left('disk', 1e12),
        availableBytes: left('disk', 1e12),
        files: 1e6,
        filesFree: 5e5,
      }))
      return { ...found, measured }
    },
    readMemory: async (probe: ProbeContext) => {
      const found = await real.readMemory(probe)
      return { ...found, host: { ...found.host, availableBytes: left('memory', found.host.totalBytes) } }
    },
    readFileDescriptors: async (probe: ProbeContext) => {
      const found = await real.readFileDescriptors(probe)
      return found && { ...found, allocated: found.max - left('files', found.max) }
    },
  }
})

const dayMs = 86_400_000
const controls = checklistDocument.parse(parse(quarterlyReview)).controls
let database: TestDatabase
let server: AuditedPostgres
let folder: string
let engine: Engine

beforeAll(async () => {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  database = await createTestDatabase()
  server = await startAuditedPostgres({ hba: ['host all audit 127.0.0.1/32 trust'] })
  await faultPlace(server, 'postgres').run('create role audit login', 'grant pg_monitor to audit')
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-backups-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await server?.stop()
  await database?.drop()
})
beforeEach(async () => {
  bent.what = null
  await emptyTables('system', 'run', 'sample', 'state_change', 'series', 'worker', 'duty')
})
let places: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(places.map((place) => place.close()))
  places = []
})

/** All checks that a target of this kind gets; an address has no name to resolve. */
const starterChecks = (kind: TargetKind, configs: Record<string, Json> = {}): TestCheck[] =>
  checkKinds
    .filter((definition) => definition.proposed && definition.targets.includes(kind))
    .filter((definition) => definition.kind !== 'dns.resolve')
    .map((definition) => ({ kind: definition.kind, config: configs[definition.kind] ?? {} }))

const writeBackup = async (name: string, hoursOld: number, size: number) => {
  const file = join(folder, name)
  await writeFile(file, 'x'.repeat(size))
  const at = new Date((await databaseNow()).getTime() - hoursOld * 3_600_000)
  await utimes(file, at, at)
}
const writeBackups = async (newestHours: number, newestSize = 5_000) => {
  for (const [index, days] of [6, 5, 4].entries())
    await writeBackup(`db-${index}.dump`, newestHours + 24 * days, 5_000)
  await writeBackup('db-9.dump', newestHours, newestSize)
}

/** A system with a database, this host and a backup folder, and every starter check. */
async function addSystem(address: { port: number; database: string }, configs: Record<string, Json>) {
  const { systemId, checkIds } = await addTestSystem(
    {
      kind: 'postgres',
      address: `127.0.0.1:${address.port}/${address.database}`,
      config: { host: '127.0.0.1', ...address, user: 'audit', tls: 'disable' },
    },
    // The server of tests writes without waiting for the disk.
    starterChecks('postgres', { 'pg.settings_risky': { accepted: ['fsync'] }, ...configs }),
  )
  const host = await addTestTarget(
    systemId,
    { kind: 'host', address: 'this host', config: {} },
    starterChecks('host'),
  )
  const backup = await addTestTarget(
    systemId,
    { kind: 'backup', address: folder, config: { path: folder, pattern: '*.dump' } },
    starterChecks('backup'),
  )
  return { systemId, checkIds: [...checkIds, ...host.checkIds, ...backup.checkIds] }
}

type Suggestions = Map<string, SuggestedAnswer | null>

/** Lets everything run once more, after `before`, and asks what the data say to each question. */
async function look(
  { systemId, checkIds }: { systemId: string; checkIds: string[] },
  before: () => Promise<unknown>,
): Promise<Suggestions> {
  const due = await Promise.all(checkIds.map(nextDue))
  const next = Math.max(...due.map((at) => at.getTime()), (await databaseNow()).getTime())
  await database.setNow(new Date(next))
  await before()
  await workDue(engine)
  await addWorker(new Date(next))
  const [facts] = await loadSystemFacts([systemId])
  if (!facts) throw new Error('no facts')
  return new Map(controls.map((control) => [control.key, suggestAnswer(control, facts)]))
}

interface Trial {
  /** The question whose answer has to follow. */
  control: string
  kind?: string
  fault?: number
  plant?: () => Promise<unknown> | unknown
  expects: 'warn' | 'fail'
}

const trials: Trial[] = [
  { control: 'database.cleanup-automatic', kind: 'pg.autovacuum_off', expects: 'warn' },
  { control: 'database.cleanup-sufficient', kind: 'pg.dead_tuples', expects: 'fail' },
  { control: 'database.cleanup-unhindered', kind: 'pg.idle_in_transaction', expects: 'fail' },
  { control: 'database.statistics-current', kind: 'pg.stale_stats', expects: 'warn' },
  { control: 'database.limits-far', kind: 'pg.wraparound', expects: 'fail' },
  { control: 'database.indexes-sound', kind: 'pg.invalid_indexes', expects: 'fail' },
  { control: 'database.settings-safe', kind: 'pg.settings_risky', expects: 'fail' },
  { control: 'database.version-supported', kind: 'pg.version', expects: 'warn' },
  { control: 'resources.connections', kind: 'pg.connections', expects: 'fail' },
  { control: 'resources.growth', kind: 'pg.db_size_growth', expects: 'warn' },
  { control: 'resources.disk', plant: () => bend('disk'), expects: 'fail' },
  { control: 'resources.memory', plant: () => bend('memory'), expects: 'fail' },
  { control: 'resources.open-files', plant: () => bend('files'), expects: 'fail' },
  { control: 'backup.runs', plant: () => rm(join(folder, 'db-9.dump')), expects: 'fail' },
  { control: 'backup.size-plausible', plant: () => writeBackups(1, 0), expects: 'fail' },
]

const bend = (what: string) => {
  bent.what = what
}

async function prepare({ kind, control, expects }: Trial) {
  const place = faultPlace(server, await server.createDatabase())
  places.push(place)
  const fault = postgresFaults.find((each) => each.kind === kind && each.expects === expects)
  if (kind && !fault) throw new Error(`no fault for ${control}`)
  const prepared: PreparedFault | undefined = await fault?.prepare(place)
  if (prepared?.end) places.push({ close: prepared.end })
  await database.setNow(new Date(Date.now() + (fault?.laterDays ?? 0) * dayMs))
  await writeBackups(1)
  engine = await testEngine()
  const system = await addSystem(
    { port: prepared?.port ?? server.port, database: place.database },
    prepared && kind ? { [kind]: prepared.config } : {},
  )
  return { prepared, system }
}

it('knows 55 percent of the answers at the first look, before anybody recorded anything', async () => {
  const { system } = await prepare({ control: 'none', expects: 'fail' })
  const seen = await look(system, () => writeBackups(1))
  const known = [...seen].filter(([, suggestion]) => suggestion && suggestion.outcome !== 'unknown')
  expect(known.length, known.map(([key]) => key).join(' ')).toBeGreaterThanOrEqual(0.55 * controls.length)
  // What is not known yet says what is missing.
  for (const [key, suggestion] of seen)
    if (suggestion?.outcome === 'unknown') expect(suggestion.statement, key).toMatch(/\S.*[.]$/)
})

const changed: string[] = []

it.each(trials)('$control follows what is really there', async (trial) => {
  const { prepared, system } = await prepare(trial)
  let isPlanted = false
  // Backups come while time passes; a fault of theirs is planted anew each time.
  const before = async () => {
    await writeBackups(1)
    if (isPlanted && !prepared) await trial.plant?.()
    await prepared?.beforeRun?.()
  }
  const lookUntil = async (outcome: string) => {
    let seen: Suggestions = new Map()
    for (let looks = 0; looks < 8 && seen.get(trial.control)?.outcome !== outcome; looks += 1)
      seen = await look(system, before)
    return seen
  }
  const sound = await lookUntil('pass')
  expect(sound.get(trial.control)).toMatchObject({ outcome: 'pass', statement: expect.stringMatching(/\S/) })

  isPlanted = true
  await prepared?.plant()
  const broken = (await lookUntil(trial.expects)).get(trial.control)
  expect(broken).toMatchObject({ outcome: trial.expects, answer: { kind: 'choice' } })
  expect(broken?.statement).not.toBe(sound.get(trial.control)?.statement)
  expect(broken?.facts.some(({ href }) => href?.startsWith('/checks/'))).toBe(true)
  await prepared?.repair()
  changed.push(trial.control)
})

it('changes at least 14 of the 24 answers, each by a fault of its own', () => {
  expect(new Set(changed).size).toBeGreaterThanOrEqual(14)
  expect(changed).toHaveLength(trials.length)
})
