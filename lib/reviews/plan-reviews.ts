import { randomInt } from 'node:crypto'
import { runnableCheckIds } from '@/lib/checks/change-store'
import { requestRun } from '@/lib/checks/store'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { lockSystem } from '@/lib/systems/change-store'
import { decideStep } from './next-state'
import { quarterOf } from './plan'
import { type DueSystem, findDueSystem, listPlannable, listToFill, listToPrepare } from './plan-store'
import { fillReview } from './prepare'
import {
  appendReviewEvent,
  findReview,
  insertReview,
  lockReview,
  type NewReview,
  type ReviewActor,
  type ReviewRow,
  reviewUnderWay,
  updateReview,
} from './review-store'

const worker: ReviewActor = { label: 'worker' }
/** How many reviews one round plans, starts or fills; the next round is seconds away. */
const perRound = 20

/** What one round of the duty did. */
export interface ReviewRound {
  planned: number
  started: number
  filled: number
}

/**
 * Keeps reviews going by themselves: plans what is due within a month, starts preparations a week ahead, and fills
 * those whose checks have run or were waited for long enough.
 */
export async function followReviews(): Promise<ReviewRound> {
  let planned = 0
  for (const system of await listPlannable(perRound)) if (await planDue(system)) planned += 1
  let started = 0
  for (const id of await listToPrepare(perRound)) if (await startDue(id)) started += 1
  let filled = 0
  for (const id of await listToFill(perRound)) if (await fillReview(id, worker)) filled += 1
  return { planned, started, filled }
}

async function planDue({ systemId, due, timeZone, leaderId, versionId }: DueSystem): Promise<boolean> {
  if (leaderId === null || versionId === null) return false
  return inTransaction(async (tx) => {
    // Somebody may have started one since it was looked up; nobody can while the system is locked.
    await lockSystem(tx, systemId)
    if (await reviewUnderWay(asSql(tx), systemId)) return false
    const at = await transactionNow(tx)
    const review = newReview({ systemId, versionId, ownerId: leaderId, plannedFor: due, timeZone, at })
    await insertReview(tx, { ...review, state: 'planned', createdById: null })
    await appendReviewEvent(tx, { reviewId: review.id, at, actor: worker, type: 'planned' })
    return true
  })
}

/** The columns of a review that begins its life now. */
export function newReview(of: {
  systemId: string
  versionId: string
  ownerId: string
  plannedFor: Date
  timeZone: string
  at: Date
}): Omit<NewReview, 'state' | 'createdById'> {
  const { systemId, versionId, ownerId, plannedFor, timeZone, at } = of
  const quarter = quarterOf(plannedFor > at ? plannedFor : at, timeZone)
  const seed = randomInt(2 ** 31 - 1)
  return {
    id: newId(),
    systemId,
    versionId,
    ownerId,
    plannedFor,
    quarter,
    seed,
    batchId: null,
    createdAt: at,
  }
}

async function startDue(reviewId: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    await lockReview(tx, reviewId)
    const review = await findReview(reviewId, asSql(tx))
    const decision = review && decideStep(review.state, 'prepare')
    if (!review || !decision?.allowed) return false
    // The questions that are published now, whatever was published when it was planned.
    const system = await findDueSystem(review.systemId, asSql(tx))
    await updateReview(tx, reviewId, {
      state: decision.to,
      versionId: system?.versionId ?? review.versionId,
      batchId: await requestChecks(tx, review, null),
    })
    return true
  })
}

/** Makes all checks of the system due now; the batch to wait for, or null when there is nothing to run. */
export async function requestChecks(
  tx: Transaction,
  review: Pick<ReviewRow, 'systemId' | 'systemName'>,
  viewer: { id: string } | null,
): Promise<string | null> {
  const checkIds = await runnableCheckIds(tx, review.systemId)
  if (checkIds.length === 0) return null
  const title = `Checks for the review of ${review.systemName}`
  return requestRun(tx, checkIds, { viewer, title, systemId: review.systemId })
}
