import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ProbeError, ProbeFault } from '@/lib/probe-error'
import type { ResolvedTarget, TargetConfig } from '@/lib/systems/target-address'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import { type Listener, startTcpListener } from '@/scripts/testing/listeners'
import { faultPlace } from '@/scripts/testing/postgres-fault'
import { startPostgresRelay } from '@/scripts/testing/postgres-relay'
import { probeContext } from '@/scripts/testing/probe-context'
import { createTestAuthority } from '@/scripts/testing/test-certificates'
import type { PostgresSession } from './postgres'
import { withPostgresSession } from './postgres-session'

let server: AuditedPostgres
const listeners: Listener[] = []
const canary = `canary-${randomBytes(8).toString('hex')}`

beforeAll(async () => {
  const authority = await createTestAuthority(new Date())
  server = await startAuditedPostgres({
    settings: { max_connections: '8', superuser_reserved_connections: '1' },
    certificate: await authority.selfSigned(['elsewhere.example.com']),
    hba: ['hostssl all tlsonly 127.0.0.1/32 scram-sha-256', 'host all tlsonly 127.0.0.1/32 reject'],
  })
  await faultPlace(server, 'postgres').run(
    `create role audit login password '${canary}'`,
    'grant pg_monitor to audit',
    `create role tlsonly login password '${canary}'`,
    `create role narrow login password '${canary}' connection limit 0`,
    `create role sleeper nologin`,
    'create database closed',
    'revoke connect on database closed from public',
    'create database full_up connection limit 0',
  )
})
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close()))
})
afterAll(() => server?.stop())

type Wish = Partial<TargetConfig<'postgres'>> & { password?: string | null }
function target({ password = canary, ...config }: Wish = {}): ResolvedTarget {
  return {
    kind: 'postgres',
    address: 'audited',
    config: {
      host: '127.0.0.1',
      port: server.port,
      database: 'postgres',
      user: 'audit',
      tls: 'prefer',
      ...config,
    },
    secret: password,
  }
}

const open = <T>(wish: Wish, work: (session: PostgresSession) => Promise<T>, timeoutMs = 5_000) =>
  withPostgresSession(target(wish), probeContext({ timeoutMs }), work)

/** The fault of a session that must not come to be, and how long that took. */
async function faultOf(wish: Wish, timeoutMs = 5_000): Promise<{ error: ProbeError; tookMs: number }> {
  const start = performance.now()
  const error = await open(wish, async () => 'in', timeoutMs).then(
    () => Promise.reject(new Error('the session came to be')),
    (caught: ProbeError) => caught,
  )
  if (error.name !== 'ProbeError') throw error
  return { error, tookMs: performance.now() - start }
}

async function listen(talk: (socket: Socket) => void): Promise<number> {
  const listener = await startTcpListener(talk)
  listeners.push(listener)
  return listener.port
}

describe('a session', () => {
  it('is read-only and has the limits of an audit', async () => {
    const settings = await open({}, async ({ query }) =>
      query<{ name: string; setting: string }>(
        `select name, setting from pg_settings where name in ('application_name', 'default_transaction_read_only',
           'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'TimeZone', 'search_path') order by 1`,
      ),
    )
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      application_name: 'wheeltapper',
      default_transaction_read_only: 'on',
      statement_timeout: '5000',
      lock_timeout: '1000',
      idle_in_transaction_session_timeout: '30000',
      TimeZone: 'UTC',
      search_path: 'pg_catalog',
    })
    await expect(open({}, ({ query }) => query('create temporary table x (id int)'))).rejects.toThrow(
      /read-only/,
    )
  })

  it('says who and where it is', async () => {
    const about = await open({}, async (session) => ({ ...session, query: null }))
    expect(about).toMatchObject({
      roleName: 'audit',
      databaseName: 'postgres',
      isStandby: false,
      seesOtherSessions: true,
    })
    expect(about.serverVersion).toBeGreaterThanOrEqual(130_000)
    expect(about.connectMs).toBeCloseTo(about.timings.tcpMs + about.timings.tlsMs + about.timings.loginMs)
  })

  it.each([
    ['disable', false],
    ['prefer', true],
    ['require', true],
  ] as const)('uses TLS as %s asks: %s', async (tls, encrypted) => {
    const [row] = await open({ tls }, ({ query }) =>
      query<{ ssl: boolean }>('select ssl from pg_stat_ssl where pid = pg_backend_pid()'),
    )
    expect(row?.ssl).toBe(encrypted)
  })

  it('leaves no connection behind', async () => {
    await open({}, ({ query }) => query('select 1'))
    await expect(open({}, () => Promise.reject(new TypeError('a bug')))).rejects.toThrow(TypeError)
    const place = faultPlace(server, 'postgres')
    await expect
      .poll(() =>
        place.ask(`select count(*)::int from pg_stat_activity where application_name = 'wheeltapper'`),
      )
      .toBe(0)
  })

  it('takes turns: many questions at once do not take all slots', async () => {
    let atOnce = 0
    let most = 0
    await Promise.all(
      Array.from({ length: 12 }, () =>
        open({}, async ({ query }) => {
          atOnce += 1
          most = Math.max(most, atOnce)
          await query('select pg_sleep(0.02)')
          atOnce -= 1
        }),
      ),
    )
    expect(most).toBeLessThanOrEqual(4)
  })
})

