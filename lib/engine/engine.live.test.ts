import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { requestRun } from '@/lib/checks/store'
import { inTransaction, sql } from '@/lib/db/database'
import {
  addTestSystem,
  nextDue,
  type TestSystem,
  testEngine,
  workDue,
} from '@/scripts/testing/engine-fixture'
import { type Listener, startHttpListener } from '@/scripts/testing/listeners'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson } from '@/scripts/testing/test-people'
import { claimDueChecks, releaseLeases } from './claim-store'
import type { Engine } from './engine'
import { flushRuns } from './flush'
import { claimDue, storeFinished } from './tick'
import { beat, buryDeadWorkers } from './worker-store'

const start = new Date('2026-11-23T10:00:00Z')
let database: TestDatabase
let listener: Listener
let status = 200
let now = start

const moveTo = async (next: Date) => {
  now = next
  await database.setNow(next)
}
const moveBy = (seconds: number) => moveTo(new Date(now.getTime() + seconds * 1000))
const rowsOf = async (text: string, values: unknown[] = []) => (await sql().query(text, values)).rows
const target = () => {
  const url = `http://127.0.0.1:${listener.port}/`
  return { kind: 'url' as const, address: url, config: { url } }
}
const runsOf = (checkId: string) =>
  rowsOf('select scheduled_for as at, verdict, trigger, reason from run where check_id = $1 order by 1', [
    checkId,
  ])
const stateOf = async (checkId: string) =>
  (
    await rowsOf(
      'select verdict, streak_verdict as streak, streak_count as count from check_state where check_id = $1',
      [checkId],
    )
  )[0]

beforeAll(async () => {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  database = await createTestDatabase()
  listener = await startHttpListener((_request, response) => response.writeHead(status).end())
})
afterAll(async () => {
  await listener.close()
  await database.drop()
})
beforeEach(async () => {
  status = 200
  await moveTo(start)
  await emptyTables('system', 'run', 'sample', 'state_change', 'series', 'worker', 'duty')
})

/** Executes the slot after the current one, and the state that follows. */
async function nextSlot(engine: Engine, checkId: string) {
  await moveTo(await nextDue(checkId))
  await workDue(engine)
  return (await stateOf(checkId))?.verdict
}

const oneCheck = async (more = {}): Promise<{ system: TestSystem; id: string }> => {
  const system = await addTestSystem(target(), [{ kind: 'http.status', ...more }])
  return { system, id: system.checkIds[0] as string }
}

describe('a slot', () => {
  test('is executed once, stored once, and the next one lies on the grid', async () => {
    const engine = await testEngine()
    const { id } = await oneCheck()
    await workDue(engine)
    await workDue(engine)
    expect(await runsOf(id)).toEqual([
      { at: start, verdict: 'ok', trigger: 'schedule', reason: expect.stringContaining('Answered 200') },
    ])
    const due = await nextDue(id)
    expect(due.getTime() - start.getTime()).toBeLessThanOrEqual(60_000)
    await moveTo(due)
    await workDue(engine)
    expect((await nextDue(id)).getTime() - due.getTime()).toBe(60_000)
    expect(await stateOf(id)).toEqual({ verdict: 'ok', streak: 'ok', count: 2 })
    expect(await rowsOf('select value from sample')).toEqual([{ value: 200 }, { value: 200 }])
  })

  test('belongs to one of many workers', async () => {
    const { checkIds } = await addTestSystem(
      target(),
      Array.from({ length: 60 }, () => ({ kind: 'http.status' })),
    )
    const engines = await Promise.all([testEngine(7), testEngine(7), testEngine(7)])
    await Promise.all(engines.map(workDue))
    const [count] = await rowsOf(
      'select count(*) as runs, count(distinct check_id) as checks, count(distinct worker_id) as workers from run',
    )
    expect(count).toMatchObject({ runs: checkIds.length, checks: checkIds.length })
    expect(count?.workers).toBeGreaterThan(1)
    expect(engines.reduce((sum, engine) => sum + engine.statistics.stored, 0)).toBe(60)
  })

  test('is not claimed while somebody holds it, and is after the lease', async () => {
    await testEngine()
    const { id } = await oneCheck({ timeoutMs: 5_000 })
    const claim = { workerId: '01900000-0000-7000-8000-000000000001', limit: 10, leaseSeconds: 10 }
    expect((await claimDueChecks(claim)).map((each) => each.id)).toEqual([id])
    expect(await claimDueChecks(claim)).toEqual([])
    await moveBy(15)
    expect(await claimDueChecks(claim)).toEqual([])
    await moveBy(0.001)
    expect((await claimDueChecks(claim)).map((each) => each.fence)).toEqual([2])
  })
})

