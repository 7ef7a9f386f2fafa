import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nextSlotAfter } from '@/lib/checks/schedule'
import { readStrips } from '@/lib/checks/strip-store'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { readHistory, readSeries } from '@/lib/samples/store'
import { addTestSystem, testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { readEngineFacts } from '../facts-store'
import { beat } from '../worker-store'
import { cleanUp } from './cleanup-store'
import { ensureDuties, giveBackDuty, takeDueDuty } from './duty-store'
import { listPartitions } from './partition-store'
import { analyzePartitionedTables, createPartitions, dropExpiredPartitions } from './partitions'
import { beginRollUps, rollUpCompleteHours } from './roll-up'
import { longDuties, reportDuties, runDueDuty } from './run-due-duty'
import { markSilentChecks } from './silence'

const start = new Date('2026-11-23T10:00:00Z')
const hour = 3_600_000
const day = 24 * hour
let database: TestDatabase
let now = start

const moveTo = async (next: Date) => {
  now = next
  await database.setNow(next)
}
const moveBy = (ms: number) => moveTo(new Date(now.getTime() + ms))
const at = (ms: number) => new Date(start.getTime() + ms)
const rowsOf = async (text: string, values: unknown[] = []) => (await sql().query(text, values)).rows
const dropAll = async () => {
  for (const table of ['run', 'sample', 'state_change', 'sample_hour', 'sample_day', 'run_hour', 'run_day']) {
    for (const name of await listPartitions(table))
      if (!name.endsWith('_default')) await sql().query(`drop table ${name}`)
  }
}

beforeAll(async () => {
  process.env.EGRESS_ALLOW_CIDRS = '127.0.0.0/8'
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await moveTo(start)
  await dropAll()
  await emptyTables(
    'system',
    'run',
    'sample',
    'state_change',
    'sample_hour',
    'sample_day',
    'run_hour',
    'run_day',
    'series',
    'worker',
    'duty',
  )
})

/** A check that nobody runs here; its facts are inserted by the test. */
const addCheck = async (intervalSeconds = 60) => {
  const target = {
    kind: 'tcp' as const,
    address: 'queue.example:5672',
    config: { host: 'queue.example', port: 5672 },
  }
  const { checkIds } = await addTestSystem(target, [{ kind: 'tcp.open', intervalSeconds }])
  const seriesId = newId()
  await sql().query(`insert into series values ($1, $2, 'value', 'ms')`, [seriesId, checkIds[0]])
  return { id: checkIds[0] as string, seriesId }
}
/** A daily check that is due now, and whose grid (it follows from the id) has no slot up to `until`. */
const addDailyCheck = async (until: Date): Promise<string> => {
  const { systemId, checkIds } = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [
    { kind: 'host.memory', intervalSeconds: 86_400 },
  ])
  const id = checkIds[0] as string
  if (nextSlotAfter(id, 86_400, now) > until) return id
  await sql().query('delete from system where id = $1', [systemId])
  return addDailyCheck(until)
}
const addRun = (id: string, when: Date, verdict: string, retention = 'short') =>
  sql().query(
    `insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, trigger)
     values ($1, $2, $4, $2, 5, $3, 'x', 'schedule')`,
    [id, when, verdict, retention],
  )
const addSample = (seriesId: string, when: Date, value: number) =>
  sql().query('insert into sample values ($1, $2, $3)', [seriesId, when, value])

