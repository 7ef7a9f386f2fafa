import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPostgresSession } from '@/lib/probes/postgres-session'
import {
  type AuditedPostgres,
  installedPostgresPrograms,
  startAuditedPostgres,
} from '@/scripts/testing/audited-postgres'
import { faultPlace, until } from '@/scripts/testing/postgres-fault'
import { postgresFaults } from '@/scripts/testing/postgres-faults'
import { probeContext } from '@/scripts/testing/probe-context'
import type { CheckIo, Judgement, PastSample } from '../define-check'
import { evaluateCheck } from '../evaluate'
import { checkKinds, findCheckKind } from './index'

const dayMs = 86_400_000
const pgKinds = checkKinds.filter(({ kind }) => kind.startsWith('pg.'))
const installed = await installedPostgresPrograms()
const servers = [
  { name: 'the built-in PostgreSQL', programs: undefined },
  ...installed.map(({ major, programs }) => ({ name: `PostgreSQL ${major} of this machine`, programs })),
]
if (installed.length === 0)
  console.info('skipped: no other PostgreSQL in /usr/lib/postgresql, so only the built-in one is audited')

/** One run after the other of one check, with a clock and a history of its own. */
function auditor(
  server: AuditedPostgres,
  wish: { kind: string; config: object; database: string; port?: number; user?: string; now?: Date },
) {
  const definition = findCheckKind(wish.kind)
  if (!definition) throw new Error(`no ${wish.kind}`)
  const user = wish.user ?? 'audit'
  const samples = new Map<string, PastSample[]>()
  let now = wish.now ?? new Date()
  return {
    later: (ms: number) => {
      now = new Date(now.getTime() + ms)
    },
    run: async (): Promise<Judgement> => {
      const io: CheckIo = {
        target: {
          kind: 'postgres',
          address: 'audited',
          config: {
            host: '127.0.0.1',
            port: wish.port ?? server.port,
            database: wish.database,
            user,
            tls: 'prefer',
          },
          secret: 'audit-password',
        },
        probe: probeContext({ timeoutMs: 20_000 }),
        now,
        postgres: withPostgresSession,
        history: async (key, since) => (samples.get(key) ?? []).filter(({ at }) => at >= since),
        engineFacts: () => Promise.reject(new Error('not asked')),
      }
      const judgement = await evaluateCheck(definition, wish.config, io)
      if ('cause' in judgement) throw judgement.cause
      for (const { key, value } of judgement.samples ?? [])
        samples.set(key, [...(samples.get(key) ?? []), { at: now, value }])
      return judgement
    },
  }
}

describe.each(servers)('on $name', ({ programs }) => {
  let server: AuditedPostgres

  beforeAll(async () => {
    server = await startAuditedPostgres(programs ? { programs } : {})
    await faultPlace(server, 'postgres').run(
      `create role audit login password 'audit-password'`,
      'grant pg_monitor to audit',
      `create role bare login password 'audit-password'`,
    )
  })
  afterAll(() => server?.stop())

  it.each(postgresFaults.map((fault) => [fault.kind, fault.what, fault] as const))(
    '%s sees %s, and its repair',
    async (kind, _what, fault) => {
      const database = await server.createDatabase()
      const place = faultPlace(server, database)
      const prepared = await fault.prepare(place)
      try {
        const check = auditor(server, {
          kind,
          config: prepared.config,
          database,
          ...(prepared.port ? { port: prepared.port } : {}),
          now: new Date(Date.now() + (fault.laterDays ?? 0) * dayMs),
        })
        const runUntil = async (verdict: string) => {
          for (let runs = 1; ; runs += 1) {
            await prepared.beforeRun?.()
            check.later(3_600_000)
            const judgement = await check.run()
            if (judgement.verdict === verdict || runs === 6) return judgement
          }
        }
        expect(await runUntil('ok')).toMatchObject({ verdict: 'ok' })

        await prepared.plant()
        const found = await runUntil(fault.expects)
        expect(found.verdict, found.reason).toBe(fault.expects)
        if (fault.resource) {
          const name = fault.resource.replace('DATABASE', database)
          expect(found.resources).toContainEqual(expect.objectContaining({ name, verdict: fault.expects }))
        }

        await prepared.repair()
        check.later((fault.repairDays ?? 0) * dayMs)
        const healed = await runUntil('ok')
        expect(healed.verdict, healed.reason).toBe('ok')
      } finally {
        await prepared.end?.()
        await place.close()
      }
    },
  )

  it.each(pgKinds.map((definition) => [definition.kind, definition] as const))(
    '%s asks a bare role for nothing it does not need, and says which grant it does',
    async (kind, definition) => {
      const database = await server.createDatabase()
      await faultPlace(server, database).run('create sequence counter')
      const bare = await auditor(server, { kind, config: {}, database, user: 'bare' }).run()
      const grants: Record<string, RegExp> = {
        'pg.idle_in_transaction': /GRANT pg_monitor TO bare;/,
        'pg.long_transaction': /GRANT pg_monitor TO bare;/,
        'pg.xmin_horizon': /GRANT pg_monitor TO bare;/,
        'pg.settings_drift': /GRANT pg_monitor TO bare;/,
        'pg.sequence_exhaustion': /GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO bare;/,
      }
      const grant = grants[kind]
      if (grant) {
        expect(bare).toMatchObject({ verdict: 'unknown', reason: expect.stringMatching(grant) })
        const statement = grant.exec(bare.reason)?.[0] ?? ''
        await faultPlace(server, database).run(statement)
        const granted = await auditor(server, { kind, config: {}, database, user: 'bare' }).run()
        expect(granted.verdict, granted.reason).toBe('ok')
        await faultPlace(server, database).run(statement.replace('GRANT', 'REVOKE').replace(' TO ', ' FROM '))
      } else {
        const audit = await auditor(server, { kind, config: {}, database }).run()
        expect(bare.verdict, bare.reason).toBe(audit.verdict)
        expect(bare.verdict).not.toBe('unknown')
      }
      expect(definition.privileges.length).toBeGreaterThan(0)
    },
  )
})

describe('on a standby', () => {
  let server: AuditedPostgres
  const inCounters = ['pg.autovacuum_due', 'pg.dead_tuples', 'pg.never_vacuumed', 'pg.stale_stats']

  beforeAll(async () => {
    server = await startAuditedPostgres({ withStandby: true })
    const place = faultPlace(server, 'postgres')
    await place.run(
      `create role audit login password 'audit-password'`,
      'grant pg_monitor to audit',
      'create sequence counter',
      'create unlogged table forgetful (id int generated always as identity)',
      'grant select on all sequences in schema public to audit',
    )
    await until(
      place,
      'select count(*) = 1 from pg_stat_replication where replay_lsn >= pg_current_wal_lsn()',
    )
  })
  afterAll(() => server?.stop())

  it.each(pgKinds.map(({ kind }) => [kind]))('%s has an answer', async (kind) => {
    const config = kind === 'pg.settings_risky' ? { accepted: ['fsync'] } : {}
    const port = server.standby?.port ?? 0
    const judgement = await auditor(server, { kind, config, database: 'postgres', port }).run()
    expect(judgement.verdict, judgement.reason).toBe(inCounters.includes(kind) ? 'not-applicable' : 'ok')
    if (kind !== 'pg.up') expect(judgement.evidence.server).toMatchObject({ standby: true })
  })
})
