import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { inSqlTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { saveMail } from '@/lib/mail/service'
import { mailConnections } from '@/lib/mail/transport'
import { enqueue } from '@/lib/outbox/store'
import type { ReportDocuments } from '@/lib/reports/documents'
import { scheduleDeliveries } from '@/lib/reports/schedule-deliveries'
import { storeTestReport } from '@/lib/reports/testing/stored-report'
import { until } from '@/scripts/testing/engine-fixture'
import { refusal, type SmtpCatcher, startSmtpCatcher } from '@/scripts/testing/smtp-catcher'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { createCast } from '@/scripts/testing/test-people'
import { prepareTestSecrets } from '@/scripts/testing/test-secrets'
import { startWorkerProcess, type WorkerProcess } from '@/scripts/testing/worker-process'
import { Post } from './post'

let database: TestDatabase
let removeSecrets: () => Promise<void>
let admin: Viewer
let catcher: SmtpCatcher | undefined
const workers: WorkerProcess[] = []
const monday = new Date('2026-11-23T06:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  removeSecrets = await prepareTestSecrets()
  admin = (await createCast()).people.admin
})
afterAll(async () => {
  await database.drop()
  await removeSecrets()
})
beforeEach(async () => {
  await emptyTables(
    'report',
    'report_subscription',
    'report_delivery',
    'outbox_message',
    'outbox_outage',
    'instance_setting',
  )
})
afterEach(async () => {
  for (const worker of workers.splice(0)) {
    worker.send('SIGKILL')
    await worker.ended
  }
  await catcher?.close()
  catcher = undefined
})

const useServer = (port: number) =>
  saveMail(admin, {
    host: '127.0.0.1',
    port,
    security: 'none',
    username: '',
    password: '',
    fromName: 'Wheeltapper',
    fromAddress: 'wheel@example.com',
    replyTo: '',
    privateCa: '',
    privateNetwork: true,
  })

const page = `<p>${'All on time. '.repeat(200)}</p>`
const documents: ReportDocuments = {
  mail: (document, reader) => ({ subject: document.subject, text: reader.unsubscribeUrl, html: page }),
}

const messageIdOf = (raw: string) => /^Message-ID: <([^@]+)@/im.exec(raw)?.[1] ?? ''

async function subscribeMany(count: number): Promise<void> {
  await inSqlTransaction(async (on) => {
    await on.query(
      `insert into app_user (id, email, name, password_hash, role, created_at)
       select gen_random_uuid(), 'reader' || i || '@example.com', 'Reader ' || i, 'x', 'viewer', app_now()
         from generate_series(1, $1::int) i`,
      [count],
    )
    await on.query(
      `insert into report_subscription (id, user_id, scope, timing, weekday, minute_of_day, zone, token, created_at)
       select gen_random_uuid(), id, 'instance', 'scheduled', 1, 360, 'UTC', 'token of ' || email, app_now() - interval '1 day'
         from app_user where email like 'reader%'`,
    )
  })
}

describe('ten thousand readers', () => {
  it('get one mail each, over four connections, in bounded memory, while some are refused for now', async () => {
    await database.setNow(monday)
    const count = 10_000
    await subscribeMany(count)
    await storeTestReport({
      week: '2026-W47',
      to: new Date('2026-11-23T00:00:00Z'),
      builtAt: new Date('2026-11-23T00:03:00Z'),
    })
    const refusedOnce = new Set<string>()
    catcher = await startSmtpCatcher({
      forget: true,
      onRcptTo: (address) => {
        if (!address.endsWith('00@example.com') || refusedOnce.has(address)) return
        refusedOnce.add(address)
        throw refusal(451, 'come back later')
      },
    })
    await useServer(catcher.port)
    expect(await scheduleDeliveries()).toBe(count)
    expect(await scheduleDeliveries()).toBe(0)

    const post = new Post(documents)
    const before = process.memoryUsage().rss
    const most = { rss: 0 }
    const work = async () => {
      while (await post.deliverNext(new AbortController().signal)) {
        most.rss = Math.max(most.rss, process.memoryUsage().rss)
      }
    }
    await Promise.all(Array.from({ length: mailConnections }, work))
    expect(refusedOnce.size).toBe(count / 100)
    expect(catcher.mails).toHaveLength(count - count / 100)
    await database.setNow(new Date(monday.getTime() + 61_000))
    await Promise.all(Array.from({ length: mailConnections }, work))
    post.close()

    const readers = catcher.mails.map(({ to }) => to.join())
    expect(readers).toHaveLength(count)
    expect(new Set(readers).size).toBe(count)
    expect(catcher.mostAtOnce()).toBeLessThanOrEqual(mailConnections)
    const { rows } = await sql().query('select state, count(*) from outbox_message group by 1')
    expect(rows).toEqual([{ state: 'delivered', count }])
    // What is held at a time is a few mails and one report, however many readers there are.
    expect((most.rss - before) / 1_048_576).toBeLessThan(256)
  }, 600_000)
})

