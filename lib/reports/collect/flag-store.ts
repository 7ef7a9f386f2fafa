import type { FlagStatus } from '@/lib/red-flags/flag-reading'
import { isoSql, type Window } from './window'

/** One flag of one system at the instant; status null: it had never been judged. */
export interface FlagCell {
  systemId: string
  key: string
  status: FlagStatus | null
  since: string | null
  sentence: string | null
}

/** Every flag of every system as its history says it stood. */
export async function readFlags({ ids, asOf, on }: Window, keys: readonly string[]): Promise<FlagCell[]> {
  const { rows } = await on.query<FlagCell>(
    `select y.id as "systemId", k.key, c.to_status as status, ${isoSql('c.at')} as since,
            case when c.to_status = 'raised' then c.sentence end as sentence
       from unnest($1::uuid[]) as y(id) cross join unnest($2::text[]) as k(key)
            left join lateral (
              select to_status, at, sentence from red_flag_change
               where system_id = y.id and flag_key = k.key and at < $3 order by at desc limit 1) c on true`,
    [ids, keys, asOf],
  )
  return rows
}

/** Per flag, how many systems it was raised for, and cleared for, within the period. */
export async function readFlagMoves(
  { ids, from, asOf, on }: Window,
  keys: readonly string[],
): Promise<Map<string, { raised: number; cleared: number }>> {
  const { rows } = await on.query<{ key: string; raised: number; cleared: number }>(
    `select flag_key as key, count(distinct system_id) filter (where to_status = 'raised') as raised,
            count(distinct system_id) filter (where to_status = 'clear' and from_status = 'raised') as cleared
       from red_flag_change
      where system_id = any($1) and flag_key = any($2) and at >= $3 and at < $4 group by 1`,
    [ids, keys, from, asOf],
  )
  return new Map(rows.map(({ key, ...moves }) => [key, moves]))
}

/** Rules that were switched after the instant, and whether they were on before. */
export async function readLaterSwitches({ asOf, on }: Window): Promise<Map<string, boolean>> {
  const { rows } = await on.query<{ key: string; enabled: boolean }>(
    `select distinct on (entity_id) entity_id as key, (before->>'enabled')::boolean as enabled
       from audit_entry
      where at >= $1 and entity = 'red-flag-rule' and before ? 'enabled' order by entity_id, id`,
    [asOf],
  )
  return new Map(rows.map(({ key, enabled }) => [key, enabled]))
}

/** Rules of this installation that came after the instant. */
export async function readLaterRules({ asOf, on }: Window): Promise<Set<string>> {
  const { rows } = await on.query<{ key: string }>(
    `select entity_id as key from audit_entry
      where at >= $1 and entity = 'red-flag-rule' and action = 'red-flag-rule.create'`,
    [asOf],
  )
  return new Set(rows.map(({ key }) => key))
}