describe('partitions', () => {
  test('partitioned tables get statistics as a whole, which autovacuum never makes', async () => {
    const neverAnalyzed = () =>
      rowsOf(`select relname from pg_class where relkind = 'p' and relnamespace = 'public'::regnamespace
               and pg_stat_get_last_analyze_time(oid) is null`)
    expect(await neverAnalyzed()).not.toEqual([])
    await analyzePartitionedTables()
    expect(await neverAnalyzed()).toEqual([])
  })

  test('exist ahead, so that no insert meets a missing one; twice changes nothing', async () => {
    const created = await createPartitions()
    expect(created).toContain('run_short_20261126')
    expect(created).toContain('run_long_202701')
    expect(created).toContain('sample_20261126')
    expect(await createPartitions()).toEqual([])
    const { id, seriesId } = await addCheck()
    for (const days of [-1, 0, 1, 2, 3]) {
      await addRun(id, at(days * day), 'ok')
      await addRun(id, at(days * day), 'ok', 'long')
      await addSample(seriesId, at(days * day), days)
    }
    expect((await readEngineFacts()).rowsInDefaultPartitions).toBe(0)
    await addSample(seriesId, at(5 * day), 5)
    expect((await readEngineFacts()).rowsInDefaultPartitions).toBe(1)
  })

  test('two workers create each one once', async () => {
    const [one, two] = await Promise.all([createPartitions(), createPartitions()])
    const names = new Set([...one, ...two])
    expect((await listPartitions('run')).size).toBe(
      [...names].filter((name) => /^run_(short|long)/.test(name)).length + 1,
    )
  })

  test('rows that fell into the default one move into their partition', async () => {
    const { id, seriesId } = await addCheck()
    await addRun(id, start, 'ok')
    await addRun(id, start, 'fail', 'long')
    await addSample(seriesId, start, 7)
    await createPartitions()
    expect((await readEngineFacts()).rowsInDefaultPartitions).toBe(0)
    expect(await rowsOf('select tableoid::regclass::text as part, verdict from run order by 1')).toEqual([
      { part: 'run_long_202611', verdict: 'fail' },
      { part: 'run_short_20261123', verdict: 'ok' },
    ])
    expect(await rowsOf('select value from sample_20261123')).toEqual([{ value: 7 }])
  })

  test('are dropped after their retention, not before they are rolled up, and nothing younger', async () => {
    await createPartitions()
    await beginRollUps()
    const { id, seriesId } = await addCheck()
    await addRun(id, start, 'ok')
    await addRun(id, start, 'ok', 'long')
    await addSample(seriesId, start, 1)
    await moveBy(3 * day)
    await createPartitions()
    await addRun(id, now, 'ok')
    expect(await dropExpiredPartitions()).toEqual(['run_short_20261122', 'sample_20261122'])
    for (const which of ['roll-up-runs', 'roll-up-samples'] as const) await rollUpCompleteHours(which)
    expect(await dropExpiredPartitions()).toEqual(['run_short_20261123', 'sample_20261123'])
    expect(await rowsOf('select retention, scheduled_for as at from run order by 2')).toEqual([
      { retention: 'long', at: start },
      { retention: 'short', at: now },
    ])
    expect(await rowsOf('select count from sample_hour')).toEqual([{ count: 1 }])
  })

  test('dropping while somebody reads waits, then gives up without harm', async () => {
    await createPartitions()
    await beginRollUps()
    await moveBy(4 * day)
    for (const which of ['roll-up-runs', 'roll-up-samples'] as const) await rollUpCompleteHours(which)
    const reader = await sql().connect()
    await reader.query('begin')
    await reader.query('select count(*) from run')
    await expect(dropExpiredPartitions()).rejects.toThrow(/lock timeout/)
    await reader.query('commit')
    reader.release()
    expect(await dropExpiredPartitions()).toContain('run_short_20261123')
  })
})

