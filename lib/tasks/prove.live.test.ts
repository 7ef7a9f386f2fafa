import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { maintainTasks } from '@/lib/engine/duties/maintain-tasks'
import { addTestSystem } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createCast } from '@/scripts/testing/test-people'
import { addTestTask } from '@/scripts/testing/test-task'
import { actOnOccurrence } from './act'
import { getTask } from './task-service'

const now = new Date('2026-11-23T13:00:00Z')
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

let database: TestDatabase
let systemId: string
let checkIds: string[]
let me: Viewer

beforeAll(async () => {
  database = await createTestDatabase()
  me = (await createCast()).people.maintainer
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.setNow(now)
  ;({ systemId, checkIds } = await addTestSystem(
    { kind: 'backup', address: '/backup', config: { path: '/backup', pattern: '*' } },
    [{ kind: 'bk.age' }, { kind: 'bk.size' }],
  ))
  await sql().query(
    `insert into worker (id, host, pid, started_at, heartbeat_at, statistics) values (gen_random_uuid(), 'h', 1, $1, $1, '{}')`,
    [now],
  )
})

const add = (over = {}) =>
  addTestTask({
    systemId,
    automation: 'check',
    provenByKinds: ['bk.age', 'bk.size'],
    schedule: { type: 'daily', at: '14:00' },
    graceMinutes: 120,
    ...over,
  })

/** A run of a check, and the state that follows. */
async function ran(
  check: number,
  started: Date,
  verdict: 'ok' | 'fail' | 'unknown' | 'not-applicable' = 'ok',
) {
  const id = checkIds[check]
  await sql().query(
    `insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, trigger)
     values ($1, $2, 'short', $2, 1000, $3, 'The newest is 30 h old.', 'schedule')`,
    [id, started, verdict],
  )
  await sql().query(
    `insert into check_state (check_id, verdict, since, streak_verdict, streak_count, last_run_at, finished_at, reason, conclusive_at, last_ok_at, stale_after, duration_ms)
     values ($1, $3, $2, $3, 1, $2, $2, 'The newest is 30 h old.', $2, case when $3 = 'ok' then $2::timestamptz end, $2::timestamptz + interval '2 days', 1000)
     on conflict (check_id) do update set verdict = excluded.verdict, last_run_at = excluded.last_run_at, finished_at = excluded.finished_at,
       conclusive_at = excluded.conclusive_at, last_ok_at = coalesce(excluded.last_ok_at, check_state.last_ok_at), stale_after = excluded.stale_after`,
    [id, started, verdict],
  )
}
const tick = async (hours: number) => {
  await database.setNow(at(hours))
  await sql().query('update worker set heartbeat_at = $1', [at(hours)])
  return maintainTasks()
}
const first = async (taskId: string) => {
  const { rows } = await sql().query(
    'select * from task_occurrence where task_id = $1 order by period_start limit 1',
    [taskId],
  )
  return rows[0]
}

