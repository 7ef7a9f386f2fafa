import { chmod, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { runNextJob } from '@/lib/jobs/run-job'
import { drillMeans } from '@/scripts/drill-means'
import { until } from '@/scripts/testing/engine-fixture'
import { addBackedUpSystem, readProof } from '@/scripts/testing/prove-backup'
import { missingPrograms, type ShopServer, startShopServer } from '@/scripts/testing/shop-database'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { prepareTestSecrets } from '@/scripts/testing/test-secrets'
import { describeWherePossible, itWherePossible } from '@/scripts/testing/where-possible'
import { startWorkerProcess } from '@/scripts/testing/worker-process'
import { drillJob } from './drill-job'
import { plainConfig } from './fill-plan-form'
import { startRun } from './start-run'

// A worker that is killed in the middle of a restore leaves a server and a folder; the next one ends and removes them.

const now = new Date('2026-11-23T03:00:00Z')
const limits = { minutes: 10, diskMb: 10_240, memoryMb: 512 }
let database: TestDatabase
let forgetSecrets: () => Promise<void>
let shop: ShopServer
let folder: string
let scratch: string

/** Processes whose working folder lies below this one. */
async function processesBelow(path: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found: string[] = []
  for (const pid of pids) {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
    if (cwd.startsWith(path))
      found.push((await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '?')).trim())
  }
  return found
}

const missing = missingPrograms ?? (process.platform === 'linux' ? null : 'processes are read from /proc')

describeWherePossible('a worker killed in the middle of a restore', missing, () => {
  beforeAll(async () => {
    database = await createTestDatabase()
    forgetSecrets = await prepareTestSecrets()
    await database.setNow(now)
    shop = await startShopServer()
    folder = await mkdtemp(join(tmpdir(), 'wheeltapper-drill-'))
    scratch = await mkdtemp(join(tmpdir(), 'wheeltapper-drill-scratch-'))
    await chmod(scratch, 0o711)
    process.env.SCRATCH_DIRECTORY = scratch
  })
  afterAll(async () => {
    delete process.env.SCRATCH_DIRECTORY
    await shop?.stop()
    await forgetSecrets?.()
    await database?.drop()
    await rm(folder, { recursive: true, force: true })
    await rm(scratch, { recursive: true, force: true })
  })

  itWherePossible('leaves nothing when the next has taken over', null, async () => {
    const source = await shop.create(`create table slow (n int); insert into slow values (1);
      create function wait(n int) returns int language sql immutable as 'select n';
      create index slow_wait on slow (wait(n));
      create or replace function wait(n int) returns int language plpgsql immutable as $$ begin perform pg_sleep(600); return n; end $$;`)
    await shop.dump(source, join(folder, 'slow.dump'), '-Fc')
    const system = await addBackedUpSystem(now, 'slow-db', folder)
    const [planId, runId] = [newId(), newId()]
    const config = { ...plainConfig, compareWith: [], limits }
    await sql().query(
      `insert into drill_plan (id, system_id, backup_target_id, name, config, secrets, tier, created_at)
       values ($1, $2, $3, 'Slow dump', $4, '{}', 'weekly', $5)`,
      [planId, system.id, system.backupTargetId, config, now],
    )
    await startRun(sql(), { id: planId, systemId: system.id, config, runId, requestedById: null })
    const worker = await startWorkerProcess(database.url, {
      SCRATCH_DIRECTORY: scratch,
      SECRETS_KEK_FILE: process.env.SECRETS_KEK_FILE ?? '',
    })
    try {
      await until(
        async () => (await processesBelow(scratch)).filter((name) => name === 'postgres').length > 2,
        60_000,
        200,
      )
    } finally {
      worker.send('SIGKILL')
      await worker.ended
    }
    expect((await readdir(scratch)).length).toBeGreaterThan(0)
    expect(await processesBelow(scratch)).toContain('postgres')

    // Its lease ends; this process takes over, with less patience.
    await database.setNow(new Date(now.getTime() + 60_000))
    await sql().query(
      `update drill_run set config = jsonb_set(config, '{limits,minutes}', '0.1') where id = $1`,
      [runId],
    )
    expect(await runNextJob(newId(), { drill: drillJob(drillMeans) }, new AbortController().signal)).toBe(
      true,
    )
    const { report, state } = await readProof(planId, runId)
    expect({ state, result: report?.result, level: report?.level }).toEqual({
      state: 'done',
      result: 'fail',
      level: 'restored',
    })
    expect((await readdir(scratch)).filter((name) => name.startsWith('work-'))).toEqual([])
    expect(await processesBelow(scratch)).toEqual([])
  })
})
