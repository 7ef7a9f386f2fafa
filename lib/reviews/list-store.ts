import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { dueSql, leaderSql } from './plan-store'
import type { ReviewState } from './review-state'

export const reviewsPerPage = 25

/** A system and how its reviews stand. */
export interface DueRow {
  systemId: string
  systemName: string
  criticality: string
  owner: string | null
  hasLeader: boolean
  reviewedAt: Date | null
  due: Date
  reviewId: string | null
  state: ReviewState | null
  teamId: string | null
}

/** A review that is under way. */
export interface RunningRow {
  id: string
  systemId: string
  systemName: string
  quarter: string
  state: ReviewState
  lead: string
  plannedFor: Date
  preparedAt: Date | null
  total: number
  answered: number
  suggested: number
}

export interface OpenCounts {
  critical: number
  high: number
  medium: number
  low: number
  accepted: number
}

/** A closed review, beside the one before. */
export interface FinishedRow {
  id: string
  systemId: string
  systemName: string
  quarter: string
  closedAt: Date
  signedName: string
  counts: OpenCounts
  grade: string | null
  previousId: string | null
  previousQuarter: string | null
  previousCounts: OpenCounts | null
}

export interface ReviewTotals {
  systems: number
  overdue: number
  dueSoon: number
  running: number
  toSign: number
  finished: number
  finishedThisQuarter: number
  /** Systems that nobody can lead a review of. */
  leaderless: number
}

const ofTeam = `s.archived_at is null and ($1::uuid is null or s.team_id = $1::uuid)`
const underWay = `r.state not in ('closed', 'cancelled')`
const due = `select s.id, ${dueSql} as due, ${leaderSql} is not null as has_leader from system s where ${ofTeam}`

/** Everything that the headline and the tabs count; `since` is the beginning of the quarter. */
export async function countReviews(
  teamId: string | null,
  since: Date,
  on: Sql = sql(),
): Promise<ReviewTotals> {
  const { rows } = await on.query<ReviewTotals>(
    `with due as materialized (${due})
     select (select count(*) from due) as systems,
            (select count(*) from due where due.due < app_now()) as overdue,
            (select count(*) from due where due.due between app_now() and app_now() + interval '30 days') as "dueSoon",
            (select count(*) from due where not has_leader) as leaderless,
            (select count(*) from review r join due on due.id = r.system_id where ${underWay}) as running,
            (select count(*) from review r join due on due.id = r.system_id where r.state = 'sign-off') as "toSign",
            (select count(*) from milestone m join due on due.id = m.system_id) as finished,
            (select count(distinct m.system_id) from milestone m join due on due.id = m.system_id
              where m.closed_at >= $2::timestamptz) as "finishedThisQuarter"`,
    [teamId, since],
  )
  const [row] = rows
  if (!row) throw new Error('counts gave no row')
  return row
}

/** Systems by when they are due, longest overdue first. */
export async function listDue(teamId: string | null, page: number, on: Sql = sql()): Promise<DueRow[]> {
  const { rows } = await on.query<DueRow>(
    `with due as (${due} order by due, s.name limit ${reviewsPerPage} offset $2)
     select s.id as "systemId", s.name as "systemName", s.criticality, o.name as owner, due.has_leader as "hasLeader",
            (select max(m.closed_at) from milestone m where m.system_id = s.id) as "reviewedAt", due.due,
            r.id as "reviewId", r.state, s.team_id as "teamId"
       from due join system s on s.id = due.id left join app_user o on o.id = s.owner_id and o.disabled_at is null
       left join review r on r.system_id = s.id and ${underWay}
      order by due.due, s.name`,
    [teamId, (page - 1) * reviewsPerPage],
  )
  return rows
}

/** Reviews under way: those that wait for a signature first, then by their day. */
export async function listRunning(
  teamId: string | null,
  page: number,
  on: Sql = sql(),
): Promise<RunningRow[]> {
  const { rows } = await on.query<RunningRow>(
    `select r.id, s.id as "systemId", s.name as "systemName", r.quarter, r.state, coalesce(p.name, 'a removed person') as lead,
            r.planned_for as "plannedFor", r.prepared_at as "preparedAt", counted.*
       from review r join system s on s.id = r.system_id left join app_user p on p.id = r.owner_id
       cross join lateral (
         select count(*) as total, count(q.answer) as answered,
                count(*) filter (where q.suggestion ->> 'outcome' <> 'unknown') as suggested
           from review_question q where q.review_id = r.id) counted
      where ${ofTeam} and ${underWay}
      order by r.state = 'sign-off' desc, r.planned_for, s.name limit ${reviewsPerPage} offset $2`,
    [teamId, (page - 1) * reviewsPerPage],
  )
  return rows
}

/** Closed reviews, newest first, each with the one before it of the same system. */
export async function listFinished(
  of: { teamId: string | null; systemId: string | null },
  page: number,
  on: Sql = sql(),
): Promise<FinishedRow[]> {
  const { rows } = await on.query<FinishedRow>(
    `select m.review_id as id, s.id as "systemId", s.name as "systemName", m.payload::jsonb #>> '{review,quarter}' as quarter,
            m.closed_at as "closedAt", m.signed_name as "signedName", m.payload::jsonb -> 'findingCounts' as counts,
            m.payload::jsonb #>> '{score,grade}' as grade, b.review_id as "previousId",
            b.payload::jsonb #>> '{review,quarter}' as "previousQuarter",
            b.payload::jsonb -> 'findingCounts' as "previousCounts"
       from (select m.* from milestone m join system s on s.id = m.system_id
              where ${ofTeam} and ($2::uuid is null or s.id = $2::uuid)
              order by m.closed_at desc, m.id desc limit ${reviewsPerPage} offset $3) m
       join system s on s.id = m.system_id
       left join lateral (select * from milestone o where o.system_id = m.system_id and o.closed_at < m.closed_at
                           order by o.closed_at desc limit 1) b on true
      order by m.closed_at desc, m.id desc`,
    [of.teamId, of.systemId, (page - 1) * reviewsPerPage],
  )
  return rows
}