describe('a task that checks prove', () => {
  it('is done when each of them was ok since it is due; by the check, not by a person', async () => {
    const id = await add()
    await tick(0)
    await ran(0, at(0.5))
    await ran(1, at(0.5))
    // Ok, but before it was due: proves nothing of this period.
    expect(await tick(1.1)).toMatchObject({ proven: 0 })
    await ran(0, at(1.2))
    expect(await tick(1.3)).toMatchObject({ proven: 0 })
    expect((await getTask(me, id)).proofSentence).toMatch(
      /Not proved yet: .* has not run since it became due/,
    )
    await ran(1, at(1.4))
    expect(await tick(1.5)).toMatchObject({ proven: 1 })
    expect(await first(id)).toMatchObject({
      state: 'done',
      on_time: true,
      proven_by_check_id: checkIds[1],
      proven_by_run_at: at(1.4),
      finished_at: new Date(at(1.4).getTime() + 1000),
      finished_by_id: null,
    })
    const { history, events } = await getTask(me, id)
    expect(history.rows[0]?.provenBy).toMatchObject({ name: 'Backup size' })
    expect(events[0]).toMatchObject({ type: 'proven', actor: 'worker', comment: 'Backup size was ok.' })
    expect(await tick(1.6)).toMatchObject({ proven: 0 })
  })

  it('is late when the check was ok too late', async () => {
    const id = await add({ provenByKinds: ['bk.age'] })
    await tick(0)
    await ran(0, at(1.1), 'fail')
    await tick(2)
    await ran(0, at(4))
    expect(await tick(5)).toMatchObject({ proven: 1 })
    expect(await first(id)).toMatchObject({ state: 'done', on_time: false })
  })

  it('stays due while a check fails, and says why', async () => {
    const id = await add()
    await tick(0)
    await ran(0, at(1.2))
    await ran(1, at(1.2), 'fail')
    expect(await tick(1.5)).toMatchObject({ proven: 0 })
    const { task, proofSentence, proofs } = await getTask(me, id)
    expect(task.current).toMatchObject({ status: 'due' })
    expect(proofSentence).toBe('Not proved: Backup size reads fail. The newest is 30 h old.')
    expect(proofs.map(({ kind, checks }) => [kind, checks.length])).toEqual([
      ['bk.age', 1],
      ['bk.size', 1],
    ])
  })

  it.each(['unknown', 'not-applicable'] as const)('is not proved by %s', async (verdict) => {
    const id = await add({ provenByKinds: ['bk.age'] })
    await tick(0)
    await ran(0, at(1.2), verdict)
    expect(await tick(1.5)).toMatchObject({ proven: 0 })
    expect((await first(id))?.state).toBe('pending')
  })

  it('is not proved by half of its checks: one that is paused or missing proves nothing', async () => {
    const id = await add()
    await sql().query(
      `update "check" set paused_at = $2, paused_until = $3, paused_reason = 'moving' where id = $1`,
      [checkIds[1], now, at(48)],
    )
    await tick(0)
    await ran(0, at(1.2))
    expect(await tick(1.5)).toMatchObject({ proven: 0 })
    expect((await getTask(me, id)).proofSentence).toMatch(/no active check of Backup size \(bk\.size\)/)
  })

  it('is each period anew, also when the worker was away in between', async () => {
    const id = await add({ provenByKinds: ['bk.age'] })
    await tick(0)
    for (const hours of [1.2, 25.2, 49.2]) await ran(0, at(hours))
    // Both days that are within reach; the first is not lost either, it ended less than two days ago.
    expect(await tick(50)).toMatchObject({ proven: 3 })
    const { rows } = await sql().query(
      `select proven_by_run_at from task_occurrence where task_id = $1 and state = 'done' order by 1`,
      [id],
    )
    expect(rows.map((row) => row.proven_by_run_at)).toEqual([at(1.2), at(25.2), at(49.2)])
  })

  it('cannot be ticked by a person, only skipped with a reason', async () => {
    const id = await add()
    await tick(1.5)
    const { current } = (await getTask(me, id)).task
    const { id: occurrence, revision } = current ?? { id: '', revision: 0 }
    await expect(
      actOnOccurrence(me, occurrence, {
        do: 'record',
        revision,
        result: 'done',
        measure: null,
        note: '',
        minutes: null,
        evidenceIds: [],
      }),
    ).rejects.toThrow(/A check does this task/)
    await actOnOccurrence(me, occurrence, { do: 'skip', revision, reason: 'the folder moves today' })
    await ran(0, at(1.6))
    await ran(1, at(1.6))
    expect(await tick(1.7)).toMatchObject({ proven: 0 })
  })

  it('plans the next when it counts from completion', async () => {
    const id = await add({
      provenByKinds: ['bk.age'],
      anchor: 'completed',
      schedule: { type: 'interval', every: 10, unit: 'days', at: '14:00' },
    })
    await tick(0)
    await ran(0, at(1.2))
    await tick(1.5)
    const { rows } = await sql().query(
      'select scheduled_at, state from task_occurrence where task_id = $1 order by 1',
      [id],
    )
    expect(rows).toEqual([
      { scheduled_at: at(1), state: 'done' },
      { scheduled_at: at(241), state: 'pending' },
    ])
  })
})

describe('a task that a person does', () => {
  it('is offered to checks', async () => {
    const id = await add({ automation: 'manual' })
    await tick(0)
    expect((await getTask(me, id)).proofSentence).toMatch(/could be automated: .* watch(es)? it here already/)
    await ran(0, at(1.2))
    await ran(1, at(1.2))
    expect(await tick(1.5)).toMatchObject({ proven: 0 })
  })
})
