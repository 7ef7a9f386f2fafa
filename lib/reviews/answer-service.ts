import { judgeAnswer } from '@/lib/assessments/judge-answer'
import { appendAudit } from '@/lib/audit/store'
import { canReview, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { Control, Outcome } from '@/lib/checklists/schema'
import { readControls } from '@/lib/checklists/store'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { requireEvidence } from '@/lib/evidence/service'
import { endOfDay } from '@/lib/findings/end-of-day'
import type { Json } from '@/lib/json'
import { Problem } from '@/lib/problem'
import { activePeople } from '@/lib/systems/change-store'
import { contentOfForm } from './answer-of-form'
import { mayReview, openForAnswers } from './guards'
import { type Merge, mergeAnswers, type QuestionContent, same, sameContent } from './merge-answers'
import {
  contentOf,
  findQuestion,
  nextUnanswered,
  type QuestionRow,
  updateQuestion,
  writtenAt,
} from './question-store'
import { answerInWords } from './review-answer'
import { appendReviewEvent, findReview, lockReview, type ReviewRow } from './review-store'
import type { AnswerForm, ConfirmForm, FindingPlanForm } from './schema'
import type { SaveResult } from './view'

/** A question that is being written to, locked with its review. */
interface Writing {
  tx: Transaction
  viewer: Viewer
  review: ReviewRow
  question: QuestionRow
  control: Control
  now: Date
}

/**
 * Saves what somebody says to a question. Two who write at once lose nothing: what each changed is merged, and where
 * both changed the same thing the second sees both answers and chooses; the one not kept stands in the history.
 * Throws Problem: not-found, forbidden, conflict (the review is over), invalid.
 */
export async function saveAnswer(viewer: Viewer, form: AnswerForm): Promise<SaveResult> {
  return withQuestion(viewer, form.reviewId, form.controlKey, async (writing) => {
    const mine = contentOfForm(writing.control, form, { now: writing.now, zone: viewer.timeZone })
    return write(writing, mine, form)
  })
}

/** Confirms what was suggested, or takes the answer back. Each row is its own act. */
export async function confirmSuggestion(viewer: Viewer, form: ConfirmForm): Promise<SaveResult> {
  return withQuestion(viewer, form.reviewId, form.controlKey, async (writing) => {
    const { question } = writing
    const suggestion = question.suggestion
    if (form.verdict === 'confirm' && (!suggestion || suggestion.outcome === 'unknown'))
      throw new Problem(
        'conflict',
        'Nothing is suggested here any more. Answer the question on its own page.',
      )
    const answer = form.verdict === 'confirm' ? (suggestion?.answer ?? null) : null
    return write(writing, { ...contentOf(question), answer }, { ...form, seconds: 0, draft: false })
  })
}

/** Owner and due date of a finding that closing will open. */
export async function planFinding(viewer: Viewer, form: FindingPlanForm): Promise<SaveResult> {
  return withQuestion(viewer, form.reviewId, form.controlKey, async (writing) => {
    const due = endOfDay(form.findingDue, viewer.timeZone)
    if (!due || due <= writing.now)
      throw new Problem('invalid', 'The due date must lie in the future.', {
        findingDue: 'Choose today or later, e.g. 2026-11-30',
      })
    const content = {
      ...contentOf(writing.question),
      findingOwnerId: form.findingOwnerId,
      findingDue: due.toISOString(),
    }
    const { revision } = writing.question
    return write(writing, content, { revision, seconds: 0, draft: false })
  })
}

async function withQuestion<T>(
  viewer: Viewer,
  reviewId: string,
  controlKey: string,
  work: (writing: Writing) => Promise<T>,
): Promise<T> {
  return inTransaction(async (tx) => {
    if (!isId(reviewId) || !(await lockReview(tx, reviewId))) throw missing()
    const review = await findReview(reviewId, asSql(tx))
    if (!review) throw missing()
    permit(canReview(viewer, review), mayReview)
    const now = await transactionNow(tx)
    await openForAnswers(tx, viewer, review, now)
    const question = await findQuestion(reviewId, controlKey, asSql(tx))
    const version = (await readControls([review.versionId], asSql(tx))).get(review.versionId)
    const control = version?.find(({ control: { key } }) => key === controlKey)?.control
    if (!question || !control)
      throw new Problem('not-found', 'This review does not ask this question. Reload the page.')
    return work({ tx, viewer, review, question, control, now })
  })
}

const missing = () => new Problem('not-found', 'There is no such review. It may have been removed.')

async function write(
  writing: Writing,
  mine: QuestionContent,
  sent: Pick<AnswerForm, 'revision' | 'seconds' | 'draft'>,
): Promise<SaveResult> {
  const { tx, review, question, now } = writing
  await requireEvidence(tx, review.systemId, mine.evidenceIds)
  if (mine.findingOwnerId && !(await activePeople(tx, [mine.findingOwnerId])).has(mine.findingOwnerId))
    throw new Problem('invalid', 'The owner cannot sign in any more.', {
      findingOwnerId: 'Choose somebody who can sign in.',
    })
  const theirs = contentOf(question)
  const merge = await mergeWith(writing, theirs, mine, sent)
  if (merge.kind === 'conflict') {
    await remember(writing, { content: mine, notKept: true })
    if (merge.isOwn) return saved(writing, question.revision, false)
    return {
      saved: false,
      revision: question.revision,
      conflict: {
        fields: merge.fields,
        theirs: saying(writing.control, theirs),
        theirsBy: question.answeredBy ?? 'somebody',
        theirsAt: (question.answeredAt ?? now).toISOString(),
        mine: saying(writing.control, mine),
      },
    }
  }
  const { content } = merge
  if (sameContent(content, theirs) && sent.seconds === 0) return saved(writing, question.revision, false)
  const next = await store(writing, content, sent.seconds)
  await remember(writing, { content, revision: next })
  return saved(writing, next, !sameContent(content, mine))
}

async function saved(
  { tx, review, question, now }: Writing,
  revision: number,
  merged: boolean,
): Promise<SaveResult> {
  const nextPosition = await nextUnanswered(tx, review.id, question.position)
  return { saved: true, revision, savedAt: now.toISOString(), merged, nextPosition }
}

/** What counts of what was on the screen at `revision`, what is stored now, and what is sent. */
async function mergeWith(
  { tx, viewer, review, question }: Writing,
  theirs: QuestionContent,
  mine: QuestionContent,
  { revision, draft }: Pick<AnswerForm, 'revision' | 'draft'>,
): Promise<Merge & { isOwn: boolean }> {
  if (revision === question.revision) return { ...mergeAnswers(theirs, theirs, mine), isOwn: true }
  const viewerId = viewer.id
  const { content, isAlone } = await writtenAt(tx, review.id, question.controlKey, { revision, viewerId })
  // A draft that comes late is older than what its own writer sent since.
  return { ...mergeAnswers(content, theirs, mine, isAlone && !draft), isOwn: isAlone }
}

async function store(writing: Writing, content: QuestionContent, seconds: number): Promise<number> {
  const { tx, viewer, review, question, control, now } = writing
  const isMine = !same(content.answer, question.answer) || question.answeredById === null
  const { suggestion } = question
  const agreed =
    content.answer === null || !suggestion || suggestion.outcome === 'unknown'
      ? null
      : same(content.answer, suggestion.answer)
  return updateQuestion(tx, review.id, question.controlKey, {
    ...content,
    outcome: outcomeOf(control, content, agreed ? (suggestion?.outcome ?? null) : null),
    agreed,
    answeredById: content.answer === null ? null : isMine ? viewer.id : question.answeredById,
    answeredAt: content.answer === null ? null : isMine ? now : question.answeredAt,
    addSeconds: seconds,
  })
}

/** Confirmed data keep their shade; everything else is judged by the control. */
function outcomeOf(control: Control, { answer }: QuestionContent, confirmed: Outcome | null): Outcome | null {
  if (answer === null || answer.kind === 'not-applicable') return null
  return confirmed ?? judgeAnswer(control, answer)
}

const saying = (control: Control, content: QuestionContent) => ({
  label: content.answer === null ? 'no answer' : answerInWords(control, content.answer),
  note: content.note,
})

/** The history keeps every answer, kept or not; the audit log names it. */
async function remember(
  { tx, viewer, review, question, now }: Writing,
  said: { content: QuestionContent; revision?: number; notKept?: true },
): Promise<void> {
  const after = JSON.parse(JSON.stringify(said)) as Json
  const before = JSON.parse(
    JSON.stringify({ content: contentOf(question), revision: question.revision }),
  ) as Json
  const { id: reviewId } = review
  await appendReviewEvent(tx, {
    reviewId,
    at: now,
    actor: viewer,
    type: 'answered',
    controlKey: question.controlKey,
    before,
    after,
  })
  await appendAudit(tx, {
    actor: viewer,
    action: 'review.answer',
    entity: 'review',
    entityId: reviewId,
    before: { control: question.controlKey, ...contentOf(question) },
    after: { control: question.controlKey, ...said.content, ...(said.notKept ? { notKept: true } : {}) },
  })
}
