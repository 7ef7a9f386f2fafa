import { asSql } from '@/lib/db/as-sql'
import { sql, type Transaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { type AnnouncementKind, coverRows } from './expectation'
import { lockChangesOf } from './observation-store'

// What people do: announce, withdraw, acknowledge. Each inside the transaction of its audit row.

export interface ChangedSystem {
  id: string
  name: string
  teamId: string | null
  archivedAt: Date | null
}

/** A system of which somebody wants to say something; null where there is none. */
export async function findSystem(systemId: string, on: Sql = sql()): Promise<ChangedSystem | null> {
  if (!isId(systemId)) return null
  const { rows } = await on.query<ChangedSystem>(
    `select id, name, team_id as "teamId", archived_at as "archivedAt" from system where id = $1::uuid`,
    [systemId],
  )
  return rows[0] ?? null
}

/** The same, held until the transaction ends: whoever writes changes of it waits. */
export async function lockSystem(tx: Transaction, systemId: string): Promise<ChangedSystem | null> {
  if (!isId(systemId)) return null
  await lockChangesOf(asSql(tx), [systemId])
  return findSystem(systemId, asSql(tx))
}

/** System of a change or an announcement; null where there is none. */
export async function systemOf(
  tx: Transaction,
  table: 'system_change' | 'change_announcement',
  id: string,
): Promise<string | null> {
  if (!isId(id)) return null
  const { rows } = await asSql(tx).query<{ systemId: string }>(
    `select system_id as "systemId" from ${table} where id = $1::uuid`,
    [id],
  )
  return rows[0]?.systemId ?? null
}

export interface NewAnnouncement {
  systemId: string
  kind: AnnouncementKind
  title: string
  url: string | null
  startsAt: Date
  endsAt: Date
  createdById: string
}

/** Writes an announcement down. */
export async function insertAnnouncement(
  tx: Transaction,
  announcement: NewAnnouncement,
  now: Date,
): Promise<string> {
  const id = newId()
  await tx.changeAnnouncement.create({ data: { id, ...announcement, createdAt: now } })
  return id
}

export interface StoredAnnouncement extends Omit<NewAnnouncement, 'createdById'> {
  id: string
  withdrawnAt: Date | null
}

/** Marks an announcement as withdrawn; null when it was before. */
export async function withdraw(tx: Transaction, id: string, now: Date): Promise<StoredAnnouncement | null> {
  const { count } = await tx.changeAnnouncement.updateMany({
    where: { id, withdrawnAt: null },
    data: { withdrawnAt: now },
  })
  if (count === 0) return null
  return (await tx.changeAnnouncement.findUnique({ where: { id } })) as StoredAnnouncement | null
}

/**
 * Holds the changes of a system that overlap a span against what is announced of it now; returns how many are
 * understood differently from before.
 */
export async function explainAgain(
  tx: Transaction,
  systemId: string,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
): Promise<number> {
  const { rows } = await asSql(tx).query<{ id: string }>(
    `with cover as (select * from json_to_recordset($4::json) as v(kind text, subject text)),
     judged as (
       select c.id, a.id as announcement_id,
              case when a.id is not null then 'announced' when c.in_window then 'maintenance-window' else 'unexpected' end as expectation
         from system_change c
         left join lateral (
           select a.id from change_announcement a join cover v on v.kind = a.kind and v.subject = c.subject
            where a.system_id = c.system_id and a.withdrawn_at is null and a.starts_at <= c.at and a.ends_at >= c.last_seen_before
            order by a.starts_at desc, a.id limit 1) a on true
        where c.system_id = $1::uuid and c.at >= $2::timestamptz and c.last_seen_before <= $3::timestamptz)
     update system_change c set expectation = j.expectation, announcement_id = j.announcement_id
       from judged j
      where c.id = j.id and (c.expectation, c.announcement_id) is distinct from (j.expectation, j.announcement_id)
     returning c.id`,
    [systemId, startsAt, endsAt, JSON.stringify(coverRows)],
  )
  return rows.length
}

export interface AcknowledgedGroup {
  place: string
  subject: string
  at: Date
  count: number
}

/** Gives a reason to everything that one look found of one subject and that waits for one; null when nothing does. */
export async function acknowledgeGroup(
  tx: Transaction,
  changeId: string,
  { by, reason, now }: { by: string; reason: string; now: Date },
): Promise<AcknowledgedGroup | null> {
  const { rows } = await asSql(tx).query<AcknowledgedGroup>(
    `with one as (select system_id, place, at, subject from system_change where id = $1::uuid),
     told as (
       update system_change c set acknowledged_at = $2::timestamptz, acknowledged_by_id = $3::uuid, acknowledgement = $4
         from one where (c.system_id, c.place, c.at, c.subject) = (one.system_id, one.place, one.at, one.subject)
          and c.expectation = 'unexpected' and c.acknowledged_at is null
       returning c.place, c.subject, c.at)
     select place, subject, at, count(*)::int as count from told group by 1, 2, 3`,
    [changeId, now, by, reason],
  )
  return rows[0] ?? null
}