describe('a worker that is killed', () => {
  const start = async (environment: Record<string, string> = {}) => {
    const worker = await startWorkerProcess(database.url, {
      SECRETS_KEK_FILE: process.env.SECRETS_KEK_FILE ?? '',
      ...environment,
    })
    workers.push(worker)
    return worker
  }
  const useRealClock = () =>
    sql().query(
      'create or replace function app_now() returns timestamptz language sql stable parallel safe as $f$ select clock_timestamp() $f$',
    )
  const write = async (count: number) =>
    enqueue(
      sql(),
      Array.from({ length: count }, () => ({
        channel: 'mail',
        kind: 'test',
        reference: newId(),
        identity: newId(),
        recipient: 'max@example.com',
        notBefore: new Date(Date.now() - 1_000),
      })),
    )
  const states = async () =>
    (await sql().query<{ state: string }>('select state from outbox_message')).rows.map(({ state }) => state)

  it('between the 250 and the commit repeats the mail once, with the same Message-ID', async () => {
    await useRealClock()
    let isTaken = () => {}
    const taken = new Promise<void>((resolve) => {
      isTaken = resolve
    })
    catcher = await startSmtpCatcher({ onMessage: () => isTaken() })
    await useServer(catcher.port)
    // The delivery cannot be written down: the row is held by somebody else, as by a database that hangs.
    const holder = await sql().connect()
    await sql().query(`create function hang() returns trigger language plpgsql as
      $f$ begin perform pg_advisory_xact_lock(4711); return new; end $f$`)
    await sql().query(`create trigger hang before update on outbox_message for each row
      when (new.state = 'delivered') execute function hang()`)
    await holder.query('select pg_advisory_lock(4711)')
    await write(1)
    const first = await start()
    await taken
    await until(async () => {
      const { rows } = await sql().query(`select from pg_locks where locktype = 'advisory' and not granted`)
      return rows.length > 0
    })
    first.send('SIGKILL')
    await first.ended
    // What the dead one had asked for must not be written after its death.
    await sql().query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted`,
    )
    await holder.query('select pg_advisory_unlock(4711)')
    holder.release()
    await sql().query('drop trigger hang on outbox_message')
    expect(await states()).toEqual(['sending'])
    // Its lease ends.
    await sql().query(`update outbox_message set lease_until = clock_timestamp()`)
    await start()
    await until(async () => (await states())[0] === 'delivered', 30_000)
    const ids = catcher.mails.map(({ raw }) => messageIdOf(raw))
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  }, 90_000)

  it('in the middle of many loses none; only those under way may come twice', async () => {
    await useRealClock()
    let isHalfway = () => {}
    const halfway = new Promise<void>((resolve) => {
      isHalfway = resolve
    })
    catcher = await startSmtpCatcher({
      onMessage: async () => {
        if ((catcher?.mails.length ?? 0) >= 150) isHalfway()
        await new Promise((resolve) => setTimeout(resolve, 5))
      },
    })
    await useServer(catcher.port)
    await write(300)
    const first = await start()
    await halfway
    first.send('SIGKILL')
    await first.ended
    await sql().query(`update outbox_message set lease_until = clock_timestamp() where state = 'sending'`)
    await start()
    await until(async () => (await states()).every((state) => state === 'delivered'), 60_000)
    const ids = catcher.mails.map(({ raw }) => messageIdOf(raw))
    expect(new Set(ids).size).toBe(300)
    expect(ids.length).toBeLessThanOrEqual(300 + mailConnections)
  }, 120_000)

  it('by an orderly stop ends what is under way, and nothing comes twice', async () => {
    await useRealClock()
    catcher = await startSmtpCatcher({ onMessage: () => new Promise<void>((done) => setTimeout(done, 20)) })
    await useServer(catcher.port)
    await write(200)
    const first = await start()
    await until(() => (catcher?.mails.length ?? 0) > 40)
    first.send('SIGTERM')
    expect(await first.ended).toBe(0)
    expect((await states()).includes('sending')).toBe(false)
    await start()
    await until(async () => (await states()).every((state) => state === 'delivered'), 60_000)
    const ids = catcher.mails.map(({ raw }) => messageIdOf(raw))
    expect(ids).toHaveLength(200)
    expect(new Set(ids).size).toBe(200)
  }, 120_000)
})
