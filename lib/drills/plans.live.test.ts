import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { parseInput } from '@/lib/parse-input'
import { rotateDataKey } from '@/lib/secrets/service'
import { audited } from '@/scripts/testing/audited'
import { addSystem } from '@/scripts/testing/estate-fixture'
import { readAcross } from '@/scripts/testing/read-across'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { prepareTestSecrets } from '@/scripts/testing/test-secrets'
import { lookAtNewest } from './look-at-newest'
import type { PlanPlace } from './plan-access'
import { planForm } from './plan-schema'
import { openPlanSecret } from './plan-secrets'
import {
  changePlan,
  createPlan,
  endPlan,
  getPlan,
  getPlanForm,
  listPlans,
  pausePlan,
  resumePlan,
} from './plan-service'
import { readPlan } from './plan-store'
import { getRun, listRuns, proveNow, runPlanNow } from './run-service'
import { scheduleDueDrills } from './schedule-drills'

const now = new Date('2026-11-23T12:00:00Z') // a Monday
let database: TestDatabase
let cast: Cast
let maintainer: Viewer
let forgetSecrets: () => Promise<void>
let system: { id: string; targetId: string }
let backupTargetId: string

beforeAll(async () => {
  database = await createTestDatabase()
  forgetSecrets = await prepareTestSecrets()
  await database.setNow(now)
  cast = await createCast()
  maintainer = cast.people.maintainer
  system = await addSystem(now, 'orders-db')
  backupTargetId = await addBackups(system.id)
  await sql().query('update system set team_id = $2 where id = $1', [system.id, cast.team])
})
afterAll(async () => {
  await forgetSecrets()
  await database.drop()
})

async function addBackups(systemId: string): Promise<string> {
  const id = newId()
  await sql().query(
    `insert into target (id, system_id, kind, address, config, created_at)
     values ($1, $2, 'backup', '/backups/*.dump', '{"path": "/backups", "pattern": "*.dump"}', $3)`,
    [id, systemId, now],
  )
  return id
}

const form = (over: Record<string, string> = {}) =>
  parseInput(planForm, {
    name: 'Nightly dump',
    backupTargetId,
    tier: 'weekly',
    place: 'database',
    scratchDsn: 'postgresql://drill:s3cret@db.example.com/scratch',
    compareManifest: 'on',
    ...over,
  })
const make = async (over: Record<string, string> = {}) => {
  const { id } = await createPlan(maintainer, system.id, form(over))
  return { systemId: system.id, planId: id }
}
const endWork = () => sql().query(`update long_job set state = 'done', finished_at = app_now()`)