describe('no session', () => {
  it.each<[string, Wish, ProbeFault, string | undefined, RegExp]>([
    [
      'a wrong password',
      { password: 'wrong' },
      'authentication',
      '28P01',
      /refuses the password of role audit/,
    ],
    ['no password', { password: null }, 'authentication', undefined, /has none. Set it/],
    ['a role that does not exist', { user: 'nobody_here' }, 'authentication', '28P01', /nobody_here/],
    ['a role that may not log in', { user: 'sleeper' }, 'authentication', '28P01', /sleeper/],
    ['a role that must use TLS', { user: 'tlsonly', tls: 'disable' }, 'authentication', '28000', /hostssl/],
    ['a missing database', { database: 'nowhere' }, 'bad-configuration', '3D000', /no database nowhere/],
    [
      'a database closed to the role',
      { database: 'closed' },
      'privilege',
      '42501',
      /GRANT CONNECT ON DATABASE closed TO audit;/,
    ],
    ['a database at its own limit', { database: 'full_up' }, 'slots-exhausted', '53300', /Database full_up/],
    [
      'a role at its own limit',
      { user: 'narrow' },
      'bad-configuration',
      '53300',
      /ALTER ROLE narrow CONNECTION LIMIT -1;/,
    ],
    [
      'a certificate that nobody vouches for',
      { tls: 'verify-full' },
      'tls',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      /signed by itself.*NODE_EXTRA_CA_CERTS/,
    ],
    ['an unknown host', { host: 'no-such-host.invalid' }, 'unknown-host', undefined, /no-such-host.invalid/],
  ])('with %s', async (_name, wish, fault, code, words) => {
    const { error } = await faultOf(wish)
    expect(error.message).toMatch(words)
    expect(error.fault).toBe(fault)
    if (code) expect(error.code).toBe(code)
    expect(error.message).not.toContain(canary)
  })

  it('on a closed port', async () => {
    const listener = await startTcpListener(() => {})
    await listener.close()
    const { error } = await faultOf({ port: listener.port })
    expect(error).toMatchObject({ fault: 'refused', code: 'ECONNREFUSED' })
    expect(error.message).toMatch(/no server listens there/)
  })

  it('at an address that the guard closes, and nothing is connected', async () => {
    const listener = await startTcpListener(() => {})
    listeners.push(listener)
    const probe = probeContext({ egress: { allowPrivate: [], deniedEndpoints: [] } })
    await expect(
      withPostgresSession(target({ port: listener.port }), probe, async () => 'in'),
    ).rejects.toMatchObject({ fault: 'egress-denied' })
    expect(listener.connections()).toBe(0)
  })

  it('when every slot is taken, and says that applications are refused too', async () => {
    const held: pg.Client[] = []
    try {
      for (let index = 0; index < 7; index += 1) {
        const client = new pg.Client({
          host: '127.0.0.1',
          port: server.port,
          user: 'audit',
          password: canary,
          database: 'postgres',
        })
        client.on('error', () => {})
        await client.connect().then(
          () => held.push(client),
          () => {},
        )
      }
      const { error } = await faultOf({})
      expect(error).toMatchObject({ fault: 'slots-exhausted', code: '53300' })
      expect(error.message).toMatch(/all its connection slots are taken/)
    } finally {
      await Promise.all(held.map((client) => client.end()))
    }
  })

  it.each(['disable', 'prefer', 'require', 'verify-full'] as const)(
    'with a server that says nothing (%s), in its time',
    async (tls) => {
      const { error, tookMs } = await faultOf({ port: await listen(() => {}), tls }, 400)
      expect(error.fault).toBe('timeout')
      expect(error.message).toMatch(/within 0.4 s/)
      expect(tookMs).toBeLessThan(900)
    },
  )

  it.each(['disable', 'prefer'] as const)(
    'with 10 MB of garbage (%s), at once and without keeping it',
    async (tls) => {
      const garbage = randomBytes(1024 * 1024)
      const port = await listen((socket) => {
        for (let index = 0; index < 10; index += 1) socket.write(garbage)
      })
      const before = process.memoryUsage.rss()
      const { error, tookMs } = await faultOf({ port, tls })
      expect(error.fault).toBe('protocol')
      expect(error.message).toMatch(/not like a PostgreSQL server/)
      expect(tookMs).toBeLessThan(2_000)
      expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024)
    },
  )

  const login = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49])
  it.each<[string, (socket: Socket) => void]>([
    ['a web server', (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))],
    ['a server that speaks first', (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')],
    [
      'a row before any login',
      (socket) => socket.once('data', () => socket.write(Buffer.from([0x44, 0, 0, 0, 6, 0, 0]))),
    ],
    [
      'a torn row after the login',
      (socket) => {
        socket.once('data', () => socket.write(login))
        socket.on('data', () => socket.write(Buffer.from([0x44, 0, 0, 0, 10, 0, 9, 0x7f, 0xff, 0xff, 0xff])))
      },
    ],
    [
      'nonsense where the login was',
      (socket) => socket.once('data', () => socket.write(Buffer.from([0x52, 0, 0, 0, 5, 1]))),
    ],
  ])('with %s', async (_name, talk) => {
    const { error, tookMs } = await faultOf({ port: await listen(talk), tls: 'disable' }, 3_000)
    expect(['protocol', 'reset', 'lost']).toContain(error.fault)
    expect(tookMs).toBeLessThan(2_500)
  })

  it('with a server that never ends its rows', async () => {
    const row = Buffer.concat([Buffer.from([0x44, 0, 0x10, 0, 4, 0, 0]), Buffer.alloc(0x10_0000 - 2)])
    const port = await listen((socket) => {
      socket.once('data', () => socket.write(login))
      socket.on('data', (chunk) => {
        if (chunk[0] !== 0x51) return
        const pour = () => {
          while (socket.writable && socket.write(row)) {}
        }
        socket.on('drain', pour)
        pour()
      })
    })
    const { error } = await faultOf({ port, tls: 'disable' })
    expect(['too-large', 'protocol', 'lost']).toContain(error.fault)
  })

  it('with a server that closes at once', async () => {
    const { error } = await faultOf({ port: await listen((socket) => socket.destroy()), tls: 'disable' })
    expect(error.fault).toBe('reset')
  })

  it('with a server that repeats the password in its error', async () => {
    const text = `SFATAL\0C28000\0Myou said ${canary}\0\0`
    const port = await listen((socket) =>
      socket.once('data', () => {
        const message = Buffer.alloc(5 + text.length)
        message.write('E')
        message.writeUInt32BE(4 + text.length, 1)
        message.write(text, 5, 'latin1')
        socket.end(message)
      }),
    )
    const { error } = await faultOf({ port, tls: 'disable' })
    expect(error.fault).toBe('authentication')
    expect(JSON.stringify(error) + error.message + error.stack).not.toContain(canary)
  })
})

