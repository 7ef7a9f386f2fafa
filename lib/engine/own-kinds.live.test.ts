import { mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { checkKinds } from '@/lib/checks/kinds'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type * as HostProbe from '@/lib/probes/host'
import type { ProbeContext } from '@/lib/probes/probe-context'
import type { TargetKind } from '@/lib/systems/target-address'
import { addTestSystem, nextDue, testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'

// The whole way for the kinds that look at the host, at backups and at the product itself.
// A test cannot fill a disk, and the kernel's limits are not ours: the host is really read, and its figures
// are bent to half full, or to full while the fault is planted. Backups and the engine's facts are real.
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

interface Place {
  target: { kind: TargetKind; address: string; config: { [key: string]: string }; isSelf?: boolean }
  config?: { [key: string]: number }
  plant(): Promise<unknown>
  repair(): Promise<unknown>
}

let database: TestDatabase
let folder: string
let now = new Date()

const hostPlace: Place = {
  target: { kind: 'host', address: 'this host', config: {} },
  plant: async () => {
    host.isFull = true
  },
  repair: async () => {
    host.isFull = false
  },
}
const backupPlace = (
  fault: (file: string) => Promise<unknown>,
  sound: (file: string) => Promise<unknown>,
): Place => ({
  target: { kind: 'backup', address: folder, config: { path: folder, pattern: '*.dump' } },
  plant: () => fault(join(folder, 'db-3.dump')),
  repair: () => sound(join(folder, 'db-3.dump')),
})
const dated = (file: string, daysOld: number) => {
  const at = new Date(now.getTime() - daysOld * 86_400_000)
  return utimes(file, at, at)
}
const self = { kind: 'self' as const, address: 'this installation', config: {}, isSelf: true }

const places: Record<string, () => Place> = {
  'host.disk_free': () => hostPlace,
  'host.inodes': () => hostPlace,
  'host.memory': () => hostPlace,
  'host.fd_system': () => hostPlace,
  'bk.age': () => ({
    ...backupPlace(
      async () => Promise.all([1, 2, 3].map((number) => dated(join(folder, `db-${number}.dump`), 10))),
      (file) => dated(file, 0.1),
    ),
  }),
  'bk.size': () =>
    backupPlace(
      async (file) => {
        await truncate(file, 0)
        await dated(file, 0.1)
      },
      async (file) => {
        await writeFile(file, 'x'.repeat(5_000))
        await dated(file, 0.1)
      },
    ),
  'al.scheduler_lag': () => ({
    target: self,
    plant: () =>
      sql().query(
        `insert into worker (id, host, pid, started_at, heartbeat_at, statistics)
         values ($1, 'slow', 1, app_now(), 'infinity', '{"worstLatenessSeconds": 900}')`,
        [newId()],
      ),
    repair: () => sql().query('delete from worker'),
  }),
  'al.unknown_rate': () => ({
    target: self,
    plant: async () => {
      const { checkIds } = await addTestSystem(
        hostPlace.target,
        Array.from({ length: 10 }, () => ({ kind: 'host.memory' })),
      )
      // Nobody will run them: they have no answer from their grace on.
      await sql().query(
        `with due as (update check_schedule set next_due_at = 'infinity' where check_id = any($1))
         update "check" set created_at = created_at - interval '1 day' where id = any($1)`,
        [checkIds],
      )
    },
    repair: () => sql().query(`delete from "check" where kind = 'host.memory'`),
  }),
}

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-backups-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.drop()
})
beforeEach(async () => {
  now = new Date()
  await database.setNow(now)
  await emptyTables('system', 'run', 'sample', 'state_change', 'series', 'worker', 'duty')
  for (const [index, age] of [30, 6, 0.1].entries()) {
    const file = join(folder, `db-${index + 1}.dump`)
    await writeFile(file, 'x'.repeat(5_000))
    await dated(file, age)
  }
  await writeFile(join(folder, 'db-0.dump'), 'x'.repeat(5_000))
  await dated(join(folder, 'db-0.dump'), 60)
})

test.each(Object.keys(places))(
  '%s: a planted fault fails and opens a finding; repaired, it is verified',
  async (kind) => {
    const place = places[kind]?.()
    if (!place) throw new Error(kind)
    const engine = await testEngine()
    const { checkIds } = await addTestSystem(place.target, [
      { kind, intervalSeconds: 300, config: place.config ?? {} },
    ])
    const id = checkIds[0] as string
    const run = async () => {
      await workDue(engine)
      const { rows } = await sql().query<{ verdict: string; reason: string }>(
        'select streak_verdict as verdict, reason from check_state where check_id = $1',
        [id],
      )
      await database.setNow(await nextDue(id))
      return rows[0]
    }
    const findings = async () =>
      (await sql().query('select state, kind, severity from finding where check_id = $1', [id])).rows

    expect(await run()).toMatchObject({ verdict: 'ok' })
    await place.plant()
    for (let slot = 0; slot < 2; slot++)
      expect(await run()).toMatchObject({ verdict: 'fail', reason: expect.stringMatching(/\.$/) })
    const severity = kind.startsWith('bk.') ? 'critical' : 'high'
    const open = await findings()
    expect(open.length).toBeGreaterThan(0)
    for (const finding of open) expect(finding).toEqual({ state: 'open', kind: 'defect', severity })
    await place.repair()
    for (let slot = 0; slot < 3; slot++) expect(await run()).toMatchObject({ verdict: 'ok' })
    for (const finding of await findings()) expect(finding.state).toBe('verified')
  },
)

test('covers every kind of the host, of backups and of the product itself', () => {
  // Kinds that report changes have their own test, on a planted host: host-changes.live.test.ts.
  const elsewhere = ['host.reboot_required', 'host.packages']
  const own = checkKinds
    .map(({ kind }) => kind)
    .filter((kind) => /^(host|bk|al)\./.test(kind) && !elsewhere.includes(kind))
  expect(Object.keys(places)).toEqual(own)
})