describe('roll-ups', () => {
  test('count verdicts by hour and day, exactly and as often as one likes', async () => {
    await createPartitions()
    await beginRollUps()
    const { id } = await addCheck()
    const verdicts = ['ok', 'ok', 'warn', 'fail', 'unknown', 'not-applicable']
    for (const [index, verdict] of verdicts.entries()) await addRun(id, at(index * 60_000), verdict)
    await addRun(id, at(hour + 60_000), 'fail')
    await addRun(id, at(2 * hour), 'ok') // this hour is not complete
    await moveBy(2 * hour + 3 * 60_000)
    expect(await rollUpCompleteHours('roll-up-runs')).toBe(3) // from the hour before the start
    const hours = () =>
      rowsOf('select at, ok, warn, fail, unknown, not_applicable as na from run_hour order by at')
    const days = () =>
      rowsOf('select at, ok, warn, fail, unknown, not_applicable as na from run_day order by at')
    const expected = [
      { at: start, ok: 2, warn: 1, fail: 1, unknown: 1, na: 1 },
      { at: at(hour), ok: 0, warn: 0, fail: 1, unknown: 0, na: 0 },
    ]
    expect(await hours()).toEqual(expected)
    const today = new Date('2026-11-23T00:00:00Z')
    expect(await days()).toEqual([{ at: today, ok: 2, warn: 1, fail: 2, unknown: 1, na: 1 }])
    expect(await rollUpCompleteHours('roll-up-runs')).toBe(0)
    await sql().query(`update duty set watermark = $1 where name = 'roll-up-runs'`, [start])
    expect(await rollUpCompleteHours('roll-up-runs')).toBe(2)
    expect(await hours()).toEqual(expected)
    await moveBy(hour)
    await rollUpCompleteHours('roll-up-runs')
    expect(await days()).toEqual([{ at: today, ok: 3, warn: 1, fail: 2, unknown: 1, na: 1 }])
  })

  test('keep smallest, largest, sum, count and last of samples', async () => {
    await createPartitions()
    await beginRollUps()
    const { seriesId } = await addCheck()
    for (const [index, value] of [5, 1, 9, 4].entries())
      await addSample(seriesId, at(index * 10 * 60_000), value)
    await addSample(seriesId, at(hour), 100)
    await moveBy(2 * hour + 3 * 60_000)
    expect(await rollUpCompleteHours('roll-up-samples')).toBe(3)
    expect(await rowsOf('select at, min, max, sum, count, last from sample_hour order by at')).toEqual([
      { at: start, min: 1, max: 9, sum: 19, count: 4, last: 4 },
      { at: at(hour), min: 100, max: 100, sum: 100, count: 1, last: 100 },
    ])
    expect(await rowsOf('select min, max, sum, count, last from sample_day')).toEqual([
      { min: 1, max: 100, sum: 119, count: 5, last: 100 },
    ])
  })

  test('late facts are rolled up again', async () => {
    await moveTo(at(-30 * 60_000))
    const engine = await testEngine()
    const checkId = await addDailyCheck(at(3 * hour))
    await moveTo(at(3 * hour))
    await rollUpCompleteHours('roll-up-runs')
    await workDue(engine) // its slot was at 09:30
    expect(await rowsOf('select count(*) as runs from run where scheduled_for < $1', [start])).toEqual([
      { runs: 1 },
    ])
    expect(await rollUpCompleteHours('roll-up-runs')).toBe(3)
    expect(await rowsOf('select check_id as id, at from run_hour')).toEqual([{ id: checkId, at: at(-hour) }])
  })

  test('say how many slots nobody executed, and since when', async () => {
    await createPartitions()
    await beginRollUps()
    const engine = await testEngine()
    await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [
      { kind: 'host.memory', intervalSeconds: 600 },
    ])
    await workDue(engine)
    // Nobody is there for two hours.
    await moveTo(at(2 * hour + 5 * 60_000))
    await workDue(engine)
    const [{ missed }] = (await rowsOf('select missed from check_schedule')) as [{ missed: number }]
    expect(missed).toBeGreaterThan(9)
    await moveTo(at(4 * hour))
    await rollUpCompleteHours('roll-up-runs')
    const [written] = (await rowsOf(
      'select missed, missed_since as since, at from run_hour where missed > 0',
    )) as [{ missed: number; since: Date; at: Date }]
    expect(written.missed).toBe(missed)
    // Ten minutes after the last run, in which hour ever the last of them lies.
    expect(written.since.getTime()).toBeGreaterThan(start.getTime())
    expect(written.since.getTime()).toBeLessThan(at(20 * 60_000).getTime())
    expect(written.at.getTime()).toBeGreaterThanOrEqual(at(hour).getTime())
  })
})

