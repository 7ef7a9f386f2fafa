import type { Observations } from '@/lib/checks/observation'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { prepared } from '@/lib/db/prepared'
import { storableJson } from '@/lib/db/storable-json'
import type { Known, ObservedChange } from './diff-observations'
import type { AnnouncedSpan, Expectation } from './expectation'

// What was seen last, by check, and the writing of what differs. The engine's side, inside its transaction.

const touchSql = `
  update observation o set observed_at = i.at
    from json_to_recordset($1::json) as i(c uuid, h text, b text, at timestamptz)
   where o.check_id = i.c and o.hash = i.h and o.basis = i.b
  returning o.check_id as id`

/** Writes down that these checks saw what they saw before; returns those of which that is so. */
export async function touchObservations(
  on: Sql,
  runs: readonly { checkId: string; hash: string; basis: string; at: Date }[],
): Promise<Set<string>> {
  const text = JSON.stringify(
    runs.map(({ checkId, hash, basis, at }) => ({ c: checkId, h: hash, b: basis, at })),
  )
  const { rows } = await on.query<{ id: string }>(prepared('touch-observations', touchSql, [text]))
  return new Set(rows.map(({ id }) => id))
}

export interface KeptObservation extends Known {
  basis: string
}

/** What was seen last by these checks. */
export async function readKept(on: Sql, checkIds: readonly string[]): Promise<Map<string, KeptObservation>> {
  const { rows } = await on.query<KeptObservation & { id: string }>(
    `select check_id as id, basis, facts, unseen, observed_at as "observedAt" from observation
      where check_id = any($1) order by check_id for update`,
    [checkIds],
  )
  return new Map(rows.map(({ id, ...kept }) => [id, kept]))
}

/** Keeps what these checks have seen now. */
export async function keepObservations(
  on: Sql,
  kept: readonly {
    checkId: string
    hash: string
    basis: string
    facts: Observations
    unseen: Record<string, string>
    at: Date
    changed: boolean
  }[],
): Promise<void> {
  await on.query(
    `insert into observation (check_id, hash, basis, facts, unseen, observed_at, changed_at)
     select i."checkId", i.hash, i.basis, i.facts, i.unseen, i.at, i.at
       from json_to_recordset($1::json) as i("checkId" uuid, hash text, basis text, facts jsonb, unseen jsonb, at timestamptz, changed boolean)
     on conflict (check_id) do update set
       hash = excluded.hash, basis = excluded.basis, facts = excluded.facts, unseen = excluded.unseen,
       observed_at = excluded.observed_at,
       changed_at = case when excluded.check_id = any($2) then excluded.changed_at else observation.changed_at end`,
    [storableJson(kept), kept.filter(({ changed }) => changed).map(({ checkId }) => checkId)],
  )
}

/** Whoever writes changes or announcements of these systems waits for the others, in one order. */
export async function lockChangesOf(on: Sql, systemIds: readonly string[]): Promise<void> {
  for (const id of [...systemIds].sort()) {
    await on.query(
      `select pg_advisory_xact_lock(hashtext('system-changes'), hashtext($1)) is null as locked`,
      [id],
    )
  }
}

export interface ChangeSettings {
  window: string | null
  zone: string
  announced: AnnouncedSpan[]
}

/** Window, zone and announcements of these systems that end after an instant. */
export async function readSettingsOf(
  on: Sql,
  systemIds: readonly string[],
  since: Date,
): Promise<Map<string, ChangeSettings>> {
  const { rows } = await on.query<{ id: string } & ChangeSettings>(
    `select y.id, y.maintenance_window as "window", y.time_zone as zone,
            coalesce((select json_agg(json_build_object('id', a.id, 'kind', a.kind, 'startsAt', a.starts_at, 'endsAt', a.ends_at))
                        from change_announcement a
                       where a.system_id = y.id and a.withdrawn_at is null and a.ends_at >= $2), '[]') as announced
       from system y where y.id = any($1)`,
    [systemIds, since],
  )
  return new Map(
    rows.map(({ id, window, zone, announced }) => [
      id,
      {
        window,
        zone,
        announced: announced.map((each) => ({
          ...each,
          startsAt: new Date(each.startsAt),
          endsAt: new Date(each.endsAt),
        })),
      },
    ]),
  )
}

export interface ChangeRow extends ObservedChange {
  systemId: string
  checkId: string
  place: string
  at: Date
  inWindow: boolean
  expectation: Expectation
  announcementId: string | null
}

/** More than six unexplained changes of one key in a week are restlessness, not news: a CDN that answers by turns. */
export const restlessAbove = 6
export const restlessDays = 7

/**
 * Writes changes down. One that another check of the same target has already reported is left out, and so is the next
 * unexpected one of a key with more than six of them in a week that nobody has looked at.
 */
export async function insertChanges(on: Sql, changes: readonly ChangeRow[]): Promise<void> {
  await on.query(
    `insert into system_change (id, system_id, check_id, at, last_seen_before, place, subject, key, kind, before, after,
                                in_window, expectation, announcement_id)
     select i.id, i."systemId", i."checkId", i.at, i."lastSeenBefore", i.place, i.subject, i.key, i.kind, i.before, i.after,
            i."inWindow", i.expectation, i."announcementId"
       from json_to_recordset($1::json) as i(
         id uuid, "systemId" uuid, "checkId" uuid, at timestamptz, "lastSeenBefore" timestamptz, place text, subject text,
         key text, kind text, before text, after text, "inWindow" boolean, expectation text, "announcementId" uuid)
       left join lateral (
         select count(*) filter (where x.expectation = 'unexpected' and x.acknowledged_at is null
                                  and x.at > i.at - make_interval(days => $3)) as lately,
                bool_or(x.at > i."lastSeenBefore" and x.check_id <> i."checkId" and x.kind = i.kind
                        and x.after is not distinct from i.after) as told
           from system_change x
          where x.system_id = i."systemId" and x.place = i.place and x.subject = i.subject and x.key = i.key
            and x.at > least(i."lastSeenBefore", i.at - make_interval(days => $3))) as x on true
      where (x.lately <= $2 or i.expectation <> 'unexpected') and x.told is not true`,
    [storableJson(changes.map((change) => ({ id: newId(), ...change }))), restlessAbove, restlessDays],
  )
}