describe('a plan', () => {
  it('is made with its password sealed, and due in the next low-traffic window', async () => {
    const { result, row } = await audited('drill-plan.create', () =>
      createPlan(maintainer, system.id, form()),
    )
    expect(JSON.stringify(row)).not.toContain('s3cret')
    const plan = await getPlan(maintainer, system.id, result.id)
    expect(plan).toMatchObject({
      name: 'Nightly dump',
      backupTarget: { id: backupTargetId, address: '/backups/*.dump' },
      nextAt: '2026-11-29T02:00:00.000Z',
      placeText: 'scratch on db.example.com:5432 (as drill)',
      secretNames: ['scratch'],
      isOwn: false,
      newestRun: null,
      lastProof: null,
      editable: true,
    })
    expect(JSON.stringify(plan)).not.toMatch(/s3cret|v1\./)
    expect((await getPlan(cast.people.viewer, system.id, result.id)).editable).toBe(false)
  })

  it('keeps its password when none is typed, also under a new key, and loses it with its place', async () => {
    const at = await make()
    const stored = async () => {
      const plan = await readPlan(at.systemId, at.planId)
      if (!plan) throw new Error('no plan')
      return plan
    }
    const { values, revision, secretNames } = await getPlanForm(maintainer, at.systemId, at.planId)
    expect(secretNames).toEqual(['scratch'])
    await audited('drill-plan.change', () =>
      changePlan(maintainer, { ...at, revision }, parseInput(planForm, { ...values, name: 'Renamed' })),
    )
    await rotateDataKey({ label: 'test' })
    expect(await openPlanSecret(at.planId, await stored(), 'scratch')).toBe('s3cret')
    await expect(
      changePlan(maintainer, { ...at, revision }, parseInput(planForm, values)),
    ).rejects.toMatchObject({ kind: 'conflict' })
    const embedded = parseInput(planForm, { ...values, place: 'embedded' })
    await changePlan(maintainer, { ...at, revision: revision + 1 }, embedded)
    expect((await stored()).secrets).toEqual({})
  })

  it('pauses, goes on and ends', async () => {
    const at = await make()
    await audited('drill-plan.pause', () => pausePlan(maintainer, at, { reason: 'moving house' }))
    expect(await getPlan(maintainer, at.systemId, at.planId)).toMatchObject({
      nextAt: null,
      pausedReason: 'moving house',
    })
    await expect(pausePlan(maintainer, at, { reason: 'again' })).rejects.toMatchObject({ kind: 'conflict' })
    await audited('drill-plan.resume', () => resumePlan(maintainer, at))
    await expect(resumePlan(maintainer, at)).rejects.toMatchObject({ kind: 'conflict' })
    expect((await getPlan(maintainer, at.systemId, at.planId)).nextAt).toBe('2026-11-29T02:00:00.000Z')
    await audited('drill-plan.end', () => endPlan(maintainer, at))
    const plans = await listPlans(maintainer, system.id)
    expect(plans.at(-1)).toMatchObject({ id: at.planId, nextAt: null, secretNames: [] })
    await expect(runPlanNow(maintainer, at)).rejects.toThrow(/has ended/)
  })

  it('that runs only when somebody says so does so after a pause too', async () => {
    const at = await make({ onDemand: 'on' })
    const next = async () => (await getPlan(maintainer, at.systemId, at.planId)).nextAt
    await pausePlan(maintainer, at, { reason: 'moving house' })
    const { values, revision } = await getPlanForm(maintainer, at.systemId, at.planId)
    expect(values.onDemand).toBe('on')
    await resumePlan(maintainer, at)
    expect(await next()).toBeNull()
    await pausePlan(maintainer, at, { reason: 'moving house' })
    await changePlan(
      maintainer,
      { ...at, revision: revision + 2 },
      parseInput(planForm, { ...values, onDemand: '' }),
    )
    expect(await next()).toBeNull()
    await resumePlan(maintainer, at)
    expect(await next()).toBe('2026-11-29T02:00:00.000Z')
  })

  it('is the business of those who maintain the system', async () => {
    const at = await make()
    for (const who of ['viewer', 'outsider'] as const) {
      const viewer = cast.people[who]
      for (const attempt of [
        () => createPlan(viewer, system.id, form()),
        () => getPlanForm(viewer, system.id, null),
        () => runPlanNow(viewer, at),
        () => endPlan(viewer, at),
        () => proveNow(viewer, system.id),
      ])
        await expect(attempt()).rejects.toMatchObject({ kind: 'forbidden' })
    }
    const other = await addSystem(now, `other-${at.planId}`)
    await expect(getPlan(maintainer, other.id, at.planId)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(
      runPlanNow(cast.people.admin, { systemId: other.id, planId: at.planId }),
    ).rejects.toMatchObject({ kind: 'not-found' })
    await expect(createPlan(cast.people.admin, other.id, form({ backupTargetId }))).rejects.toMatchObject({
      kind: 'invalid',
      fields: { backupTargetId: expect.any(String) },
    })
  })
})

describe('the newest backup', () => {
  it('is looked for where the plan says, by those who maintain the system', async () => {
    const at = await make()
    const folder = await mkdtemp(join(tmpdir(), 'wheeltapper-look-'))
    const place = { path: folder, pattern: '*.dump' }
    await sql().query('update target set config = $2 where id = $1', [backupTargetId, place])
    try {
      expect(await lookAtNewest(maintainer, at)).toEqual({
        isProvable: false,
        sentence: expect.stringContaining('matches *.dump'),
      })
      await writeFile(join(folder, 'orders-2026-11-23T02-00-00Z.dump'), 'x')
      await writeFile(join(folder, 'orders-2026-11-23T03-00-00Z.dump.manifest.json'), '{}')
      const seen = await lookAtNewest(maintainer, at)
      expect(seen.isProvable).toBe(true)
      expect(seen.sentence).toMatch(/^orders-2026-11-23T02-00-00Z\.dump, 1 B, made/)
      await expect(lookAtNewest(cast.people.viewer, at)).rejects.toMatchObject({ kind: 'forbidden' })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe('a run', () => {
  it('is asked for once at a time', async () => {
    const at = await make()
    const { result } = await audited('drill-plan.run', () => runPlanNow(maintainer, at))
    await expect(runPlanNow(maintainer, at)).rejects.toThrow(/being proven already/)
    expect(await getRun(cast.people.viewer, at.systemId, result.runId)).toMatchObject({
      planId: at.planId,
      planName: 'Nightly dump',
      result: null,
      report: null,
      job: { state: 'queued', kind: 'drill' },
      editable: false,
    })
    expect(await listRuns(maintainer, at)).toMatchObject({ total: 1, rows: [{ id: result.runId }] })
    await endWork()
    await runPlanNow(maintainer, at)
    expect((await getPlan(maintainer, at.systemId, at.planId)).newestRun?.job?.state).toBe('queued')
    await endWork()
  })

  it('is read as of one moment, also while it ends', async () => {
    const at = await make()
    const { runId } = await runPlanNow(maintainer, at)
    const run = () => getRun(maintainer, at.systemId, runId)
    const seen = await readAcross('long_job', run, async (on) => {
      await on.query(
        `update drill_run set report = '{"result":"fail"}', finished_at = app_now() where id = $1`,
        [runId],
      )
      await on.query(`update long_job set state = 'done', finished_at = app_now() where subject_id = $1`, [
        runId,
      ])
    })
    expect(seen).toMatchObject({ result: null, job: { state: 'queued' } })
    expect(await run()).toMatchObject({ result: 'fail', job: { state: 'done' } })
  })

  it.each([
    ['its plan', async (at: PlanPlace) => (await getPlan(maintainer, at.systemId, at.planId)).newestRun],
    [
      'the plans of its system',
      async (at: PlanPlace) =>
        (await listPlans(maintainer, at.systemId)).find(({ id }) => id === at.planId)?.newestRun,
    ],
    ['the runs of its plan', async (at: PlanPlace) => (await listRuns(maintainer, at)).rows[0]],
  ])('is read as of one moment with %s', async (_what, read) => {
    const at = await make()
    const { runId } = await runPlanNow(maintainer, at)
    const end = async (on: Sql) => {
      await on.query(
        `update drill_run set report = '{"result":"pass"}', finished_at = app_now() where id = $1`,
        [runId],
      )
      await on.query(`update long_job set state = 'done', finished_at = app_now() where subject_id = $1`, [
        runId,
      ])
    }
    expect(await readAcross('long_job', () => read(at), end)).toMatchObject({
      result: null,
      job: { state: 'queued' },
    })
    expect(await read(at)).toMatchObject({ result: 'pass', job: { state: 'done' } })
  })

  it('begins by itself when it is due, and not while the last one goes on', async () => {
    await sql().query('update drill_plan set next_at = null')
    const at = await make({ tier: 'daily' })
    expect(await scheduleDueDrills()).toEqual({ started: 0, leftOut: 0 })
    await database.setNow(new Date('2026-11-24T02:00:00Z'))
    expect(await scheduleDueDrills()).toEqual({ started: 1, leftOut: 0 })
    expect((await getPlan(maintainer, at.systemId, at.planId)).nextAt).toBe('2026-11-25T02:00:00.000Z')
    expect(await scheduleDueDrills()).toEqual({ started: 0, leftOut: 0 })
    await database.setNow(new Date('2026-11-25T02:00:00Z'))
    expect(await scheduleDueDrills()).toEqual({ started: 0, leftOut: 1 })
    await endWork()
    await pausePlan(maintainer, at, { reason: 'moving house' })
    await database.setNow(new Date('2026-11-30T02:00:00Z'))
    expect(await scheduleDueDrills()).toEqual({ started: 0, leftOut: 0 })
    await database.setNow(now)
  })

  it('can be had at once for a system with one place of backups', async () => {
    const fresh = await addSystem(now, 'stock-db')
    const { admin } = cast.people
    expect(await proveNow(admin, fresh.id)).toBeNull()
    await addBackups(fresh.id)
    const made = await proveNow(admin, fresh.id)
    expect(await listPlans(admin, fresh.id)).toMatchObject([
      { id: made?.planId, name: 'Backups of stock-db', tier: 'monthly', newestRun: { id: made?.runId } },
    ])
    await endWork()
    expect((await proveNow(admin, fresh.id))?.planId).toBe(made?.planId)
    await endWork()
    const two = await addSystem(now, 'two-db')
    await addBackups(two.id)
    await addBackups(two.id)
    expect(await proveNow(admin, two.id)).toBeNull()
  })
})
