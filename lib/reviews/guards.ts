import type { Viewer } from '@/lib/auth/viewer'
import type { Transaction } from '@/lib/db/database'
import { formatExact } from '@/lib/format/moment'
import { Problem } from '@/lib/problem'
import { decideStep } from './next-state'
import { appendReviewEvent, type ReviewRow, updateReview } from './review-store'

export const mayReview =
  'Working on this review needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.'
export const maySign = 'Signing a review needs the role manager. An admin can give it to you.'

/** The sentence that a form shows when the review ended while somebody was writing. Pure. */
export function overSentence(review: ReviewRow, zone: string): string {
  const ended = review.closedAt ?? review.cancelledAt
  const when = ended ? ` on ${formatExact(ended, zone)}` : ''
  return `This review was ${review.state}${when} while you were writing: nothing in it can change any more. What you typed is still here; copy what you need into a finding, or keep it for the next review.`
}

/** Lets answers in: the first one begins the review. Throws a conflict Problem where none may come any more. */
export async function openForAnswers(
  tx: Transaction,
  viewer: Viewer,
  review: ReviewRow,
  now: Date,
): Promise<void> {
  if (review.archivedAt)
    throw new Problem('conflict', `${review.systemName} is archived: its reviews can only be read.`)
  if (review.state === 'in-review') return
  if (review.state === 'closed' || review.state === 'cancelled')
    throw new Problem('conflict', overSentence(review, viewer.timeZone))
  if (review.state === 'sign-off')
    throw new Problem(
      'conflict',
      'This review was handed in and waits for a signature. What you typed is still here; it can be answered again once it is sent back.',
    )
  const decision = decideStep(review.state, 'begin', { isPrepared: review.preparedAt !== null })
  if (!decision.allowed) throw new Problem('conflict', decision.reason)
  await updateReview(tx, review.id, { state: decision.to })
  await appendReviewEvent(tx, { reviewId: review.id, at: now, actor: viewer, type: 'started' })
}
