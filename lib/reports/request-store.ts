import { asSql } from '@/lib/db/as-sql'
import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

// Reports that somebody asked for. A worker takes one with a lease, builds it and says what became of it.

export interface NewRequest {
  id: string
  scope: 'instance' | 'team'
  teamId: string | null
  periodFrom: Date
  periodTo: Date
  zone: string
  requestedById: string
  requestedAt: Date
}

export interface RequestRow extends NewRequest {
  scopeName: string
  requestedBy: string
  leaseUntil: Date | null
  reportId: string | null
  fault: string | null
}

const columns = `
  q.id, q.scope, q.team_id as "teamId", q.period_from as "periodFrom", q.period_to as "periodTo", q.zone,
  q.requested_by_id as "requestedById", q.requested_at as "requestedAt", q.lease_until as "leaseUntil",
  q.report_id as "reportId", q.fault, coalesce(u.name, 'somebody who is gone') as "requestedBy",
  case when q.scope = 'instance' then 'All systems' else coalesce(t.name, 'a team that is gone') end as "scopeName"
  from report_request q left join app_user u on u.id = q.requested_by_id left join team t on t.id = q.team_id`

/** Stores what somebody asks for. */
export async function insertRequest(tx: Transaction, request: NewRequest): Promise<void> {
  await tx.reportRequest.create({ data: request })
}

/** What a person asked for and nobody has built yet, and what the same person asked for within an hour. */
export async function countRequests(
  tx: Transaction,
  requestedById: string,
  now: Date,
): Promise<{ open: number; lately: number }> {
  // Two requests at the same moment count each other.
  await tx.$executeRaw`select pg_advisory_xact_lock(72707380, hashtext(${requestedById}))`
  const since = new Date(now.getTime() - 3_600_000)
  const [open, lately] = [
    await tx.reportRequest.count({ where: { requestedById, finishedAt: null } }),
    await tx.reportRequest.count({ where: { requestedById, requestedAt: { gt: since } } }),
  ]
  return { open, lately }
}

/** One request; null when there is none. */
export async function findRequest(id: string, on: Sql = sql()): Promise<RequestRow | null> {
  const { rows } = await on.query<RequestRow>(`select ${columns} where q.id = $1`, [id])
  return rows[0] ?? null
}

/** What was asked for within a day, newest first. */
export async function listRequests(now: Date, on: Sql = sql()): Promise<RequestRow[]> {
  const { rows } = await on.query<RequestRow>(
    `select ${columns} where q.requested_at > $1::timestamptz - interval '1 day'
      order by q.requested_at desc, q.id desc limit 10`,
    [now],
  )
  return rows
}

/** Takes the request that waits longest, for so long; null when none waits. */
export async function takeRequest(leaseSeconds: number, on: Sql = sql()): Promise<NewRequest | null> {
  const { rows } = await on.query<NewRequest>(
    `update report_request set lease_until = app_now() + make_interval(secs => $1)
      where id = (select id from report_request
                   where finished_at is null and (lease_until is null or lease_until <= app_now())
                   order by requested_at, id limit 1 for update skip locked)
     returning id, scope, team_id as "teamId", period_from as "periodFrom", period_to as "periodTo", zone,
               requested_by_id as "requestedById", requested_at as "requestedAt"`,
    [leaseSeconds],
  )
  return rows[0] ?? null
}

/** Says what became of a request: a report, or why there is none. The first answer counts. */
export async function finishRequest(
  id: string,
  outcome: { reportId: string } | { fault: string },
  on: Sql | Transaction = sql(),
): Promise<boolean> {
  const { rows } = await asSql(on).query(
    `update report_request set finished_at = app_now(), lease_until = null, report_id = $2::uuid, fault = $3
      where id = $1::uuid and finished_at is null returning 1`,
    [id, 'reportId' in outcome ? outcome.reportId : null, 'fault' in outcome ? outcome.fault : null],
  )
  return rows.length === 1
}