describe('the fence', () => {
  test('refuses a worker that lost its lease, and keeps what the next one stored', async () => {
    const [slow, fast] = [await testEngine(), await testEngine()]
    const { id } = await oneCheck({ intervalSeconds: 86_400 })
    await claimDue(slow)
    await slow.settled()
    await moveBy(21)
    status = 503
    await workDue(fast)
    await storeFinished(slow)
    expect(slow.statistics).toMatchObject({ stored: 0, refused: 1 })
    expect((await runsOf(id)).map(({ verdict }) => verdict)).toEqual(['fail'])
  })

  test('makes storing the same result twice the same as once', async () => {
    const engine = await testEngine()
    const { id } = await oneCheck()
    await claimDue(engine)
    await engine.settled()
    const finished = engine.takeFinished()
    expect(await flushRuns(finished, engine.id)).toHaveLength(1)
    const state = await stateOf(id)
    const due = await nextDue(id)
    expect(await flushRuns(finished, engine.id)).toHaveLength(0)
    expect([await runsOf(id).then((runs) => runs.length), await stateOf(id), await nextDue(id)]).toEqual([
      1,
      state,
      due,
    ])
  })

  test('a dead worker is noticed by its heart, its leases are free before they end', async () => {
    const [dead, alive] = [await testEngine(), await testEngine()]
    const { id } = await oneCheck({ timeoutMs: 600_000 })
    // From a slot of its grid on: the next one is a minute away, whatever the id of the check.
    await workDue(alive)
    await moveTo(await nextDue(id))
    const heart = (engine: Engine) =>
      beat({ id: engine.id, host: 'h', pid: 1, statistics: engine.statistics })
    await heart(dead)
    await claimDue(dead)
    await moveBy(9)
    await heart(alive)
    expect(await buryDeadWorkers(10)).toBe(0)
    await moveBy(2)
    await heart(alive)
    expect(await buryDeadWorkers(10)).toBe(1)
    await workDue(alive)
    expect(await runsOf(id)).toHaveLength(2)
    await dead.settled()
    await storeFinished(dead)
    expect(dead.statistics.refused).toBe(1)
  })

  test('given back leases are due at once', async () => {
    const [leaving, staying] = [await testEngine(), await testEngine()]
    const { id } = await oneCheck()
    await claimDueChecks({ workerId: leaving.id, limit: 1, leaseSeconds: 10 })
    await workDue(staying)
    expect(await runsOf(id)).toHaveLength(0)
    expect(await releaseLeases(leaving.id, [])).toBe(1)
    await workDue(staying)
    expect(await runsOf(id)).toHaveLength(1)
  })
})

describe('missed slots', () => {
  test('are counted and recorded once; only the latest runs', async () => {
    const engine = await testEngine()
    const { id } = await oneCheck()
    await workDue(engine)
    const first = await nextDue(id)
    await moveTo(new Date(first.getTime() + 10 * 60_000 + 5_000))
    await workDue(engine)
    const minutesOn = (minutes: number) => new Date(first.getTime() + minutes * 60_000)
    expect((await runsOf(id)).slice(1)).toMatchObject([
      { at: minutesOn(9), verdict: 'unknown', trigger: 'missed', reason: 'missed' },
      { at: minutesOn(10), verdict: 'ok', trigger: 'schedule' },
    ])
    expect(await rowsOf('select missed from check_schedule')).toEqual([{ missed: 10 }])
    expect(await rowsOf(`select evidence from run where trigger = 'missed'`)).toEqual([
      { evidence: { facts: { slots: 10, first: first.toISOString() }, resources: [] } },
    ])
    expect(await nextDue(id)).toEqual(minutesOn(11))
    expect(engine.statistics.worstLatenessSeconds).toBeGreaterThan(0)
  })

  test('a pause misses nothing', async () => {
    const engine = await testEngine()
    const { id } = await oneCheck()
    await workDue(engine)
    const until = new Date(start.getTime() + 3_600_000)
    await sql().query('update "check" set paused_at = $1, paused_until = $2, revision = revision + 1', [
      start,
      until,
    ])
    await moveTo(new Date(until.getTime() - 1))
    await workDue(engine)
    expect(await runsOf(id)).toHaveLength(1)
    await moveTo(until)
    await workDue(engine)
    expect((await runsOf(id)).map(({ at, trigger }) => [at, trigger])).toEqual([
      [start, 'schedule'],
      [until, 'schedule'],
    ])
  })
})

