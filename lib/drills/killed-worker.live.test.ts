import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { runNextJob } from '@/lib/jobs/run-job'
import { drillMeans } from '@/scripts/drill-means'
import { stageDrills } from '@/scripts/testing/drill-stage'
import { until } from '@/scripts/testing/engine-fixture'
import { readProof } from '@/scripts/testing/prove-backup'
import { missingPrograms, type ShopServer, startShopServer } from '@/scripts/testing/shop-database'
import { describeWherePossible, itWherePossible } from '@/scripts/testing/where-possible'
import { startWorkerProcess } from '@/scripts/testing/worker-process'
import { drillJob } from './drill-job'
import { plainConfig } from './fill-plan-form'
import { startRun } from './start-run'

// A worker that is killed in the middle of a restore leaves a server and a folder; the next one ends and removes them.

const now = new Date('2026-11-23T03:00:00Z')
const limits = { minutes: 10, diskMb: 10_240, memoryMb: 512 }
let shop: ShopServer

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
  const stage = stageDrills(now)
  beforeAll(async () => {
    shop = await startShopServer()
  })
  afterAll(() => shop?.stop())

  itWherePossible('leaves nothing when the next has taken over', null, async () => {
    const source = await shop.create(`create table slow (n int); insert into slow values (1);
      create function wait(n int) returns int language sql immutable as 'select n';
      create index slow_wait on slow (wait(n));
      create or replace function wait(n int) returns int language plpgsql immutable as $$ begin perform pg_sleep(600); return n; end $$;`)
    await shop.dump(source, join(stage.folder, 'slow.dump'), '-Fc')
    const { system } = stage
    const [planId, runId] = [newId(), newId()]
    const config = { ...plainConfig, compareWith: [], limits }
    await sql().query(
      `insert into drill_plan (id, system_id, backup_target_id, name, config, secrets, tier, created_at)
       values ($1, $2, $3, 'Slow dump', $4, '{}', 'weekly', $5)`,
      [planId, system.id, system.backupTargetId, config, now],
    )
    await startRun(sql(), { id: planId, systemId: system.id, config, runId, requestedById: null })
    const worker = await startWorkerProcess(stage.database.url, {
      SCRATCH_DIRECTORY: stage.scratch,
      SECRETS_KEK_FILE: process.env.SECRETS_KEK_FILE ?? '',
    })
    try {
      await until(
        async () => (await processesBelow(stage.scratch)).filter((name) => name === 'postgres').length > 2,
        60_000,
        200,
      )
    } finally {
      worker.send('SIGKILL')
      await worker.ended
    }
    expect((await readdir(stage.scratch)).length).toBeGreaterThan(0)
    expect(await processesBelow(stage.scratch)).toContain('postgres')

    // Its lease ends; this process takes over, with less patience.
    await stage.database.setNow(new Date(now.getTime() + 60_000))
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
    expect((await readdir(stage.scratch)).filter((name) => name.startsWith('work-'))).toEqual([])
    expect(await processesBelow(stage.scratch)).toEqual([])
  })
})
