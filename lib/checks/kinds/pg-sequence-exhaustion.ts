import { z } from 'zod'
import { formatMeasure } from '@/lib/format/measure'
import { quoteIdentifier } from '@/lib/probes/quote-identifier'
import { defineCheck, type ResourceVerdict } from '../define-check'
import {
  askPostgres,
  counted,
  exampleServer,
  judgementOf,
  notApplicableTo,
  type OfServer,
  postgresDefaults,
} from '../postgres-audit'
import { verdictAbove } from '../threshold'
import { worstVerdict } from '../verdict'

const config = z.strictObject({
  warnPercent: z
    .number()
    .min(0.1)
    .max(100)
    .default(80)
    .describe('Warn from this share of the numbers used up, in percent'),
  failPercent: z
    .number()
    .min(0.1)
    .max(100)
    .default(90)
    .describe('Fail from this share of the numbers used up, in percent'),
})

interface Sequence {
  name: string
  percent: number
  /** As text: it may be larger than a double holds exactly. */
  last: string | null
  cycles: boolean
  columns: string | null
}

interface Sequences {
  sequences: Sequence[]
  total: number
  unreadable: { schema: string; name: string }[]
  unreadableCount: number
}

/**
 * Which columns take numbers of a sequence: it is owned by them or identity (pg_depend a, i), their
 * default asks it, or a foreign key copies the value. The narrowest of them ends the sequence.
 */
const sequencesCte = `
  with sequence as (
    select c.oid, n.nspname::text as schema, n.nspname || '.' || c.relname as name, s.seqincrement as step,
      s.seqmin::numeric as low, s.seqmax::numeric as high, s.seqcycle as cycles, v.last_value::numeric as last,
      has_sequence_privilege(c.oid, 'SELECT, USAGE') as readable
    from pg_sequence s
    join pg_class c on c.oid = s.seqrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_sequences v on v.schemaname = n.nspname and v.sequencename = c.relname
    -- Unlogged ones cannot be read on a standby, temporary ones belong to a session.
    where c.relpersistence <> 't' and not (c.relpersistence = 'u' and pg_is_in_recovery())
  ), source as (
    select d.objid as seq, d.refobjid as rel, d.refobjsubid::int2 as att
    from pg_depend d
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
      and d.deptype in ('a', 'i') and d.refobjsubid > 0
    union
    select d.refobjid, f.adrelid, f.adnum
    from pg_depend d join pg_attrdef f on f.oid = d.objid
    where d.classid = 'pg_attrdef'::regclass and d.refclassid = 'pg_class'::regclass
  ), holder as (
    select seq, rel, att from source
    union
    select s.seq, k.conrelid, k.conkey[i]
    from source s
    join pg_constraint k on k.contype = 'f' and k.confrelid = s.rel
    cross join lateral generate_subscripts(k.confkey, 1) i
    where k.confkey[i] = s.att
  ), room as (
    select h.seq,
      min(case a.atttypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647 end)::numeric as top,
      left(string_agg(distinct n.nspname || '.' || t.relname || '.' || a.attname || ' ' || format_type(a.atttypid, null), ', '), 300) as columns
    from holder h
    join pg_attribute a on a.attrelid = h.rel and a.attnum = h.att and not a.attisdropped
    join pg_class t on t.oid = h.rel
    join pg_namespace n on n.oid = t.relnamespace
    group by 1
  ), judged as (
    select s.*, r.columns,
      (case
        when s.last is null then 0
        when s.step > 0 then 100 * (s.last - s.low + 1) / greatest(least(s.high, r.top) - s.low + 1, 1)
        else 100 * (s.high - s.last + 1) / greatest(s.high - greatest(s.low, -r.top - 1) + 1, 1)
      end)::float8 as percent
    from sequence s left join room r on r.seq = s.oid
  )`

const usageQuery = `${sequencesCte}
  select name, percent, last::text, cycles, columns from judged where readable order by cycles, percent desc, name limit 50`

const unreadableQuery = `${sequencesCte}
  select schema, name, (count(*) over ())::int as all from judged where not readable order by name limit 50`

const totalQuery = `select count(*)::int as total from pg_class where relkind = 'S' and relpersistence <> 't'`

