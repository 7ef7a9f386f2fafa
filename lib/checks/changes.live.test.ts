import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { audited } from '@/scripts/testing/audited'
import { addTestSystem, type TestSystem, testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { cancelRemaining, getBatch } from './batch-service'
import { batchProgress } from './batch-view'
import { editCheck, getCheckForm, pause, resume, runCheckNow, runSystemNow } from './changes'

const now = new Date('2026-11-23T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

let database: TestDatabase
let system: TestSystem
let people: Cast['people']
let checkId: string

beforeAll(async () => {
  database = await createTestDatabase()
  ;({ people } = await createCast())
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.setNow(now)
  system = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [
    { kind: 'host.disk_free' },
    { kind: 'host.memory' },
  ])
  await sql().query(`update system set team_id = (select id from team where name = 'Orders') where id = $1`, [
    system.systemId,
  ])
  checkId = system.checkIds[0] ?? ''
})

const edit = { name: 'Disk', intervalSeconds: 600, timeoutSeconds: 5, failAfter: 3 }
const stored = async () => (await sql().query('select * from "check" where id = $1', [checkId])).rows[0]
const due = async (id = checkId) =>
  (
    await sql().query<{ next_due_at: Date }>('select next_due_at from check_schedule where check_id = $1', [
      id,
    ])
  ).rows[0]?.next_due_at
const auditRows = async (action: string) =>
  (
    await sql().query<{ before: object; after: object; actor_label: string }>(
      'select before, after, actor_label from audit_entry where action = $1 and (entity_id = $2 or $2 is null) order by id',
      [action, checkId],
    )
  ).rows

describe('editing a check', () => {
  it('shows a form of its kind, filled with its settings', async () => {
    const form = await getCheckForm(people.maintainer, checkId)
    expect(form).toMatchObject({
      kind: 'host.disk_free',
      systemName: `system ${system.systemId}`,
      pausedUntil: null,
    })
    expect(form.fields.length).toBeGreaterThan(1)
    expect(form.fields.every(({ label }) => label.length > 3)).toBe(true)
  })

  it('stores settings, schedule and grace, makes it due, and writes down before and after', async () => {
    await workDue(await testEngine())
    expect((await due())?.getTime()).toBeGreaterThan(now.getTime())
    const typed = Object.fromEntries(
      (await getCheckForm(people.maintainer, checkId)).fields.map(({ name, value }) => [name, value]),
    )
    const [first] = (await getCheckForm(people.maintainer, checkId)).fields.filter(
      ({ input }) => input === 'number',
    )
    await editCheck(people.maintainer, checkId, edit, { ...typed, [first?.name ?? '']: '61' })
    expect(await stored()).toMatchObject({
      name: 'Disk',
      interval_seconds: 600,
      grace_seconds: 300,
      timeout_ms: 5000,
      fail_after: 3,
      revision: 2,
    })
    expect(JSON.stringify((await stored())?.config)).toContain('61')
    expect(await due()).toEqual(now)
    expect(await auditRows('check.edit')).toEqual([
      expect.objectContaining({
        actor_label: 'mia@example.com',
        after: expect.objectContaining({ name: 'Disk' }),
        before: expect.objectContaining({ name: expect.any(String) }),
      }),
    ])
  })

  it('refuses settings that the kind does not accept, and changes nothing', async () => {
    const [first] = (await getCheckForm(people.maintainer, checkId)).fields.filter(
      ({ input }) => input === 'number',
    )
    await expect(
      editCheck(people.maintainer, checkId, edit, { [first?.name ?? '']: 'many' }),
    ).rejects.toMatchObject({ kind: 'invalid', fields: { [`config.${first?.name}`]: expect.any(String) } })
    expect((await stored())?.revision).toBe(1)
    expect(await auditRows('check.edit')).toEqual([])
  })

  it.each(['viewer', 'outsider'] as const)('is not for a %s', async (role) => {
    await expect(getCheckForm(people[role], checkId)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(editCheck(people[role], checkId, edit, {})).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(pause(people[role], checkId, { reason: 'because', days: 1 })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(resume(people[role], checkId)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(runCheckNow(people[role], checkId)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(runSystemNow(people[role], system.systemId)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('is not for the installation’s own checks', async () => {
    // The engine of an earlier test may have made one.
    await sql().query('delete from system where is_self')
    const own = await addTestSystem(
      { kind: 'self', address: 'this installation', config: {}, isSelf: true },
      [{ kind: 'al.scheduler_lag' }],
    )
    const [id = ''] = own.checkIds
    await expect(editCheck(people.admin, id, edit, {})).rejects.toThrow(/fixed checks/)
    await expect(pause(people.admin, id, { reason: 'because', days: 1 })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await runCheckNow(people.admin, id)
    await sql().query('delete from system where is_self')
  })

  it.each(['', 'x', "1'--", '019a0000-0000-7000-8000-00000000dead'])('there is no check %j', async (id) => {
    await expect(getCheckForm(people.admin, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(runCheckNow(people.admin, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(runSystemNow(people.admin, id)).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('a pause', () => {
  it('has a reason and an end, keeps the check from running, and ends by itself', async () => {
    await pause(people.maintainer, checkId, { reason: 'planned migration', days: 2 })
    expect(await stored()).toMatchObject({
      paused_at: now,
      paused_until: inDays(2),
      paused_reason: 'planned migration',
    })
    await workDue(await testEngine())
    expect((await sql().query('select 1 from check_state where check_id = $1', [checkId])).rowCount).toBe(0)
    await database.setNow(inDays(3))
    await workDue(await testEngine())
    expect((await sql().query('select 1 from check_state where check_id = $1', [checkId])).rowCount).toBe(1)
    expect((await getCheckForm(people.maintainer, checkId)).pausedUntil).toBeNull()
  })

  it('is ended by hand, once', async () => {
    await pause(people.maintainer, checkId, { reason: 'planned migration', days: 2 })
    await resume(people.maintainer, checkId)
    expect(await stored()).toMatchObject({ paused_at: null, paused_until: null, paused_reason: null })
    expect(await due()).toEqual(now)
    await expect(resume(people.maintainer, checkId)).rejects.toMatchObject({ kind: 'conflict' })
    expect((await auditRows('check.pause')).length + (await auditRows('check.resume')).length).toBe(2)
  })
})

describe('run now', () => {
  it('makes all checks of a system due but the paused ones, and shows their progress', async () => {
    await pause(people.maintainer, system.checkIds[1] ?? '', { reason: 'planned migration', days: 2 })
    const { batchId } = await runSystemNow(people.maintainer, system.systemId)
    const before = await getBatch(people.viewer, batchId)
    expect(before.items.map((item) => item.checkId)).toEqual([checkId])
    expect(batchProgress(before)).toMatchObject({ total: 1, done: 0, finished: false })
    expect(before.cancellable).toBe(false)
    expect((await getBatch(people.maintainer, batchId)).cancellable).toBe(true)
    await workDue(await testEngine())
    const after = await getBatch(people.viewer, batchId)
    expect(batchProgress(after)).toMatchObject({ done: 1, finished: true })
    expect(after.items[0]).toMatchObject({ reason: expect.any(String), verdictBefore: null })
    await expect(runSystemNow(people.admin, newId())).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('can be cancelled by who asked; what has not begun waits for its own schedule', async () => {
    await workDue(await testEngine())
    const { batchId } = await runSystemNow(people.maintainer, system.systemId)
    expect(await due()).toEqual(now)
    await expect(cancelRemaining(people.outsider, batchId)).rejects.toMatchObject({ kind: 'forbidden' })
    await cancelRemaining(people.maintainer, batchId)
    expect((await due())?.getTime()).toBeGreaterThan(now.getTime())
    expect(batchProgress(await getBatch(people.maintainer, batchId))).toMatchObject({
      cancelled: true,
      done: 0,
    })
    await expect(cancelRemaining(people.maintainer, batchId)).rejects.toMatchObject({ kind: 'conflict' })
    await workDue(await testEngine())
    expect(batchProgress(await getBatch(people.maintainer, batchId)).done).toBe(0)
  })

  it('says so when there is nothing to run', async () => {
    for (const id of system.checkIds) await pause(people.admin, id, { reason: 'planned migration', days: 2 })
    await expect(runSystemNow(people.admin, system.systemId)).rejects.toThrow(/no check that could run/)
  })

  it.each(['', 'x', '019a0000-0000-7000-8000-00000000dead'])('there is no run %j', async (id) => {
    await expect(getBatch(people.admin, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(cancelRemaining(people.admin, id)).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('every change of a check', () => {
  it('is one transaction with its audit row', async () => {
    const typed = Object.fromEntries(
      (await getCheckForm(people.maintainer, checkId)).fields.map(({ name, value }) => [name, value]),
    )
    const edited = await audited('check.edit', () => editCheck(people.maintainer, checkId, edit, typed))
    expect(edited.row).toMatchObject({ entity_id: checkId, after: { name: 'Disk' } })
    await audited('check.pause', () =>
      pause(people.maintainer, checkId, { reason: 'planned migration', days: 2 }),
    )
    const resumed = await audited('check.resume', () => resume(people.maintainer, checkId))
    expect(resumed.row).toMatchObject({ before: { pausedReason: 'planned migration' } })
  })

  it('and every run asked for, and its end', async () => {
    await workDue(await testEngine())
    const one = await audited('check.run', () => runCheckNow(people.maintainer, checkId))
    expect(one.row).toMatchObject({ entity_id: one.result.batchId, actor_label: 'mia@example.com' })
    const all = await audited('check.run', () => runSystemNow(people.maintainer, system.systemId))
    await audited('check.cancel-run', () => cancelRemaining(people.maintainer, all.result.batchId))
  })
})
