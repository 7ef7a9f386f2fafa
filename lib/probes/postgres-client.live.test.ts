import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditedPostgres, startAuditedPostgres } from '@/scripts/testing/audited-postgres'
import { startTcpListener } from '@/scripts/testing/listeners'
import { loopbackPolicy } from '@/scripts/testing/probe-context'
import { type LongSession, withPostgresClient } from './postgres-client'

let server: AuditedPostgres
beforeAll(async () => {
  server = await startAuditedPostgres()
})
afterAll(() => server?.stop())

const open = <T>(
  work: (client: pg.Client) => Promise<T>,
  session: Partial<LongSession> = {},
  over: { port?: number; password?: string } = {},
) =>
  withPostgresClient(
    {
      kind: 'postgres',
      address: 'audited',
      config: {
        host: '127.0.0.1',
        port: over.port ?? server.port,
        database: 'postgres',
        user: 'postgres',
        tls: 'disable',
      },
      secret: over.password ?? server.password,
    },
    { signal: new AbortController().signal, egress: loopbackPolicy, ...session },
    work,
  )

describe('a session for long work', () => {
  it('reads more than an audit may, and changes nothing', async () => {
    const bytes = await open(async (client) => {
      let sum = 0
      for (let part = 0; part < 8; part += 1) {
        const { rows } = await client.query<{ x: string }>(
          `select repeat('x', 1000000) as x from generate_series(1, 6)`,
        )
        for (const { x } of rows) sum += x.length
      }
      await expect(client.query('create table written (id int)')).rejects.toThrow(/read-only/)
      return sum
    })
    expect(bytes).toBe(48_000_000)
  })

  it('ends when it is told to, in the middle of a question', async () => {
    const stop = new AbortController()
    const asking = open(
      async (client) => {
        const sleeping = client.query('select pg_sleep(600)')
        stop.abort(new Error('cancelled'))
        await sleeping
      },
      { signal: stop.signal },
    )
    await expect(asking).rejects.toThrow('cancelled')
  })

  it.each<[string, Partial<LongSession>, { port?: number; password?: string }, RegExp]>([
    ['a wrong password', {}, { password: 'hunter2' }, /refuses the password of role postgres/],
    ['nobody there', {}, { port: 1 }, /refuses the connection/],
    ['a closed range', { egress: { allowPrivate: [], deniedEndpoints: [] } }, {}, /127\.0\.0\.1/],
  ])('says in a sentence what is wrong: %s', async (_what, session, over, sentence) => {
    const failed = await open(() => Promise.resolve(), session, over).catch((error: Error) => error)
    expect(failed).toMatchObject({ name: 'ProbeError', message: expect.stringMatching(sentence) })
    expect(String(failed)).not.toContain('hunter2')
  })

  it('does not wait for a server that is silent', async () => {
    const silent = await startTcpListener(() => {})
    try {
      const session = { connectTimeoutMs: 200 }
      await expect(open(() => Promise.resolve(), session, { port: silent.port })).rejects.toThrow(
        /does not answer at all/,
      )
    } finally {
      await silent.close()
    }
  })
})