/** No sequence runs out of numbers, and no column behind it out of room for them. */
export const pgSequenceExhaustion = defineCheck<z.infer<typeof config>, OfServer<Sequences>>({
  ...postgresDefaults,
  kind: 'pg.sequence_exhaustion',
  title: 'Sequences',
  proves: 'No sequence, and no column that it fills, comes near its last number.',
  dimension: 'data-integrity',
  tier: 'weekly',
  intervalSeconds: 3_600,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource: 'Between check_postgres (85 % and 95 %), PgHero (90 %) and pgwatch (50 % and 75 %).',
  remediation:
    'At the end every insert fails with "reached maximum value" or "integer out of range". Make room: the column and everything that refers to it become bigint. On small tables `ALTER TABLE … ALTER COLUMN … TYPE bigint;` and `ALTER SEQUENCE … AS bigint;`; it rewrites and locks the table, so on large ones add a second bigint column, fill it in batches, and swap. To win time an integer sequence may go below zero: `ALTER SEQUENCE … MINVALUE -2147483648 RESTART WITH -2147483648;`, if the application bears negative ids.',
  privileges: 'GRANT SELECT ON ALL SEQUENCES IN SCHEMA … TO …;',
  collect: (_config, io) =>
    askPostgres(io, async ({ query }) => {
      const [all] = await query<{ total: number }>(totalQuery)
      const unreadable = await query<{ schema: string; name: string; all: number }>(unreadableQuery)
      return {
        sequences: await query<Sequence>(usageQuery),
        total: all?.total ?? 0,
        unreadable: unreadable.map(({ schema, name }) => ({ schema, name })),
        unreadableCount: unreadable[0]?.all ?? 0,
      }
    }),
  judge({ server, sequences, total, unreadable, unreadableCount }, { warnPercent, failPercent }) {
    if (total === 0) return notApplicableTo(server, `Database ${server.database} has no sequences.`)
    const judged = sequences.map(
      ({ name, percent, last, cycles, columns }): ResourceVerdict => ({
        name,
        value: percent,
        verdict: cycles ? 'ok' : verdictAbove(percent, warnPercent, failPercent),
        detail: `${formatMeasure(percent, '%')} used${last === null ? ', never asked yet' : `, last number ${last}`}${columns ? `, fills ${columns}` : ''}${cycles ? ', begins anew at its end' : ''}`,
      }),
    )
    const hidden = unreadable.map(
      ({ name }): ResourceVerdict => ({
        name,
        value: null,
        verdict: 'unknown',
        detail: `role ${server.role} may not read it`,
      }),
    )
    const verdict = worstVerdict([...judged, ...hidden].map((resource) => resource.verdict).concat('ok'))
    const used = sequences.filter(({ cycles }) => !cycles).map(({ percent }) => percent)
    const worst = judged.find((resource) => resource.verdict === verdict)
    const grant =
      unreadableCount > 0
        ? `Role ${server.role} may not read ${counted(unreadableCount, 'sequence')}. Run: ${grantOf(unreadable, server.role)}`
        : ''
    return judgementOf(server, {
      verdict,
      reason:
        worst && verdict !== 'ok'
          ? `${worst.name} comes to its end: ${worst.detail}.${grant ? ` ${grant}` : ''}`
          : grant ||
            `The fullest of ${counted(total, 'sequence')} has used ${formatMeasure(Math.max(0, ...used), '%')} of its numbers.`,
      value: used.length > 0 ? Math.max(...used) : null,
      unit: '%',
      thresholds: { warn: warnPercent, fail: failPercent },
      resources: [...judged, ...hidden],
      evidence: { total, unreadable: unreadableCount },
      // Those that come to an end, fullest first: each is forecast for itself.
      samples: sequences
        .filter(({ cycles }) => !cycles)
        .slice(0, 20)
        .map(({ name, percent }) => ({ key: name, value: percent, unit: '%' as const })),
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      total: 1,
      unreadable: [],
      unreadableCount: 0,
      sequences: [
        {
          name: 'public.order_id_seq',
          percent: 12.3,
          last: '264000000',
          cycles: false,
          columns: 'public.order.id integer',
        },
      ],
    },
    failing: {
      server: exampleServer,
      total: 1,
      unreadable: [],
      unreadableCount: 0,
      sequences: [
        {
          name: 'public.order_id_seq',
          percent: 93.1,
          last: '2000000000',
          cycles: false,
          columns: 'public.order.id integer',
        },
      ],
    },
  },
})

function grantOf(unreadable: Sequences['unreadable'], role: string): string {
  const schemas = [...new Set(unreadable.map(({ schema }) => quoteIdentifier(schema)))]
  return `GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${schemas.join(', ')} TO ${quoteIdentifier(role)};`
}