describe('reading', () => {
  test('a series is raw, hourly or daily, complete to the last sample, with gaps', async () => {
    await createPartitions()
    await beginRollUps()
    const { id, seriesId } = await addCheck(600)
    for (let index = 0; index < 24; index++)
      if (index < 6 || index > 11) await addSample(seriesId, at(index * 600_000), index)
    await moveBy(4 * hour - 1)
    const raw = await readSeries(id, 'value', start, at(4 * hour))
    expect(raw).toMatchObject({ unit: 'ms', resolution: 'raw', stepSeconds: 600 })
    const epoch = start.getTime() / 1000
    expect(raw.points.slice(4, 8)).toEqual([
      [epoch + 2400, 4, 4, 4],
      [epoch + 3000, 5, 5, 5],
      [epoch + 3600, null, null, null],
      [epoch + 7200, 12, 12, 12],
    ])
    await rollUpCompleteHours('roll-up-samples')
    const hourly = await readSeries(id, 'value', at(-7 * day), at(4 * hour))
    expect(hourly.resolution).toBe('hour')
    expect(hourly.points).toEqual([
      [epoch, 2.5, 0, 5],
      [epoch + 7200, 14.5, 12, 17],
      [epoch + 10_800, 20.5, 18, 23], // not rolled up yet
    ])
    const daily = await readSeries(id, 'value', at(-365 * day), at(4 * hour))
    expect([daily.resolution, daily.points.length, daily.points[0]?.slice(1)]).toEqual([
      'day',
      1,
      [225 / 18, 0, 23],
    ])
    expect((await readSeries(id, 'absent', start, at(hour))).points).toEqual([])
  })

  test('a history is raw where it is young and the last of each hour or day where it is old', async () => {
    const { id, seriesId } = await addCheck()
    await createPartitions()
    const add = (table: string, when: Date, last: number) =>
      sql().query(`insert into ${table} values ($1, $2, 0, 0, 0, 1, $3)`, [seriesId, when, last])
    await add('sample_day', new Date('2026-11-01T00:00:00Z'), 1)
    await add('sample_day', new Date('2026-11-20T00:00:00Z'), 99)
    await add('sample_hour', at(-70 * hour), 2)
    await add('sample_hour', at(-69 * hour), 3)
    await add('sample_hour', at(-1 * hour), 98)
    await addSample(seriesId, at(-40 * hour), 4)
    await addSample(seriesId, at(-60_000), 5)
    expect((await readHistory(id, 'value', at(-60 * day))).map(({ value }) => value)).toEqual([1, 2, 3, 4, 5])
    expect((await readHistory(id, 'value', at(-41 * hour))).map(({ value }) => value)).toEqual([4, 5])
  })

  test('strips count verdicts by day for checks and systems, today included', async () => {
    const engine = await testEngine()
    const { systemId, checkIds } = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [
      { kind: 'host.memory' },
      { kind: 'host.fd_system' },
    ])
    await workDue(engine)
    const [first, second] = checkIds as [string, string]
    await sql().query(
      `insert into run_day values ($1, '2026-11-22T00:00:00Z', 3, 1, 0, 0, 0), ($2, '2026-11-22T00:00:00Z', 1, 0, 2, 0, 0)`,
      [first, second],
    )
    await sql().query(`insert into run_day values ($1, '2026-09-01T00:00:00Z', 9, 9, 9, 9, 9)`, [first])
    const byCheck = await readStrips({ checkIds: [first] }, 30)
    expect(byCheck.get(first)?.map(({ day: each }) => each)).toEqual(['2026-11-22', '2026-11-23'])
    expect(byCheck.get(first)?.[0]).toMatchObject({ ok: 3, warn: 1, fail: 0 })
    const bySystem = await readStrips({ systemIds: [systemId] }, 30)
    expect(bySystem.get(systemId)?.[0]).toEqual({
      day: '2026-11-22',
      ok: 4,
      warn: 1,
      fail: 2,
      unknown: 0,
      notApplicable: 0,
    })
    const today = bySystem.get(systemId)?.[1]
    expect((today?.ok ?? 0) + (today?.warn ?? 0) + (today?.fail ?? 0) + (today?.unknown ?? 0)).toBe(2)
  })
})

