'use server'

import { redirect } from 'next/navigation'
import { FormProblem, formAction } from '@/app/form-action'
import { withEvidence } from '@/app/with-evidence'
import { evidenceFields } from '@/lib/evidence/form'
import { formatAge } from '@/lib/format/moment'
import { Problem } from '@/lib/problem'
import { confirmSuggestion, planFinding, saveAnswer } from '@/lib/reviews/answer-service'
import { handIn, rejectReview, signReview } from '@/lib/reviews/finish-service'
import { cancelReview, changeReview, fillNow, lookAgain } from '@/lib/reviews/manage-service'
import { getReviewSystem } from '@/lib/reviews/question-service'
import {
  answerForm,
  cancelForm,
  changeForm,
  confirmForm,
  findingPlanForm,
  rejectForm,
  reviewForm,
  signForm,
} from '@/lib/reviews/schema'
import type { AnswerConflict } from '@/lib/reviews/view'

/** The answer to a question with its evidence; goes to the next open question, at the end to the last look. */
export const answerAction = formAction(answerForm.extend(evidenceFields), async (input, viewer) => {
  const { evidenceFiles, evidenceUrl, evidenceNote, ...form } = input
  const { systemId } = await getReviewSystem(viewer, form.reviewId)
  const result = await withEvidence(viewer, systemId, input, async (evidenceIds) =>
    refuseConflict(await saveAnswer(viewer, { ...form, evidenceIds })),
  )
  const review = `/reviews/${form.reviewId}`
  redirect(result.nextPosition === null ? `${review}/check` : `${review}/q/${result.nextPosition}`)
})

type Result = Awaited<ReturnType<typeof saveAnswer>>

/** Two said different things: the form comes back with both, and saving once more is the choice. */
function refuseConflict(result: Result): Extract<Result, { saved: true }> {
  if (result.saved) return result
  throw new FormProblem(new Problem('conflict', conflictSentence(result.conflict)), {
    revision: String(result.revision),
    conflict: 'yes',
  })
}

function conflictSentence({ theirs, theirsBy, theirsAt, mine }: AnswerConflict): string {
  const note = theirs.note ? `, with the note “${theirs.note}”` : ''
  return `${theirsBy} saved “${theirs.label}”${note} ${formatAge(new Date(theirsAt), new Date())}, while you chose “${mine.label}”. Both are kept in the history. Choose which one counts.`
}

/** One line of what data know: confirmed, or taken back. */
export const confirmAction = formAction(confirmForm, async ({ position, ...form }, viewer) => {
  const result = await confirmSuggestion(viewer, form)
  if (!result.saved) throw new Problem('conflict', conflictSentence(result.conflict))
  // Another address each time: one that differs only behind the # would not be asked for again.
  redirect(`/reviews/${form.reviewId}/confirm?said=${position}-${form.verdict}#row-${position}`)
})

/** Owner and due date of a finding that the review will open. */
export const planFindingAction = formAction(findingPlanForm, async (form, viewer) => {
  await planFinding(viewer, form)
  redirect(`/reviews/${form.reviewId}/check?done=plan`)
})

export const handInAction = formAction(reviewForm, async ({ reviewId }, viewer) => {
  await handIn(viewer, reviewId)
  redirect(`/reviews/${reviewId}/check?done=handed-in`)
})

export const rejectAction = formAction(rejectForm, async ({ reviewId, reason }, viewer) => {
  await rejectReview(viewer, reviewId, reason)
  redirect(`/reviews/${reviewId}?done=rejected`)
})

/** Field `name`: signs by the own name; then the record is frozen. */
export const signAction = formAction(signForm, async ({ reviewId, name }, viewer) => {
  await signReview(viewer, reviewId, name)
  redirect(`/reviews/${reviewId}`)
})

export const changeReviewAction = formAction(changeForm, async (form, viewer) => {
  await changeReview(viewer, form)
  redirect(`/reviews/${form.reviewId}?done=changed`)
})

export const lookAgainAction = formAction(reviewForm, async ({ reviewId }, viewer) => {
  await lookAgain(viewer, reviewId)
  redirect(`/reviews/${reviewId}`)
})

export const fillNowAction = formAction(reviewForm, async ({ reviewId }, viewer) => {
  await fillNow(viewer, reviewId)
  redirect(`/reviews/${reviewId}`)
})

export const cancelReviewAction = formAction(cancelForm, async ({ reviewId, reason }, viewer) => {
  await cancelReview(viewer, reviewId, reason)
  redirect(`/reviews/${reviewId}`)
})