describe('run now', () => {
  const ask = (id: string, systemId: string) =>
    inTransaction((tx) => requestRun(tx, [id], { viewer: null, title: 'now', systemId }))
  const items = () =>
    rowsOf(
      'select verdict_before as before, verdict, finished_at is not null as finished from run_batch_item',
    )

  test('runs between two slots, shows progress, and misses none', async () => {
    const engine = await testEngine()
    const { id, system } = await oneCheck()
    await workDue(engine)
    const due = await nextDue(id)
    await moveTo(new Date(due.getTime() - 500))
    status = 503
    await ask(id, system.systemId)
    expect(await items()).toEqual([{ before: 'ok', verdict: null, finished: false }])
    await workDue(engine)
    expect(await items()).toEqual([{ before: 'ok', verdict: 'fail', finished: true }])
    expect(await nextDue(id)).toEqual(due)
    expect((await runsOf(id)).map(({ trigger }) => trigger)).toEqual(['schedule', 'manual'])
  })

  test('asked for while it runs: runs once more', async () => {
    const engine = await testEngine()
    const { id, system } = await oneCheck()
    await claimDue(engine)
    await engine.settled()
    await moveBy(1)
    await ask(id, system.systemId)
    await storeFinished(engine)
    expect(await items()).toMatchObject([{ finished: false }])
    await workDue(engine)
    expect(await items()).toMatchObject([{ finished: true }])
    expect(await runsOf(id)).toHaveLength(2)
  })

  test('two requests share one run; a paused check runs too', async () => {
    const engine = await testEngine()
    const { id, system } = await oneCheck()
    await workDue(engine)
    await sql().query('update "check" set paused_at = $1, revision = revision + 1', [start])
    await moveBy(1)
    await ask(id, system.systemId)
    await ask(id, system.systemId)
    await workDue(engine)
    expect(await items()).toMatchObject([{ finished: true }, { finished: true }])
    expect(await runsOf(id)).toHaveLength(2)
  })
})