describe('duties', () => {
  const terms = [{ name: 'a', everySeconds: 60, leaseSeconds: 30 }]
  const [one, two] = [newId(), newId()]

  test('one holder at a time, again after the period, earlier after a failure, by another when the holder dies', async () => {
    await ensureDuties(['a'])
    expect(await Promise.all([takeDueDuty(one, terms), takeDueDuty(two, terms)])).toContain(null)
    const holder = (await rowsOf('select holder from duty'))[0]?.holder as string
    await giveBackDuty(holder, { name: 'a', everySeconds: 60, leaseSeconds: 30 }, 60)
    expect(await takeDueDuty(one, terms)).toBeNull()
    await moveBy(60_000)
    expect(await takeDueDuty(one, terms)).toBe('a')
    await moveBy(31_000)
    expect(await takeDueDuty(two, terms)).toBe('a')
    await giveBackDuty(one, { name: 'a', everySeconds: 60, leaseSeconds: 30 }, 60)
    expect(await rowsOf('select holder from duty')).toEqual([{ holder: two }])
    await giveBackDuty(two, { name: 'a', everySeconds: 60, leaseSeconds: 30 }, 5)
    await moveBy(5_000)
    expect(await takeDueDuty(one, terms)).toBe('a')
  })

  test('all of them run once on a fresh database', async () => {
    const engine = await testEngine()
    let count = 0
    for (const lane of [undefined, longDuties, reportDuties])
      while (await runDueDuty(engine.id, lane)) count += 1
    expect(count).toBe((await rowsOf('select 1 from duty')).length)
    expect(await rowsOf('select name from duty where last_run_at is distinct from app_now()')).toEqual([])
  })

  test('silence turns a check to unknown once and opens "not watched"; a worker that just began waits', async () => {
    const engine = await testEngine()
    const heart = () => beat({ id: engine.id, host: 'h', pid: 1, statistics: engine.statistics })
    await heart()
    const { checkIds } = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [
      { kind: 'host.memory', intervalSeconds: 60 },
      { kind: 'host.fd_system', intervalSeconds: 86_400 },
    ])
    await workDue(engine)
    await moveBy(30_000)
    expect(await markSilentChecks(engine.id)).toBe(0)
    await moveBy(420_000)
    const newcomer = await testEngine()
    await beat({ id: newcomer.id, host: 'h', pid: 2, statistics: newcomer.statistics })
    expect(await markSilentChecks(newcomer.id)).toBe(0)
    expect(await markSilentChecks(engine.id)).toBe(1)
    expect(await markSilentChecks(engine.id)).toBe(0)
    const state = await rowsOf('select verdict, since, reason from check_state where check_id = $1', [
      checkIds[0],
    ])
    expect(state).toEqual([
      { verdict: 'unknown', since: now, reason: expect.stringContaining('nobody has looked') },
    ])
    expect(await rowsOf('select kind, state from finding where check_id = $1', [checkIds[0]])).toEqual([
      { kind: 'unwatched', state: 'open' },
    ])
    // The worker that remembered another state reads the new one, and three runs heal the finding.
    await workDue(engine)
    for (let run = 0; run < 2; run++) {
      await moveBy(60_000)
      await workDue(engine)
    }
    expect(await rowsOf('select state from finding where check_id = $1', [checkIds[0]])).toEqual([
      { state: 'verified' },
    ])
    const changes = await rowsOf(
      'select to_verdict as "to" from state_change where check_id = $1 order by at',
      [checkIds[0]],
    )
    expect(changes[1]).toEqual({ to: 'unknown' })
    expect(changes[2]?.to).not.toBe('unknown')
  })

  test('a check that never ran is silent too', async () => {
    const engine = await testEngine()
    await beat({ id: engine.id, host: 'h', pid: 1, statistics: engine.statistics })
    const { id } = await addCheck()
    await moveBy(10 * 60_000)
    expect(await markSilentChecks(engine.id)).toBe(1)
    expect(await rowsOf('select verdict, conclusive_at from check_state where check_id = $1', [id])).toEqual([
      { verdict: 'unknown', conclusive_at: null },
    ])
  })

  test('what has ended is deleted', async () => {
    await sql().query(
      `insert into login_throttle values ('a', 1, $1, null), ('b', 1, $1, $2), ('c', 1, $2, null)`,
      [at(-2 * day), at(hour)],
    )
    expect(await cleanUp()).toMatchObject({ throttles: 1, sessions: 0 })
    expect(await rowsOf('select key from login_throttle order by 1')).toEqual([{ key: 'b' }, { key: 'c' }])
  })
})
