import { canReview } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { formatExact } from '@/lib/format/moment'
import { quarterName } from './quarter-name'
import { type AskedQuestion, paceFacts, type ReviewContext } from './read-review'
import { choiceOf } from './review-answer'
import { minutesLeft } from './time-left'
import type { ReviewHead, SuggestionView } from './view'

/** What stands above every page of a review, for this viewer. Pure. */
export function headOf({ review, questions, now }: ReviewContext, viewer: Viewer): ReviewHead {
  const mayWork = canReview(viewer, review) && review.archivedAt === null
  const isAnswerable =
    review.state === 'in-review' || (review.state === 'preparing' && review.preparedAt !== null)
  return {
    id: review.id,
    systemId: review.systemId,
    systemName: review.systemName,
    quarter: review.quarter,
    quarterName: quarterName(review.quarter),
    state: review.state,
    lead: { id: review.ownerId, name: review.owner },
    plannedFor: review.plannedFor.toISOString(),
    preparedAt: review.preparedAt?.toISOString() ?? null,
    total: questions.length,
    answered: questions.filter(({ answer }) => answer !== null).length,
    minutesLeft: minutesLeft(questions.map(paceFacts)),
    mayWork,
    mayAnswer: mayWork && isAnswerable,
    closedSentence: closedSentence(review, viewer.timeZone),
    now: now.toISOString(),
  }
}

function closedSentence(review: ReviewContext['review'], zone: string): string | null {
  if (review.archivedAt) return `${review.systemName} is archived: its reviews can only be read.`
  switch (review.state) {
    case 'closed':
    case 'cancelled': {
      const at = review.closedAt ?? review.cancelledAt
      return `This review was ${review.state}${at ? ` on ${formatExact(at, zone)}` : ''}: nothing in it can change any more.`
    }
    case 'sign-off':
      return 'This review was handed in and waits for a signature. It can be answered again once it is sent back.'
    case 'planned':
      return 'This review is planned; its questions come with its preparation.'
    case 'preparing':
      return review.preparedAt ? null : 'The data are still being gathered.'
    case 'in-review':
      return null
  }
}

/** A suggestion as a page shows it. Pure. */
export function suggestionView({ suggestion, control }: AskedQuestion): SuggestionView | null {
  if (!suggestion) return null
  const { from, outcome, label, statement, facts, gap } = suggestion
  const choice = outcome === 'unknown' ? null : choiceOf(control, suggestion.answer)
  return { from, outcome, label, statement, facts, gap, choice }
}
