import { z } from 'zod'
import { formatMeasure, formatNumber } from '@/lib/format/measure'
import { defineCheck, type ResourceVerdict } from '../define-check'
import {
  askPostgres,
  exampleServer,
  grantMonitor,
  judgementOf,
  type OfServer,
  postgresDefaults,
  unknownOf,
} from '../postgres-audit'
import { ownSession } from '../postgres-sessions'
import { verdictAbove } from '../threshold'
import { worstVerdict } from '../verdict'

const percent = z.number().positive().max(100)
const config = z.strictObject({
  warnPercent: percent
    .default(25)
    .describe('Warn when the oldest row version kept is this old, in percent of autovacuum_freeze_max_age'),
  failPercent: percent
    .default(50)
    .describe('Fail when the oldest row version kept is this old, in percent of autovacuum_freeze_max_age'),
})

type Holder = 'session' | 'standby' | 'slot' | 'prepared transaction'

interface Horizon {
  holders: { holder: Holder; name: string; detail: string; age: number }[]
  freezeMaxAge: number
}

// A lazy vacuum shows an xmin but holds nothing back (PROC_IN_VACUUM), so it is left out.
const holdersQuery = `
  select 'session' as holder, coalesce(a.usename, a.backend_type, '?') || '@' || coalesce(a.datname, '-') as name,
    'pid ' || a.pid || coalesce(', ' || nullif(a.application_name, ''), '') || coalesce(', ' || a.state, '') as detail,
    greatest(age(a.backend_xmin), age(a.backend_xid))::float8 as age
  from pg_stat_activity a
  where (a.backend_xmin is not null or a.backend_xid is not null) and ${ownSession} is not true
    and coalesce(a.backend_type, '') not in ('walsender', 'autovacuum worker')
    and not exists (select from pg_stat_progress_vacuum v where v.pid = a.pid)
  union all
  select 'standby', coalesce(nullif(r.application_name, ''), r.client_addr::text, '?'),
    'hot_standby_feedback of pid ' || r.pid, age(r.backend_xmin)::float8
  from pg_stat_replication r where r.backend_xmin is not null
  union all
  select 'slot', s.slot_name, case when s.active then 'in use' else 'nobody reads it' end,
    greatest(age(s.xmin), age(s.catalog_xmin))::float8
  from pg_replication_slots s where s.xmin is not null or s.catalog_xmin is not null
  union all
  select 'prepared transaction', p.owner || '@' || p.database, 'gid ' || left(p.gid, 60) || ', since ' || date_trunc('second', p.prepared),
    age(p.transaction)::float8
  from pg_prepared_xacts p
  order by 4 desc limit 50`

const cure: Readonly<Record<Holder, string>> = {
  session: 'end or commit it',
  standby: 'look at the long query on that standby, or at its hot_standby_feedback',
  slot: 'repair its consumer, or drop it: SELECT pg_drop_replication_slot(…)',
  'prepared transaction': 'COMMIT PREPARED or ROLLBACK PREPARED it',
}

/** Nothing keeps vacuum from removing old row versions. */
export const pgXminHorizon = defineCheck<z.infer<typeof config>, OfServer<Horizon>>({
  ...postgresDefaults,
  kind: 'pg.xmin_horizon',
  title: 'Vacuum horizon',
  proves: 'No session, standby, replication slot or prepared transaction keeps vacuum from cleaning.',
  dimension: 'database',
  tier: 'daily',
  intervalSeconds: 300,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'Our own proposal: 25 % and 50 % of autovacuum_freeze_max_age, by default 50 and 100 million transactions.',
  remediation:
    "Whatever is named holds the oldest row versions: every dead row since then stays in every table, and freezing cannot pass it. A session: `SELECT pg_terminate_backend(<pid>);`. A slot that nobody reads: repair its consumer or `SELECT pg_drop_replication_slot('<name>');`. A prepared transaction survives restarts: in its database `ROLLBACK PREPARED '<gid>';` (or COMMIT, if its coordinator says so). A standby: end the long query there. Afterwards `VACUUM (VERBOSE)` the tables with the most dead rows.",
  privileges: 'GRANT pg_monitor TO …; (slots and prepared transactions are visible to every role)',
  collect: (_config, io) =>
    askPostgres(io, async ({ query }) => {
      const holders = await query<Horizon['holders'][number]>(holdersQuery)
      const [setting] = await query<{ max: number }>(
        `select current_setting('autovacuum_freeze_max_age')::float8 as max`,
      )
      return { holders, freezeMaxAge: setting?.max ?? 200_000_000 }
    }),
  judge({ server, holders, freezeMaxAge }, { warnPercent, failPercent }) {
    const warn = (freezeMaxAge * warnPercent) / 100
    const fail = (freezeMaxAge * failPercent) / 100
    const resources = oldestByName(holders).map(
      ({ holder, name, detail, age }): ResourceVerdict => ({
        name: `${holder} ${name}`,
        value: age,
        verdict: verdictAbove(age, warn, fail),
        detail: `${formatMeasure(age, 'transactions')} behind (${detail})`,
      }),
    )
    const verdict = worstVerdict([...resources.map((resource) => resource.verdict), 'ok'])
    const hidden = server.seesOtherSessions
      ? ''
      : `Role ${server.role} does not see the sessions and standbys of other roles. Run: ${grantMonitor(server)}`
    if (verdict === 'ok' && hidden) return unknownOf(server, hidden)
    const [oldest] = holders
    return judgementOf(server, {
      verdict,
      reason: !oldest
        ? 'Nothing holds old row versions back.'
        : `The oldest row versions are held for ${formatNumber(oldest.age)} transactions by ${oldest.holder} ${oldest.name} (${oldest.detail})${verdict === 'ok' ? '' : `: ${cure[oldest.holder]}`}.${hidden ? ` There may be older ones: ${hidden}` : ''}`,
      value: oldest?.age ?? 0,
      unit: 'transactions',
      thresholds: { warn, fail },
      resources,
      evidence: { freezeMaxAge },
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      freezeMaxAge: 200_000_000,
      holders: [{ holder: 'session', name: 'shop@shop', detail: 'pid 4711, web, active', age: 120 }],
    },
    failing: {
      server: exampleServer,
      freezeMaxAge: 200_000_000,
      holders: [{ holder: 'slot', name: 'warehouse', detail: 'nobody reads it', age: 140_000_000 }],
    },
  },
})

/** Several holders may share a stable name; the oldest speaks for it. Comes oldest first. */
function oldestByName(holders: Horizon['holders']): Horizon['holders'] {
  const seen = new Set<string>()
  return holders.filter(({ holder, name }) => {
    const key = `${holder} ${name}`
    return seen.has(key) ? false : seen.add(key)
  })
}
