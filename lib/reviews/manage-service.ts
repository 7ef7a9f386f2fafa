import type { AuditAction } from '@/lib/audit/actions'
import { appendAudit } from '@/lib/audit/store'
import { canReview, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { readPublished } from '@/lib/checklists/store'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { endOfDay } from '@/lib/findings/end-of-day'
import { Problem } from '@/lib/problem'
import { activePeople, lockSystem } from '@/lib/systems/change-store'
import { mayReview } from './guards'
import { decideStep, type ReviewStep, type StepContext } from './next-state'
import { quarterOf } from './plan'
import { newReview, requestChecks } from './plan-reviews'
import { findDueSystem } from './plan-store'
import { fillReview } from './prepare'
import { isOver, type ReviewEventType, type ReviewState } from './review-state'
import {
  appendReviewEvent,
  findReview,
  insertReview,
  lockReview,
  type ReviewPatch,
  type ReviewRow,
  reviewUnderWay,
  updateReview,
} from './review-store'
import type { ChangeForm, StartForm } from './schema'

/** A step of a review being taken by a person, its row locked. */
export interface Step {
  tx: Transaction
  viewer: Viewer
  review: ReviewRow
  now: Date
}

/** What a step changes and how it is told. */
export interface StepOutcome {
  patch: ReviewPatch
  type: ReviewEventType
  action: AuditAction
  comment?: string
}

/** Locks a review for a step of a person. Throws not-found. */
export async function takeStep<T>(viewer: Viewer, id: string, work: (step: Step) => Promise<T>): Promise<T> {
  return inTransaction(async (tx) => {
    const review = isId(id) && (await lockReview(tx, id)) ? await findReview(id, asSql(tx)) : null
    if (!review) throw new Problem('not-found', 'There is no such review. It may have been removed.')
    if (review.archivedAt)
      throw new Problem('conflict', `${review.systemName} is archived: its reviews can only be read.`)
    return work({ tx, viewer, review, now: await transactionNow(tx) })
  })
}

/** The state after a step. Throws a conflict Problem with what is missing. */
export function stepTo(review: ReviewRow, step: ReviewStep, context: StepContext = {}): ReviewState {
  const decision = decideStep(review.state, step, context)
  if (!decision.allowed) throw new Problem('conflict', decision.reason)
  return decision.to
}

/** Row, line of history and audit row of a step. */
export async function recordStep(
  { tx, viewer, review, now }: Step,
  { patch, type, action, comment }: StepOutcome,
): Promise<void> {
  const { agenda: _agenda, ...told } = patch
  await updateReview(tx, review.id, patch)
  await appendReviewEvent(tx, {
    reviewId: review.id,
    at: now,
    actor: viewer,
    type,
    ...(comment ? { comment } : {}),
  })
  const before = Object.fromEntries(
    Object.keys(told).map((key) => [key, review[key as keyof ReviewRow] ?? null]),
  )
  await appendAudit(tx, {
    actor: viewer,
    action,
    entity: 'review',
    entityId: review.id,
    before,
    after: comment ? { ...told, comment } : told,
  })
}

/**
 * Starts the review of a system now: all its checks run, then the questions are filled. One that is planned is started;
 * with one under way already it is refused. Throws Problem: not-found, forbidden, invalid, conflict.
 */
export async function startReview(viewer: Viewer, form: StartForm): Promise<{ id: string }> {
  const version = await readPublished(form.checklistKey)
  if (!version)
    throw new Problem('invalid', 'This checklist is not published.', { checklistKey: 'Choose another one.' })
  return inTransaction(async (tx) => {
    const system = isId(form.systemId) ? await findDueSystem(form.systemId, asSql(tx)) : null
    if (!system || system.isArchived)
      throw new Problem('not-found', 'There is no such system. It may have been archived.')
    permit(canReview(viewer, system), mayReview)
    await requirePerson(tx, form.ownerId)
    // Of two who start at once, the second finds the first one's.
    await lockSystem(tx, form.systemId)
    const at = await transactionNow(tx)
    const id = await ownReview(tx, viewer, { ...form, ...system, versionId: version.id, at })
    await appendAudit(tx, {
      actor: viewer,
      action: 'review.start',
      entity: 'review',
      entityId: id,
      after: {
        system: system.name,
        checklist: version.title,
        version: version.number,
        ownerId: form.ownerId,
      },
    })
    return { id }
  })
}

async function ownReview(
  tx: Transaction,
  viewer: Viewer,
  wanted: { systemId: string; name: string; timeZone: string; ownerId: string; versionId: string; at: Date },
): Promise<string> {
  const { systemId, name, timeZone, ownerId, versionId, at } = wanted
  const known = await reviewUnderWay(asSql(tx), systemId)
  const batchId = await requestChecks(tx, { systemId, systemName: name }, viewer)
  if (known === null) {
    const review = newReview({ systemId, versionId, ownerId, plannedFor: at, timeZone, at })
    await insertReview(tx, { ...review, state: 'preparing', batchId, createdById: viewer.id })
    await appendReviewEvent(tx, { reviewId: review.id, at, actor: viewer, type: 'planned' })
    return review.id
  }
  await lockReview(tx, known)
  const review = await findReview(known, asSql(tx))
  if (!review) throw new Error(`review ${known} is gone`)
  if (review.state !== 'planned')
    throw new Problem(
      'conflict',
      `A review of ${name} is under way already. Open it on the page of its reviews.`,
    )
  const state = stepTo(review, 'prepare')
  await updateReview(tx, known, {
    state,
    ownerId,
    versionId,
    batchId,
    quarter: quarterOf(at, timeZone),
    plannedFor: at,
  })
  return known
}

/** Another person leads it, or it is planned for another day. */
export async function changeReview(viewer: Viewer, form: ChangeForm): Promise<void> {
  await takeStep(viewer, form.reviewId, async (step) => {
    const { tx, review } = step
    permit(canReview(viewer, review), mayReview)
    if (isOver(review.state))
      throw new Problem('conflict', `This review is ${review.state}: it can only be read.`)
    // Who led it may not sign it; that must not be shaken off when all but the signature is done.
    if (review.state === 'sign-off' && form.ownerId !== review.ownerId)
      throw new Problem('conflict', 'It waits for a signature: another person leads it once it is sent back.')
    await requirePerson(tx, form.ownerId)
    const plannedFor = endOfDay(form.plannedFor, review.timeZone)
    if (!plannedFor)
      throw new Problem('invalid', 'This date does not exist.', {
        plannedFor: 'Choose a date, e.g. 2026-11-30',
      })
    const isPlanned = review.state === 'planned'
    if (isPlanned && plannedFor < step.now)
      throw new Problem('invalid', 'The day lies in the past.', { plannedFor: 'Choose today or later.' })
    const dates = isPlanned ? { plannedFor, quarter: quarterOf(plannedFor, review.timeZone) } : {}
    const patch = { ownerId: form.ownerId, ...dates }
    await recordStep(step, { patch, type: 'changed', action: 'review.change' })
  })
}

/** Runs all checks once more and asks the data anew; answers that people gave stay. */
export async function lookAgain(viewer: Viewer, reviewId: string): Promise<void> {
  await takeStep(viewer, reviewId, async (step) => {
    const { tx, review } = step
    permit(canReview(viewer, review), mayReview)
    if (review.state !== 'preparing' && review.state !== 'in-review')
      throw new Problem('conflict', 'Data are asked again only before a review is handed in.')
    if (review.preparedAt === null) throw new Problem('conflict', 'The data are being gathered already.')
    const batchId = await requestChecks(tx, review, viewer)
    await recordStep(step, {
      patch: { batchId, preparedAt: null },
      type: 'changed',
      action: 'review.look-again',
    })
  })
}

/** Fills the questions with what is known now, without waiting for checks that still run. */
export async function fillNow(viewer: Viewer, reviewId: string): Promise<void> {
  const review = isId(reviewId) ? await findReview(reviewId) : null
  if (!review) throw new Problem('not-found', 'There is no such review. It may have been removed.')
  permit(canReview(viewer, review), mayReview)
  if (!(await fillReview(reviewId, viewer)))
    throw new Problem('conflict', 'There is nothing to fill: the questions are there, or the review is over.')
}

/** Ends a review that does not take place. */
export async function cancelReview(viewer: Viewer, reviewId: string, reason: string): Promise<void> {
  await takeStep(viewer, reviewId, async (step) => {
    const { review, now } = step
    permit(canReview(viewer, review), mayReview)
    const state = stepTo(review, 'cancel', { reason })
    const patch = { state, cancelledAt: now, endReason: reason }
    await recordStep(step, { patch, type: 'cancelled', action: 'review.cancel', comment: reason })
  })
}

async function requirePerson(tx: Transaction, id: string): Promise<void> {
  if ((await activePeople(tx, [id])).has(id)) return
  throw new Problem('invalid', 'This person cannot sign in any more.', {
    ownerId: 'Choose somebody who can sign in.',
  })
}
