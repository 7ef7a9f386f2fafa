import type { Outcome } from '@/lib/checklists/schema'
import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { storableJson } from '@/lib/db/storable-json'
import { emptyContent, type QuestionContent } from './merge-answers'
import type { KnownAnswer, QuestionPlan, ReviewSuggestion } from './prepare-questions'
import type { ReviewAnswer } from './review-answer'

/** A question of a review with its answer. */
export interface QuestionRow {
  controlKey: string
  position: number
  suggestion: ReviewSuggestion | null
  previous: KnownAnswer | null
  isSameAsLast: boolean
  isReproof: boolean
  outcome: Outcome | null
  answer: ReviewAnswer | null
  agreed: boolean | null
  note: string
  evidenceIds: string[]
  findingOwnerId: string | null
  findingOwner: string | null
  findingDue: Date | null
  findingId: string | null
  answeredById: string | null
  answeredBy: string | null
  answeredByEmail: string | null
  answeredAt: Date | null
  secondsSpent: number
  revision: number
}

const columns = `q.control_key as "controlKey", q.position, q.suggestion, q.previous, q.is_same_as_last as "isSameAsLast",
  q.is_reproof as "isReproof", q.outcome, q.answer, q.agreed, q.note, coalesce(q.evidence_ids, '{}') as "evidenceIds",
  q.finding_owner_id as "findingOwnerId", keeper.name as "findingOwner", q.finding_due as "findingDue",
  q.finding_id as "findingId", q.answered_by_id as "answeredById", p.name as "answeredBy", p.email as "answeredByEmail",
  q.answered_at as "answeredAt", q.seconds_spent as "secondsSpent", q.revision`
const from = `review_question q left join app_user p on p.id = q.answered_by_id
  left join app_user keeper on keeper.id = q.finding_owner_id and keeper.disabled_at is null`

/** All questions of a review in their order. */
export async function listQuestions(reviewId: string, on: Sql = sql()): Promise<QuestionRow[]> {
  const { rows } = await on.query<QuestionRow>(
    `select ${columns} from ${from} where q.review_id = $1::uuid order by q.position`,
    [reviewId],
  )
  return rows
}

/** One question; null when the review does not ask it. */
export async function findQuestion(
  reviewId: string,
  controlKey: string,
  on: Sql = sql(),
): Promise<QuestionRow | null> {
  const { rows } = await on.query<QuestionRow>(
    `select ${columns} from ${from} where q.review_id = $1::uuid and q.control_key = $2`,
    [reviewId, controlKey],
  )
  return rows[0] ?? null
}

/** What a question holds, as a merge compares it. */
export const contentOf = (question: QuestionRow): QuestionContent => ({
  answer: question.answer,
  note: question.note,
  evidenceIds: question.evidenceIds,
  findingOwnerId: question.findingOwnerId,
  findingDue: question.findingDue?.toISOString() ?? null,
})

export interface AnswerUpdate extends QuestionContent {
  outcome: Outcome | null
  agreed: boolean | null
  answeredById: string | null
  answeredAt: Date | null
  addSeconds: number
}

/** Stores the content of a question and returns its new revision; whoever calls holds the lock of the review. */
export async function updateQuestion(
  tx: Transaction,
  reviewId: string,
  controlKey: string,
  { evidenceIds, findingDue, addSeconds, answer, ...update }: AnswerUpdate,
): Promise<number> {
  const answerText = answer === null ? null : storableJson(answer)
  const [row] = await tx.$queryRaw<{ revision: number }[]>`
    update review_question
       set answer = ${answerText}::jsonb, outcome = ${update.outcome}, agreed = ${update.agreed}, note = ${update.note},
           evidence_ids = ${[...evidenceIds]}::uuid[], finding_owner_id = ${update.findingOwnerId}::uuid,
           finding_due = ${findingDue}::timestamptz, answered_by_id = ${update.answeredById}::uuid,
           answered_at = ${update.answeredAt?.toISOString() ?? null}::timestamptz,
           seconds_spent = seconds_spent + ${addSeconds}, revision = revision + 1
     where review_id = ${reviewId}::uuid and control_key = ${controlKey} returning revision`
  if (!row) throw new Error(`no question ${controlKey} in ${reviewId}`)
  return row.revision
}

/**
 * Stores the questions of a review as they were prepared. Made anew, what people wrote stays: only suggestion, marks
 * and order change, and whether what they said is still what the data say.
 */
