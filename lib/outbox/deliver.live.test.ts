import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { asSql } from '@/lib/db/as-sql'
import { inSqlTransaction, inTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { audited } from '@/scripts/testing/audited'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { createCast } from '@/scripts/testing/test-people'
import { deliverNext } from './deliver'
import type { ClaimedMessage, Courier, MailMessage, OutboxIntent, OutboxRenderers, Outcome } from './message'
import { findOutage } from './outage-store'
import { queueQuery } from './schema'
import { giveUpMessage, listMessages, retryAll, retryMessage } from './service'
import { claimMessage, enqueue, markDelivered, markEnded, markPostponed, renewLease } from './store'

let database: TestDatabase
let admin: Viewer
let maintainer: Viewer
const start = new Date('2026-11-23T06:00:00Z')
const minutes = (count: number) => count * 60_000
let now = start

beforeAll(async () => {
  database = await createTestDatabase()
  const { people } = await createCast()
  admin = people.admin
  maintainer = people.maintainer
})
afterAll(() => database.drop())
beforeEach(async () => {
  await emptyTables('outbox_message', 'outbox_outage')
  await setNow(start)
})

const setNow = async (at: Date) => {
  now = at
  await database.setNow(at)
}
const forward = (ms: number) => setNow(new Date(now.getTime() + ms))

const intent = (change: Partial<OutboxIntent> = {}): OutboxIntent => ({
  channel: 'mail',
  kind: 'report',
  reference: newId(),
  identity: newId(),
  recipient: 'max@example.com',
  notBefore: start,
  ...change,
})
const mail: MailMessage = {
  to: { name: 'Max', address: 'max@example.com' },
  subject: 's',
  text: 't',
  html: 'h',
}
const write = (...changes: Partial<OutboxIntent>[]) => enqueue(sql(), changes.map(intent))

/** A courier that answers as the test says, and remembers what it was given. */
class TestCourier implements Courier {
  readonly channel = 'mail'
  readonly sent: string[] = []
  answer: (message: ClaimedMessage, mail: MailMessage, signal: AbortSignal) => Outcome | Promise<Outcome> =
    () => ({
      kind: 'delivered',
      response: '250 ok',
    })
  async send(message: ClaimedMessage, given: MailMessage, signal: AbortSignal): Promise<Outcome> {
    this.sent.push(message.id)
    return this.answer(message, given, signal)
  }
}

const renderers: OutboxRenderers = { report: async () => mail, test: async () => mail }
const deliver = (courier: Courier, with_: OutboxRenderers = renderers, stop = new AbortController().signal) =>
  deliverNext({ courier, renderers: with_, stop })

/** Sends until nothing is due. */
async function deliverAll(courier: Courier, limit = 1_000): Promise<number> {
  for (let count = 0; ; count += 1) {
    if (count === limit) throw new Error('does not end')
    if (!(await deliver(courier))) return count
  }
}

interface Row {
  id: string
  state: string
  attempts: number
  last_error: string | null
  response: string | null
  next_attempt_at: Date
  ended_at: Date | null
}
const rows = async () =>
  (await sql().query<Row>('select * from outbox_message order by not_before, identity')).rows
const only = async () => {
  const all = await rows()
  expect(all).toHaveLength(1)
  return all[0] as Row
}

describe('an intent', () => {
  it('is stored once by its identity, in the transaction of what it is about', async () => {
    const same = intent({ identity: 'report-delivery:1' })
    expect(await enqueue(sql(), [same, intent()])).toBe(2)
    expect(await enqueue(sql(), [same, { ...same, recipient: 'other@example.com' }])).toBe(0)
    await expect(
      inSqlTransaction(async (on) => {
        await enqueue(on, [intent({ identity: 'of a change that fails' })])
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await rows()).toHaveLength(2)
    await inTransaction((tx) => enqueue(asSql(tx), [intent({ identity: 'by prisma' })]))
    expect((await rows()).find((row) => row.id)?.next_attempt_at).toEqual(start)
    expect(await rows()).toHaveLength(3)
  })

  it('is sent at its time, not before', async () => {
    await write({ notBefore: new Date(start.getTime() + minutes(10)) })
    const courier = new TestCourier()
    expect(await deliver(courier)).toBe(false)
    await forward(minutes(10))
    expect(await deliver(courier)).toBe(true)
    expect(await only()).toMatchObject({ state: 'delivered', response: '250 ok', attempts: 1, ended_at: now })
    expect(await deliver(courier)).toBe(false)
    expect(courier.sent).toHaveLength(1)
  })

  it('is written when it is sent, and cancelled where nobody wants it any more', async () => {
    await write({})
    const courier = new TestCourier()
    await deliver(courier, { report: async () => null })
    expect(await only()).toMatchObject({ state: 'cancelled' })
    expect(courier.sent).toEqual([])
  })

  it.each([
    ['fails', { report: () => Promise.reject(new Error('a secret detail')) }, 'could not be written'],
    ['does not know the kind', {}, 'does not know how to write a report'],
  ])('is tried later where the writing %s', async (_name, broken, sentence) => {
    await write({})
    await deliver(new TestCourier(), broken as OutboxRenderers)
    const row = await only()
    expect(row).toMatchObject({ state: 'pending', attempts: 1 })
    expect(row.last_error).toContain(sentence)
    expect(row.last_error).not.toContain('secret')
  })
})

describe('a message that is not taken', () => {
  it('is tried with growing pauses for three days, then given up and kept', async () => {
    await write({})
    const courier = new TestCourier()
    courier.answer = () => ({ kind: 'postponed', error: 'mailbox full' })
    const tries: number[] = []
    while ((await only()).state === 'pending') {
      const { next_attempt_at: next } = await only()
      await setNow(new Date(next.getTime() - 1))
      expect(await deliver(courier), 'not a moment before').toBe(false)
      await setNow(next)
      await deliver(courier)
      tries.push((now.getTime() - start.getTime()) / 3_600_000)
    }
    expect(tries).toHaveLength(14)
    expect(tries.at(-1)).toBe(72)
    expect(await only()).toMatchObject({ state: 'dead', attempts: 14, last_error: 'mailbox full' })
    await forward(minutes(100_000))
    expect(await deliver(courier)).toBe(false)
  })

  it('is given up at once where the server says never', async () => {
    await write({})
    const courier = new TestCourier()
    courier.answer = () => ({ kind: 'refused', error: 'no such mailbox' })
    await deliver(courier)
    expect(await only()).toMatchObject({ state: 'dead', attempts: 1, last_error: 'no such mailbox' })
  })

  it('holds up nobody else', async () => {
    await write({ identity: 'a' }, { identity: 'b' }, { identity: 'c' })
    const [first] = await rows()
    const courier = new TestCourier()
    courier.answer = ({ id }) =>
      id === first?.id
        ? { kind: 'postponed', error: 'greylisted' }
        : { kind: 'delivered', response: '250 ok' }
    await deliverAll(courier)
    expect((await rows()).map(({ state }) => state)).toEqual(['pending', 'delivered', 'delivered'])
  })
})

describe('a server that is down', () => {
  const away = () => ({ kind: 'away', error: 'smtp.example.com:587 refused the connection' }) as const

  it('for two days costs no attempts and loses nothing: all is sent once when it is back', async () => {
    await write(...Array.from({ length: 50 }, () => ({})))
    const courier = new TestCourier()
    courier.answer = away
    let looks = 0
    for (let minute = 0; minute < 2 * 24 * 60; minute += 10) {
      looks += await deliverAll(courier)
      await forward(minutes(10))
    }
    // Fifty messages wait, and the server is asked by one of them at a time, not by all.
    expect(looks).toBeLessThanOrEqual(2 * 24 * 6 + 1)
    expect(await findOutage('mail')).toMatchObject({ since: start, error: away().error })
    expect((await rows()).every(({ state, attempts }) => state === 'pending' && attempts === 0)).toBe(true)

    courier.answer = () => ({ kind: 'delivered', response: '250 ok' })
    courier.sent.length = 0
    await forward(minutes(5))
    expect(await deliverAll(courier)).toBe(50)
    expect(new Set(courier.sent).size).toBe(50)
    expect(await findOutage('mail')).toBeNull()
    expect((await rows()).every(({ state, attempts }) => state === 'delivered' && attempts === 1)).toBe(true)
  }, 180_000)

  it('for more than three days gives up what has waited so long, and only that', async () => {
    await write({ identity: 'old' })
    const courier = new TestCourier()
    courier.answer = away
    await deliverAll(courier)
    await forward(minutes(2 * 24 * 60))
    await write({ identity: 'young', notBefore: now })
    await forward(minutes(24 * 60 + 1))
    await deliverAll(courier)
    const states = await sql().query(
      'select identity, state, last_error from outbox_message order by identity',
    )
    expect(states.rows).toEqual([
      { identity: 'old', state: 'dead', last_error: away().error },
      { identity: 'young', state: 'pending', last_error: null },
    ])
  })

  it('found down by a worker that was away itself does not give up what is late', async () => {
    await write({ notBefore: new Date(start.getTime() - minutes(10 * 24 * 60)) })
    const courier = new TestCourier()
    courier.answer = away
    await deliverAll(courier)
    expect(await only()).toMatchObject({ state: 'pending' })
  })

  it('is asked at once by a test, which says what happened and is not tried again', async () => {
    await write({})
    const courier = new TestCourier()
    courier.answer = away
    await deliverAll(courier)
    await enqueue(sql(), [intent({ kind: 'test', notBefore: now })])
    expect(await deliver(courier)).toBe(true)
    const tests = await sql().query(`select state, last_error from outbox_message where kind = 'test'`)
    expect(tests.rows).toEqual([{ state: 'dead', last_error: away().error }])
    // Another test that gets through ends the outage for all.
    courier.answer = () => ({ kind: 'delivered', response: '250 ok' })
    await enqueue(sql(), [intent({ kind: 'test', notBefore: now })])
    await deliverAll(courier)
    expect((await rows()).filter(({ state }) => state === 'delivered')).toHaveLength(2)
  })
})

describe('two workers', () => {
  it('share what is due: everything once', async () => {
    await write(...Array.from({ length: 200 }, () => ({})))
    const courier = new TestCourier()
    courier.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return { kind: 'delivered', response: '250 ok' }
    }
    await Promise.all(Array.from({ length: 8 }, () => deliverAll(courier)))
    expect(courier.sent).toHaveLength(200)
    expect(new Set(courier.sent).size).toBe(200)
  })

  it('take over what a dead one held, when its lease has ended; what the dead one says then counts for nothing', async () => {
    await write({})
    const held = (await claimMessage('mail', 'open', 120)) as ClaimedMessage
    expect(await deliver(new TestCourier())).toBe(false)
    expect(await renewLease(held, 120)).toBe(true)
    await forward(minutes(2) + 1)
    const courier = new TestCourier()
    courier.answer = async () => {
      expect(await renewLease(held, 120), 'the old fence').toBe(false)
      await markPostponed(held, 'from the dead', 1)
      await markEnded(held, 'dead', 'from the dead')
      return { kind: 'delivered', response: '250 by the second' }
    }
    expect(await deliver(courier)).toBe(true)
    expect(await only()).toMatchObject({
      state: 'delivered',
      response: '250 by the second',
      last_error: null,
    })
  })

  it('a delivery counts whoever holds the message by then, so that nobody sends it again', async () => {
    await write({})
    const held = (await claimMessage('mail', 'open', 120)) as ClaimedMessage
    await forward(minutes(3))
    const courier = new TestCourier()
    const slowRender: OutboxRenderers = {
      report: async () => {
        await markDelivered(held.id, '250 by the first, late')
        return mail
      },
    }
    expect(await deliver(courier, slowRender)).toBe(true)
    expect(courier.sent).toEqual([])
    expect(await only()).toMatchObject({ state: 'delivered', response: '250 by the first, late' })
  })
})

describe('a worker that stops', () => {
  it('takes nothing more', async () => {
    await write({})
    expect(await deliver(new TestCourier(), renderers, AbortSignal.abort())).toBe(false)
    expect(await only()).toMatchObject({ state: 'pending', attempts: 0 })
  })

  it('leaves what it could not end to the next one', async () => {
    await write({})
    const courier = new TestCourier()
    courier.answer = () => ({ kind: 'interrupted' })
    await deliver(courier)
    expect(await only()).toMatchObject({ state: 'sending' })
    await forward(minutes(3))
    courier.answer = () => ({ kind: 'delivered', response: '250 ok' })
    await deliver(courier)
    expect(await only()).toMatchObject({ state: 'delivered', attempts: 2 })
  })
})

describe('a database that goes away after the 250', () => {
  it('is waited for: the delivery is written down, and nothing is sent twice', async () => {
    await write({})
    const courier = new TestCourier()
    courier.answer = async () => {
      await sql().query('alter table outbox_message rename to outbox_away')
      setTimeout(() => sql().query('alter table outbox_away rename to outbox_message'), 1_500)
      return { kind: 'delivered', response: '250 ok' }
    }
    expect(await deliver(courier)).toBe(true)
    expect(await only()).toMatchObject({ state: 'delivered' })
    expect(courier.sent).toHaveLength(1)
  })
})

describe('what administrators decide', () => {
  const dead = async (identity: string) => {
    await write({ identity })
    const courier = new TestCourier()
    courier.answer = () => ({ kind: 'refused', error: 'no such mailbox' })
    await deliver(courier)
    const { rows: found } = await sql().query<{ id: string }>(
      'select id from outbox_message where identity = $1',
      [identity],
    )
    return found[0]?.id as string
  }

  it('a message that was given up is tried again as if it were new', async () => {
    const id = await dead('a')
    expect(await listMessages(admin, queueQuery.parse({}))).toMatchObject({
      view: 'dead',
      counts: { dead: 1, waiting: 0, delivered: 0 },
      messages: [{ id, recipient: 'max@example.com', text: 'no such mailbox', attempts: 1 }],
    })
    const { row } = await audited('outbox.retry', () => retryMessage(admin, id))
    expect(row).toMatchObject({ entity_id: id, after: { recipient: 'max@example.com' } })
    expect(await only()).toMatchObject({ state: 'pending', attempts: 0 })
    await expect(retryMessage(admin, id)).rejects.toMatchObject({ kind: 'not-found' })
    await deliver(new TestCourier())
    expect(await only()).toMatchObject({ state: 'delivered' })
    expect((await listMessages(admin, queueQuery.parse({ view: 'delivered' }))).messages).toMatchObject([
      { text: '250 ok' },
    ])
  })

  it('all of them at once', async () => {
    await dead('a')
    await dead('b')
    const { result, row } = await audited('outbox.retry-all', () => retryAll(admin))
    expect(result).toEqual({ count: 2 })
    expect(row).toMatchObject({ after: { count: 2 } })
    await expect(retryAll(admin)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await deliverAll(new TestCourier())).toBe(2)
  })

  it('or not sent: given up before, or still waiting; what is under way or ended is not found', async () => {
    const id = await dead('a')
    const { row } = await audited('outbox.give-up', () => giveUpMessage(admin, id))
    expect(row).toMatchObject({ before: { recipient: 'max@example.com' } })
    expect(await only()).toMatchObject({ state: 'cancelled' })
    await expect(giveUpMessage(admin, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(giveUpMessage(admin, 'not-an-id')).rejects.toMatchObject({ kind: 'not-found' })
    await write({ identity: 'z' })
    const held = (await claimMessage('mail', 'open', 120)) as ClaimedMessage
    await expect(giveUpMessage(admin, held.id)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('is for administrators', async () => {
    for (const attempt of [
      () => listMessages(maintainer, queueQuery.parse({})),
      () => retryMessage(maintainer, newId()),
      () => retryAll(maintainer),
      () => giveUpMessage(maintainer, newId()),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ kind: 'forbidden' })
    }
  })
})
