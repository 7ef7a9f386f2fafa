import type { Sql } from '@/lib/db/pool'
import { storableJson } from '@/lib/db/storable-json'
import type { ClauseReading, FlagStatus } from './flag-reading'

/**
 * Holds these systems against being judged by somebody else until the transaction ends, so that what is written was
 * judged from the newest facts. In one order, so that two never wait for each other.
 */
export async function holdForJudging(on: Sql, systemIds: readonly string[]): Promise<void> {
  await on.query(
    `select pg_advisory_xact_lock(72707373, key)
       from (select distinct hashtext(id::text) as key from unnest($1::uuid[]) as asked(id) order by 1) as ordered`,
    [systemIds],
  )
}

/** Of these systems those that are looked after. */
export async function onlyLive(on: Sql, systemIds: readonly string[]): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    'select id from system where id = any($1) and archived_at is null order by id',
    [systemIds],
  )
  return rows.map(({ id }) => id)
}

/** How a flag of a system stood when it was last judged. */
export interface StoredState {
  systemId: string
  flagKey: string
  status: FlagStatus
}

/** Every flag of these systems as it was last judged. */
export async function readStates(on: Sql, systemIds: readonly string[]): Promise<StoredState[]> {
  const { rows } = await on.query<StoredState>(
    `select system_id as "systemId", flag_key as "flagKey", status from red_flag_state where system_id = any($1)`,
    [systemIds],
  )
  return rows
}

/** What a rule said of a system just now; `from` is null when it says so for the first time. */
export interface NewState {
  systemId: string
  flagKey: string
  from: FlagStatus | null
  status: FlagStatus
  sentence: string
  clauses: ClauseReading[]
}

/** Stores what was judged; a line of history is added where the status is another one. */
export async function storeStates(on: Sql, states: readonly NewState[], now: Date): Promise<void> {
  if (states.length === 0) return
  await on.query(
    `with input as materialized (
       select * from json_to_recordset($1::json) as i(
         "systemId" uuid, "flagKey" text, "from" text, status text, sentence text, clauses jsonb)),
     changed as (
       insert into red_flag_change (system_id, flag_key, at, from_status, to_status, sentence)
       select i."systemId", i."flagKey",
              greatest($2::timestamptz, (select max(c.at) + interval '1 millisecond' from red_flag_change c
                                          where c.system_id = i."systemId" and c.flag_key = i."flagKey")),
              i."from", i.status, i.sentence
         from input i where i."from" is distinct from i.status)
     insert into red_flag_state as s (system_id, flag_key, status, since, sentence, clauses, evaluated_at)
     select "systemId", "flagKey", status, $2, sentence, clauses, $2 from input
     on conflict (system_id, flag_key) do update set
       since = case when s.status = excluded.status then s.since else excluded.since end,
       status = excluded.status, sentence = excluded.sentence, clauses = excluded.clauses,
       evaluated_at = excluded.evaluated_at`,
    [storableJson(states), now],
  )
}

/**
 * Systems that are due for being judged, longest waiting first: those of which a rule was never judged, or longer ago
 * than so many seconds, or before the rule was changed.
 */
export async function readDueSystems(
  on: Sql,
  rules: readonly { key: string; updatedAt: Date | null }[],
  { olderThanSeconds, limit }: { olderThanSeconds: number; limit: number },
): Promise<string[]> {
  if (rules.length === 0) return []
  const { rows } = await on.query<{ id: string }>(
    `with rule as materialized (
       select r.key, greatest(app_now() - make_interval(secs => $2), r."updatedAt") as limit_at
         from json_to_recordset($1::json) as r(key text, "updatedAt" timestamptz)),
     judged as (
       select s.system_id, count(*) filter (where s.evaluated_at > r.limit_at) as fresh, min(s.evaluated_at) as oldest
         from red_flag_state s join rule r on r.key = s.flag_key group by 1)
     select y.id from system y left join judged j on j.system_id = y.id
      where y.archived_at is null and coalesce(j.fresh, 0) < (select count(*) from rule)
      order by j.oldest nulls first, y.id limit $3`,
    [JSON.stringify(rules), olderThanSeconds, limit],
  )
  return rows.map(({ id }) => id)
}