export async function storeQuestions(
  tx: Transaction,
  reviewId: string,
  plans: readonly QuestionPlan[],
): Promise<void> {
  const rows = storableJson(plans)
  await tx.$executeRaw`
    delete from review_question
     where review_id = ${reviewId}::uuid and answer is null and note = ''
       and control_key not in (select "controlKey" from jsonb_to_recordset(${rows}::jsonb) as p("controlKey" text))`
  await tx.$executeRaw`
    insert into review_question (review_id, control_key, position, suggestion, previous, is_same_as_last, is_reproof, evidence_ids)
    select ${reviewId}::uuid, p."controlKey", p.position, nullif(p.suggestion, 'null'), nullif(p.previous, 'null'),
           p."isSameAsLast", p."isReproof", '{}'
      from jsonb_to_recordset(${rows}::jsonb) as p("controlKey" text, position int, suggestion jsonb, previous jsonb,
                                                   "isSameAsLast" boolean, "isReproof" boolean)
    on conflict (review_id, control_key) do update
       set position = excluded.position, suggestion = excluded.suggestion, previous = excluded.previous,
           is_same_as_last = excluded.is_same_as_last, is_reproof = excluded.is_reproof,
           agreed = case when review_question.answer is null or excluded.suggestion is null
                           or excluded.suggestion ->> 'outcome' = 'unknown' then null
                         else review_question.answer = excluded.suggestion -> 'answer' end`
}

/**
 * The content of a question at an earlier revision, from its history, and whether anybody else wrote since. Empty before
 * the first answer, and for a revision that never was: then everything typed counts as a change.
 */
export async function writtenAt(
  tx: Transaction,
  reviewId: string,
  controlKey: string,
  { revision, viewerId }: { revision: number; viewerId: string },
): Promise<{ content: QuestionContent; isAlone: boolean }> {
  const [row] = await tx.$queryRaw<{ content: QuestionContent | null; isAlone: boolean }[]>`
    select (array_agg(after -> 'content') filter (where (after ->> 'revision')::int = ${revision}))[1] as content,
           count(*) filter (where (after ->> 'revision')::int > ${revision}
                              and actor_id is distinct from ${viewerId}::uuid) = 0 as "isAlone"
      from review_event
     where review_id = ${reviewId}::uuid and control_key = ${controlKey} and type = 'answered'`
  return { content: row?.content ?? emptyContent, isAlone: row?.isAlone ?? true }
}

export interface SaidBefore {
  at: Date
  by: string
  content: QuestionContent
  /** False: somebody else had answered meanwhile, and theirs was kept. */
  isKept: boolean
}

/** Everything that was ever said to a question in this review, newest first. */
export async function listSaid(reviewId: string, controlKey: string, on: Sql = sql()): Promise<SaidBefore[]> {
  const { rows } = await on.query<SaidBefore>(
    `select e.at, coalesce(p.name, e.actor_label) as by, e.after -> 'content' as content,
            (e.after ? 'revision') as "isKept"
       from review_event e left join app_user p on p.id = e.actor_id
      where e.review_id = $1::uuid and e.control_key = $2 and e.type = 'answered'
      order by e.at desc, e.id desc limit 20`,
    [reviewId, controlKey],
  )
  return rows
}

/** Notes which finding says what a question found. */
export async function linkFindings(
  tx: Transaction,
  reviewId: string,
  links: readonly { controlKey: string; findingId: string }[],
): Promise<void> {
  for (const { controlKey, findingId } of links)
    await tx.reviewQuestion.update({
      where: { reviewId_controlKey: { reviewId, controlKey } },
      data: { findingId },
    })
}

/** Notes evidence that was made when the review was closed. */
export async function storeEvidenceIds(
  tx: Transaction,
  reviewId: string,
  controlKey: string,
  evidenceIds: string[],
): Promise<void> {
  await tx.reviewQuestion.update({
    where: { reviewId_controlKey: { reviewId, controlKey } },
    data: { evidenceIds },
  })
}

/** The next question without an answer: after this place, else the first of all; null when there is none. */
export async function nextUnanswered(
  tx: Transaction,
  reviewId: string,
  position: number,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ position: number }[]>`
    select position from review_question
     where review_id = ${reviewId}::uuid and answer is null and position <> ${position}
     order by position < ${position}, position limit 1`
  return row?.position ?? null
}