describe('state and findings', () => {
  const findings = () =>
    rowsOf(
      'select kind, state, severity, ok_streak as streak, reopen_count as reopened from finding order by kind',
    )
  const events = () =>
    rowsOf('select type from finding_event order by at, id').then((rows) => rows.map(({ type }) => type))

  test('one failure is a blip; two open a finding; three good runs heal it; a relapse reopens it', async () => {
    const engine = await testEngine()
    const { id } = await oneCheck()
    const owner = await createPerson({ email: 'ada@example.com', role: 'maintainer' })
    await sql().query('update system set owner_id = $1', [owner])
    await workDue(engine)
    status = 503
    expect(await nextSlot(engine, id)).toBe('ok')
    expect(await findings()).toEqual([])
    expect(await nextSlot(engine, id)).toBe('fail')
    expect(await findings()).toMatchObject([{ kind: 'defect', state: 'open', severity: 'high' }])
    expect(await rowsOf('select owner_id as owner from finding')).toEqual([{ owner }])
    status = 200
    expect(await nextSlot(engine, id)).toBe('fail')
    expect(await nextSlot(engine, id)).toBe('ok')
    expect(await findings()).toMatchObject([{ state: 'open', streak: 2 }])
    await nextSlot(engine, id)
    expect(await findings()).toMatchObject([{ state: 'verified' }])
    status = 503
    await nextSlot(engine, id)
    await nextSlot(engine, id)
    expect(await findings()).toMatchObject([{ state: 'open', reopened: 1 }])
    expect(await events()).toEqual(['opened', 'healed', 'reopened'])
    const changes = await rowsOf(
      'select from_verdict as "from", to_verdict as "to" from state_change order by at',
    )
    expect(changes).toEqual([
      { from: null, to: 'ok' },
      { from: 'ok', to: 'fail' },
      { from: 'fail', to: 'ok' },
      { from: 'ok', to: 'fail' },
    ])
  })

  test('a claim of resolution is proved by two later good runs, or taken back', async () => {
    const engine = await testEngine()
    const { id } = await oneCheck({ failAfter: 1 })
    status = 503
    await workDue(engine)
    const claim = () =>
      sql().query(
        `update finding set state = 'resolved', resolved_at = $1, state_since = $1, ok_streak = 0`,
        [now],
      )
    await claim()
    await nextSlot(engine, id)
    expect(await findings()).toMatchObject([{ state: 'in-progress' }])
    await claim()
    status = 200
    await nextSlot(engine, id)
    expect(await findings()).toMatchObject([{ state: 'resolved', streak: 1 }])
    await nextSlot(engine, id)
    expect(await findings()).toMatchObject([{ state: 'verified' }])
    expect(await events()).toEqual(['opened', 'proof-failed', 'verified'])
  })

  test('not being able to look ends the verdict and opens "not watched"', async () => {
    const engine = await testEngine()
    const { id, system } = await oneCheck()
    await workDue(engine)
    // A private range that nobody opened: the guard refuses, so nothing is known.
    const url = 'http://10.1.2.3/'
    const repoint = (to: string) =>
      sql().query(`update target set config = $2, revision = revision + 1 where id = $1`, [
        system.targetId,
        JSON.stringify({ url: to }),
      ])
    await repoint(url)
    expect(await nextSlot(engine, id)).toBe('ok')
    expect(await nextSlot(engine, id)).toBe('unknown')
    expect(await findings()).toMatchObject([{ kind: 'unwatched', state: 'open', severity: 'medium' }])
    await repoint(target().config.url)
    for (let run = 0; run < 3; run++) await nextSlot(engine, id)
    expect(await findings()).toMatchObject([{ kind: 'unwatched', state: 'verified' }])
  })

  test('a check that changes its mind all the time is a finding', async () => {
    const engine = await testEngine()
    const { id } = await oneCheck({ failAfter: 1, okAfter: 1 })
    await workDue(engine)
    const flapping = () => rowsOf(`select state from finding where resource = '(flapping)'`)
    const changeMind = async () => {
      status = status === 200 ? 503 : 200
      await nextSlot(engine, id)
    }
    // The first state comes from nothing and is none of them.
    for (let change = 0; change < 6; change++) await changeMind()
    expect(await rowsOf('select count(*) as rows from state_change')).toEqual([{ rows: 7 }])
    expect(await flapping()).toEqual([])
    await changeMind()
    expect(await flapping()).toEqual([{ state: 'open' }])
    status = 200
    await moveBy(25 * 3600)
    await workDue(engine)
    for (let run = 0; run < 2; run++) await nextSlot(engine, id)
    expect(await flapping()).toEqual([{ state: 'verified' }])
  })

  test('an acceptance ends when its compensating check fails', async () => {
    const engine = await testEngine()
    const { id } = await oneCheck({ failAfter: 1 })
    const compensating = await oneCheck({ failAfter: 1, config: { expected: '200-599' } })
    status = 503
    await workDue(engine)
    await sql().query(
      `with f as (update finding set state = 'accepted', state_since = $1 returning id)
       insert into acceptance (id, finding_id, decision, rationale, compensating_check_id, requester_id, requested_at, approved_at, until)
       select f.id, f.id, 'mitigate', 'x', $2, f.id, $1, $1, $1::timestamptz + interval '30 days' from f`,
      [now, compensating.id],
    )
    await nextSlot(engine, id)
    expect((await findings()).map(({ state }) => state)).toEqual(['accepted'])
    await sql().query(
      `update "check" set config = '{"expected":"200"}', revision = revision + 1 where id = $1`,
      [compensating.id],
    )
    await nextSlot(engine, compensating.id)
    expect((await findings()).map(({ state }) => state).sort()).toEqual(['open', 'triaged'])
  })

  test('what cannot be stored holds up nobody', async () => {
    const engine = await testEngine()
    const { checkIds } = await addTestSystem(
      target(),
      Array.from({ length: 4 }, () => ({ kind: 'http.status' })),
    )
    await claimDue(engine)
    await engine.settled()
    const finished = engine.takeFinished()
    const broken = finished[0]
    if (!broken) throw new Error('nothing finished')
    broken.judgement = {
      ...broken.judgement,
      reason: 'NUL \u0000 is stored as a replacement',
      verdict: 'impossible' as 'ok',
    }
    const other = finished[1]
    if (!other) throw new Error('one finished')
    // An index holds no key of this length.
    const key = Array.from({ length: 4_000 }, (_each, index) => (index * 7919) % 10_007).join(' ')
    other.judgement = { ...other.judgement, samples: [{ key, value: 1, unit: 'count' }] }
    const third = finished[2]
    if (!third) throw new Error('two finished')
    third.judgement = { ...third.judgement, thresholds: null as unknown as { warn: null; fail: null } }
    engine.putBack(finished)
    await storeFinished(engine)
    const verdicts = await Promise.all(checkIds.map(async (id) => (await stateOf(id))?.verdict))
    expect(verdicts.sort()).toEqual(['ok', 'unknown', 'unknown', 'unknown'])
  })
})
