import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inSqlTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { audited } from '@/scripts/testing/audited'
import { addTestSystem, until } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import type { JobHandler } from './job'
import { runNextJob } from './run-job'
import { cancelJob, getJob, watchJob } from './service'
import { claimJob, enqueueJob, finishJob, readJob, reportStanding } from './store'

// Long work: one at a time about one thing, progress, cancelling, and taking over from a worker that died.

const start = new Date('2026-11-23T03:00:00Z')
let database: TestDatabase
let systemId: string
let people: Cast['people']
beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(start)
  systemId = (
    await addTestSystem(
      { kind: 'tcp', address: 'tcp://198.51.100.4:1', config: { host: '198.51.100.4', port: 1 } },
      [],
    )
  ).systemId
  ;({ people } = await createCast())
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.setNow(start)
  await sql().query('delete from long_job')
})

const never = new AbortController().signal
const worker = newId()
const queue = async () => {
  const id = await enqueueJob(sql(), { kind: 'drill', subjectId: newId(), systemId, requestedById: null })
  if (!id) throw new Error('nothing was queued')
  return id
}
const run = (drill: JobHandler, stop = never) => runNextJob(worker, { drill }, stop)
const later = (seconds: number) => database.setNow(new Date(start.getTime() + seconds * 1_000))

describe('long work', () => {
  it('ends in order whatever programs print, also what no database stores', async () => {
    const id = await queue()
    await run((_job, { progress, log }) => {
      progress({ step: 'Reading a\u0000b', done: 1, total: null, unit: '' })
      log('said \u0000 and half a \ud83d')
      throw new Problem('invalid', 'It said \u0000.')
    })
    expect(await readJob(id)).toMatchObject({
      state: 'failed',
      fault: 'It said .',
      progress: { step: 'Reading ab' },
      log: 'said  and half a \ufffd\n',
    })
  })

  it('keeps the lines of a report that fails while the work ends', async () => {
    const id = await queue()
    const isWaiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      and query like '%lease_until = app_now()%'`
    const done = Promise.withResolvers<void>()
    const over = await inSqlTransaction(async (on) => {
      // In an object: the transaction must not wait for what waits for it.
      const started = {
        work: run(async (_job, { log }) => {
          await on.query('select from long_job where id = $1 for update', [id])
          log('first')
          await done.promise
          log('second')
        }),
      }
      await until(async () => (await sql().query(isWaiting)).rows.length > 0)
      done.resolve()
      await sql().query(`select pg_cancel_backend(pid) from (${isWaiting}) waiting`)
      return started
    })
    await over.work
    expect(await readJob(id)).toMatchObject({ state: 'done', log: 'first\nsecond\n' })
  })

  it('ends as done, with its last progress and its log', async () => {
    const id = await queue()
    expect(
      await run((_job, { progress, log }) => {
        progress({ step: 'Restoring', done: 3, total: 9, unit: 'tables' })
        log('pg_restore: done')
        return Promise.resolve()
      }),
    ).toBe(true)
    expect(await readJob(id)).toMatchObject({
      state: 'done',
      progress: { step: 'Restoring', done: 3, total: 9, unit: 'tables' },
      log: 'pg_restore: done\n',
      fault: null,
    })
    expect(await run(() => Promise.resolve())).toBe(false)
  })

  it('says in a sentence why it failed when that was expected, and keeps to itself what was not', async () => {
    const expected = await queue()
    await run(() => Promise.reject(new Problem('invalid', 'There is no room for it.')))
    const unexpected = await queue()
    await run(() => Promise.reject(new Error('password=hunter2')))
    expect(await readJob(expected)).toMatchObject({ state: 'failed', fault: 'There is no room for it.' })
    expect(await readJob(unexpected)).toMatchObject({
      state: 'failed',
      fault: 'It broke off. The log of the worker says why.',
    })
  })

  it('is there once about one thing while it waits or runs', async () => {
    const subjectId = newId()
    const job = { kind: 'drill' as const, subjectId, systemId, requestedById: null }
    expect(await enqueueJob(sql(), job)).not.toBeNull()
    expect(await enqueueJob(sql(), job)).toBeNull()
    await run(() => Promise.resolve())
    expect(await enqueueJob(sql(), job)).not.toBeNull()
  })

  it('is left to workers that know how to do it', async () => {
    await queue()
    expect(await runNextJob(worker, {}, never)).toBe(false)
    expect(await claimJob(worker, ['snapshot'], 30)).toBeNull()
  })

  it('is taken over once from a worker that died, and given up the second time', async () => {
    const id = await queue()
    const first = await claimJob(newId(), ['drill'], 30)
    expect(await claimJob(newId(), ['drill'], 30)).toBeNull()
    await later(31)
    const second = await claimJob(newId(), ['drill'], 30)
    expect(second).toMatchObject({ id, attempts: 2 })
    // The first is late: nothing that it says counts any more.
    if (!first) throw new Error('nothing was claimed')
    const said = { progress: { step: 'late', done: 0, total: null, unit: '' }, log: 'late\n' }
    expect(await reportStanding(first, said, 30)).toEqual({ isHeld: false, isCancelRequested: false })
    expect(await finishJob(first, 'done', { ...said, fault: null })).toBe(false)
    await later(62)
    expect(await claimJob(newId(), ['drill'], 30)).toBeNull()
    expect(await readJob(id)).toMatchObject({ state: 'failed', log: '' })
    expect((await readJob(id))?.fault).toMatch(/ended without a word, twice/)
  })

  it('is cancelled by a maintainer, before it began and while it runs', async () => {
    const waiting = await queue()
    const { result } = await audited('job.cancel', () => cancelJob(people.maintainer, waiting))
    expect(result.isCancelRequested).toBe(true)
    expect(await run(() => Promise.resolve())).toBe(false)
    expect((await getJob(people.viewer, waiting)).state).toBe('cancelled')

    const running = await queue()
    let reason: unknown
    await run(async (_job, { signal }) => {
      await cancelJob(people.maintainer, running)
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      reason = signal.reason
      signal.throwIfAborted()
    })
    expect(reason).toBe('cancelled')
    expect(await getJob(people.viewer, running)).toMatchObject({ state: 'cancelled', fault: null })
    await expect(cancelJob(people.maintainer, running)).rejects.toThrow(/ended already/)
    await expect(cancelJob(people.viewer, await queue())).rejects.toThrow(/needs the role maintainer/)
  })

  it('is watched with its newest lines, by the clock of the database, and says who may end it', async () => {
    const id = await queue()
    await run((_job, { log }) => {
      for (let line = 1; line <= 60; line += 1) log(`line ${line}`)
      return Promise.resolve()
    })
    await later(90)
    const watched = await watchJob(people.viewer, id)
    expect(watched).toMatchObject({ state: 'done', at: '2026-11-23T03:01:30.000Z', mayCancel: false })
    expect(watched.lines).toHaveLength(40)
    expect(watched.lines.at(-1)).toBe('line 60')
    expect((await watchJob(people.maintainer, id)).mayCancel).toBe(true)
    await expect(watchJob(people.viewer, 'not-an-id')).rejects.toThrow(/no such work/)
  })

  it('is given back, not failed, when its worker stops', async () => {
    const id = await queue()
    const stop = new AbortController()
    await run((_job, { signal }) => {
      stop.abort()
      return Promise.reject(signal.aborted ? new Error('aborted') : new Error('not aborted'))
    }, stop.signal)
    expect(await readJob(id)).toMatchObject({ state: 'queued', fault: null })
    expect(await claimJob(worker, ['drill'], 30)).toMatchObject({ attempts: 1 })
  })
})
