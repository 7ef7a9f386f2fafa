import type { Control } from '@/lib/checklists/schema'
import { readVersion, type Version } from '@/lib/checklists/store'
import { asSql } from '@/lib/db/as-sql'
import { databaseNow, sql, type Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { dueDate } from '@/lib/findings/due-date'
import { Problem } from '@/lib/problem'
import type { GateQuestion } from './gate'
import { isConclusive } from './prepare-questions'
import { contentOf, listQuestions, type QuestionRow } from './question-store'
import { findReview, type ReviewRow } from './review-store'

/** A question with the control that it asks. */
export interface AskedQuestion extends QuestionRow {
  control: Control
  meaning: string
}

/** A review with everything that its pages and rules look at. */
export interface ReviewContext {
  review: ReviewRow
  version: Version
  questions: AskedQuestion[]
  now: Date
}

/** One review. Throws not-found. */
export async function readReview(id: string, on: Transaction | Sql = sql()): Promise<ReviewContext> {
  const db = asSql(on)
  const review = isId(id) ? await findReview(id, db) : null
  if (!review) throw new Problem('not-found', 'There is no such review. It may have been removed.')
  const version = await readVersion(review.versionId, db)
  if (!version) throw new Error(`review ${id} without its checklist`)
  const controls = new Map(version.controls.map((each) => [each.control.key, each]))
  const rows = await listQuestions(review.id, db)
  const questions = rows.flatMap((row) => {
    const asked = controls.get(row.controlKey)
    return asked ? [{ ...row, ...asked }] : []
  })
  return { review, version, questions, now: await databaseNow(db) }
}

/** Who answers for a finding of this question: whom the reviewers chose, else who owns the system. Pure. */
export function plannedOwner(question: QuestionRow, review: ReviewRow): { id: string; name: string } | null {
  if (question.findingOwnerId && question.findingOwner)
    return { id: question.findingOwnerId, name: question.findingOwner }
  if (question.findingOwnerId === null && review.systemOwnerId && review.systemOwner)
    return { id: review.systemOwnerId, name: review.systemOwner }
  return null
}

/** Until when a finding of this question is to be resolved: as chosen, else what its severity allows. Pure. */
export function plannedDue(question: AskedQuestion, now: Date): Date {
  return question.findingDue ?? dueDate(question.control.severity, { slaStart: now, slaPausedSeconds: 0 })
}

/** The questions as the gate looks at them. Pure. */
export function gateQuestions({ review, questions, now }: ReviewContext): GateQuestion[] {
  return questions.map((question) => ({
    ...contentOf(question),
    position: question.position,
    control: question.control,
    isReproof: question.isReproof,
    outcome: question.outcome,
    isFromData: isFromData(question),
    isSeenByCheck: isSeenByCheck(question),
    findingOwnerId: plannedOwner(question, review)?.id ?? null,
    findingDue: plannedDue(question, now).toISOString(),
  }))
}

/** The data were confirmed as they were. Pure. */
export const isFromData = ({ agreed, suggestion }: QuestionRow) =>
  agreed === true && suggestion?.from === 'data'

/** A check reports the same fault, and has a finding of its own. Pure. */
export const isSeenByCheck = ({ suggestion }: QuestionRow) =>
  suggestion?.from === 'data' && suggestion.outcome === 'fail' && suggestion.source.startsWith('check')

/** Of a question, what decides how long it takes. Pure. */
export const paceFacts = (question: AskedQuestion) => ({
  control: question.control,
  isSuggested: isConclusive(question.suggestion),
  isReproof: question.isReproof,
  isAnswered: question.answer !== null,
  secondsSpent: question.secondsSpent,
})