describe('a session that ends in the middle', () => {
  const backend = 'select pg_backend_pid() as pid'

  it('because somebody ended it', async () => {
    const place = faultPlace(server, 'postgres')
    const work = open({}, async ({ query }) => {
      const [row] = await query<{ pid: number }>(backend)
      const sleeping = query('select pg_sleep(4)')
      sleeping.catch(() => {})
      await expect
        .poll(() => place.ask(`select wait_event = 'PgSleep' from pg_stat_activity where pid = ${row?.pid}`))
        .toBe(true)
      await place.run(`select pg_terminate_backend(${row?.pid})`)
      return sleeping
    })
    await expect(work).rejects.toMatchObject({ name: 'ProbeError', fault: 'lost', code: '57P01' })
  })

  it('because its database was dropped', async () => {
    const database = await server.createDatabase()
    const work = open({ database }, async ({ query }) => {
      await faultPlace(server, 'postgres').run(`drop database ${database} with (force)`)
      return query('select 1')
    })
    await expect(work).rejects.toMatchObject({ name: 'ProbeError', fault: 'lost' })
  })

  it('because the network broke', async () => {
    const relay = await startPostgresRelay(server.port)
    const work = open({ port: relay.port }, async ({ query }) => {
      const sleeping = query('select pg_sleep(4)')
      setImmediate(relay.cut)
      return sleeping
    })
    await expect(work).rejects.toMatchObject({ name: 'ProbeError', fault: 'lost' })
    await relay.close()
  })

  it('because the query takes too long, by the server or by our own clock', async () => {
    const start = performance.now()
    await expect(open({}, ({ query }) => query('select pg_sleep(5)'), 500)).rejects.toMatchObject({
      fault: 'timeout',
    })
    await expect(open({}, () => new Promise(() => {}), 300)).rejects.toMatchObject({ fault: 'timeout' })
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  it('because somebody holds the table, after a second', async () => {
    const place = faultPlace(server, 'postgres')
    await place.run('create table busy (id int)', 'grant select on busy to audit')
    const holder = await place.hold('begin', 'lock table busy')
    await expect(open({}, ({ query }) => query('select * from public.busy'))).rejects.toMatchObject({
      fault: 'timeout',
      code: '55P03',
    })
    await holder.end()
  })

  it('because the worker stops', async () => {
    const stopping = new AbortController()
    const probe = { ...probeContext(), signal: stopping.signal }
    const start = performance.now()
    const work = withPostgresSession(target(), probe, async ({ query }) => {
      setImmediate(() => stopping.abort())
      return query('select pg_sleep(4)')
    })
    await expect(work).rejects.toMatchObject({ fault: 'timeout', code: 'STOPPED' })
    expect(performance.now() - start).toBeLessThan(1_500)
  })
})
