import { sql, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import type { Json } from '@/lib/json'
import type { Agenda } from './agenda'
import type { ReviewEventType, ReviewState } from './review-state'

/** A review with what its rules ask of its system. */
export interface ReviewRow {
  id: string
  systemId: string
  versionId: string
  quarter: string
  state: ReviewState
  plannedFor: Date
  ownerId: string
  owner: string
  batchId: string | null
  preparedAt: Date | null
  agenda: Agenda | null
  seed: number
  submittedAt: Date | null
  submittedById: string | null
  submittedBy: string | null
  closedAt: Date | null
  cancelledAt: Date | null
  endReason: string | null
  revision: number
  createdAt: Date
  systemName: string
  systemOwnerId: string | null
  systemOwner: string | null
  teamId: string | null
  archivedAt: Date | null
  timeZone: string
}

const columns = `r.id, r.system_id as "systemId", r.version_id as "versionId", r.quarter, r.state, r.planned_for as "plannedFor",
  r.owner_id as "ownerId", coalesce(lead.name, 'a removed person') as owner, r.batch_id as "batchId",
  r.prepared_at as "preparedAt", r.agenda, r.seed, r.submitted_at as "submittedAt", r.submitted_by_id as "submittedById",
  handed.name as "submittedBy", r.closed_at as "closedAt", r.cancelled_at as "cancelledAt", r.end_reason as "endReason",
  r.revision, r.created_at as "createdAt", s.name as "systemName", s.owner_id as "systemOwnerId",
  keeper.name as "systemOwner", s.team_id as "teamId", s.archived_at as "archivedAt", s.time_zone as "timeZone"`
const from = `review r join system s on s.id = r.system_id left join app_user lead on lead.id = r.owner_id
  left join app_user handed on handed.id = r.submitted_by_id left join app_user keeper on keeper.id = s.owner_id and keeper.disabled_at is null`

/** One review; null when there is none. */
export async function findReview(id: string, on: Sql = sql()): Promise<ReviewRow | null> {
  const { rows } = await on.query<ReviewRow>(`select ${columns} from ${from} where r.id = $1::uuid`, [id])
  return rows[0] ?? null
}

/** Reviews of one system, newest first. */
export async function listOfSystem(systemId: string, on: Sql = sql()): Promise<ReviewRow[]> {
  const { rows } = await on.query<ReviewRow>(
    `select ${columns} from ${from} where r.system_id = $1::uuid order by r.created_at desc, r.id desc limit 100`,
    [systemId],
  )
  return rows
}

/** Locks a review until the transaction ends; read it afterwards. False when there is none. */
export async function lockReview(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`select 1 from review where id = ${id}::uuid for update`
  return rows.length > 0
}

export interface NewReview {
  id: string
  systemId: string
  versionId: string
  quarter: string
  state: ReviewState
  plannedFor: Date
  ownerId: string
  batchId: string | null
  seed: number
  createdAt: Date
  createdById: string | null
}

/** Stores a new review. Throws when the system has one under way. */
export async function insertReview(tx: Transaction, review: NewReview): Promise<void> {
  await tx.review.create({ data: review })
}

/** The review of a system that is under way; null when there is none. */
export async function reviewUnderWay(on: Sql, systemId: string): Promise<string | null> {
  const { rows } = await on.query<{ id: string }>(
    `select id from review where system_id = $1::uuid and state not in ('closed', 'cancelled')`,
    [systemId],
  )
  return rows[0]?.id ?? null
}

export type ReviewPatch = Partial<{
  versionId: string
  state: ReviewState
  plannedFor: Date
  quarter: string
  ownerId: string
  batchId: string | null
  preparedAt: Date | null
  agenda: Agenda
  seed: number
  signerId: string
  submittedAt: Date | null
  submittedById: string | null
  closedAt: Date
  cancelledAt: Date
  endReason: string | null
}>

/** Changes a review; whoever calls holds its lock. Throws when it does not exist. */
export async function updateReview(tx: Transaction, id: string, patch: ReviewPatch): Promise<void> {
  const { agenda, ...rest } = patch
  await tx.review.update({
    where: { id },
    data: { ...rest, ...(agenda ? { agenda: agenda as unknown as object } : {}), revision: { increment: 1 } },
  })
}

/** Somebody who did something in a review; the worker has no id. */
export type ReviewActor = { id: string; email: string; ip: string | null } | { label: 'worker' }

export interface NewReviewEvent {
  reviewId: string
  at: Date
  actor: ReviewActor
  type: ReviewEventType
  controlKey?: string
  before?: Json
  after?: Json
  comment?: string
}

/** Appends one line to the history of a review. */
export async function appendReviewEvent(tx: Transaction, event: NewReviewEvent): Promise<void> {
  const { actor, before, after, ...rest } = event
  await tx.reviewEvent.create({
    data: {
      id: newId(),
      ...rest,
      actorId: 'id' in actor ? actor.id : null,
      actorLabel: 'id' in actor ? actor.email : actor.label,
      ...(before === undefined || before === null ? {} : { before }),
      ...(after === undefined || after === null ? {} : { after }),
    },
  })
}

export interface ReviewEventRow {
  id: string
  at: Date
  actor: string
  type: ReviewEventType
  controlKey: string | null
  comment: string | null
}

/** Steps of a review, answers left out, oldest first. */
export async function listSteps(reviewId: string, on: Sql = sql()): Promise<ReviewEventRow[]> {
  const { rows } = await on.query<ReviewEventRow>(
    `select e.id, e.at, coalesce(p.name, e.actor_label) as actor, e.type, e.control_key as "controlKey", e.comment
       from review_event e left join app_user p on p.id = e.actor_id
      where e.review_id = $1::uuid and e.type <> 'answered' order by e.at, e.id limit 200`,
    [reviewId],
  )
  return rows
}
