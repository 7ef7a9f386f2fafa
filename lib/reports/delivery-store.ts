import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import type { SendingTime } from './weekly-time'

/** A report and a time of the week at which somebody waits for it. */
export interface OwedGroup extends SendingTime {
  reportId: string
  periodTo: Date
  reportZone: string
  builtAt: Date
}

// Older reports are superseded: nobody is told today what was so five weeks ago.
const owed = `
  from report r
  join report_subscription s on s.scope = r.scope and s.team_id is not distinct from r.team_id
  join app_user u on u.id = s.user_id
 where r.kind = 'weekly' and r.built_at > app_now() - interval '28 days'
   and s.ended_at is null and s.created_at <= r.built_at and u.disabled_at is null
   and not exists (select from report_delivery d where d.subscription_id = s.id and d.report_id = r.id)`

/** What is owed to subscribers, by report and by time: few rows, however many subscribers there are. */
export async function owedGroups(): Promise<OwedGroup[]> {
  const { rows } = await sql().query<OwedGroup>(
    `select distinct s.timing, s.weekday, s.minute_of_day as "minuteOfDay", s.zone, r.id as "reportId",
            r.period_to as "periodTo", r.zone as "reportZone", r.built_at as "builtAt" ${owed}`,
  )
  return rows
}

/** Somebody who waits for a report. */
export interface OwedMail {
  subscriptionId: string
  email: string
}

/** Those of a group who have no delivery of the report yet, at most `limit`. */
export async function owedOf(group: OwedGroup, limit: number, on: Sql): Promise<OwedMail[]> {
  const { rows } = await on.query<OwedMail>(
    `select s.id as "subscriptionId", u.email ${owed}
        and r.id = $1 and s.timing = $2 and s.weekday = $3 and s.minute_of_day = $4 and s.zone = $5
      order by s.id limit $6`,
    [group.reportId, group.timing, group.weekday, group.minuteOfDay, group.zone, limit],
  )
  return rows
}

/** One row per subscription and report, also when two workers write it; returns those that are new. */
export async function insertDeliveries(
  on: Sql,
  reportId: string,
  subscriptionIds: readonly string[],
): Promise<{ id: string; subscriptionId: string }[]> {
  const { rows } = await on.query<{ id: string; subscriptionId: string }>(
    `insert into report_delivery (id, subscription_id, report_id, created_at)
     select d.id, d.subscription_id, $3, app_now() from unnest($1::uuid[], $2::uuid[]) as d(id, subscription_id)
     on conflict (subscription_id, report_id) do nothing returning id, subscription_id as "subscriptionId"`,
    [subscriptionIds.map(() => newId()), subscriptionIds, reportId],
  )
  return rows
}

/** What the mail of a delivery is made of. */
export interface DeliveryRow {
  reportId: string
  /** "2026-W47". */
  week: string
  teamId: string | null
  token: string
  name: string
  email: string
}

/** Who gets the mail of a delivery and which report; null when nobody wants it any more. */
export async function findDelivery(id: string): Promise<DeliveryRow | null> {
  const { rows } = await sql().query<DeliveryRow>(
    `select d.report_id as "reportId", r.week, r.team_id as "teamId", s.token, u.name, u.email
       from report_delivery d
       join report r on r.id = d.report_id
       join report_subscription s on s.id = d.subscription_id
       join app_user u on u.id = s.user_id
      where d.id = $1 and s.ended_at is null and u.disabled_at is null`,
    [id],
  )
  return rows[0] ?? null
}

/** The frozen text of a report. Throws when it is gone. */
export async function readPayloadText(reportId: string): Promise<string> {
  const { rows } = await sql().query<{ payload: string }>('select payload from report where id = $1', [
    reportId,
  ])
  if (!rows[0]) throw new Error(`no report ${reportId}`)
  return rows[0].payload
}
