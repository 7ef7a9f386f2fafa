import type { Viewer } from '@/lib/auth/viewer'
import { listEvidence } from '@/lib/evidence/service'
import { dayOf } from '@/lib/findings/end-of-day'
import { formatDay } from '@/lib/format/moment'
import { Problem } from '@/lib/problem'
import { listPeople } from '@/lib/systems/change-store'
import { headOf, suggestionView } from './heads'
import { effectSentence, effectsOf, numberEffect } from './planned-finding'
import { isConclusive, type KnownAnswer } from './prepare-questions'
import { listPresent, notePresence, type Present } from './presence-store'
import { quarterName } from './quarter-name'
import { listSaid } from './question-store'
import {
  type AskedQuestion,
  isSeenByCheck,
  plannedDue,
  plannedOwner,
  type ReviewContext,
  readReview,
} from './read-review'
import { answerInWords, choiceOf, choicesOf } from './review-answer'
import type { AnswerFields, ConfirmPage, ConfirmRow, QuestionPage } from './view'

/** One question of a review by its place. Being here is seen by the others. Throws not-found. */
export async function getQuestionPage(
  viewer: Viewer,
  reviewId: string,
  position: number,
): Promise<QuestionPage> {
  const context = await readReview(reviewId)
  const { questions, review, now } = context
  const index = questions.findIndex((each) => each.position === position)
  const question = questions[index]
  if (!question)
    throw new Problem('not-found', `This review has no question ${position}. It has ${questions.length}.`)
  const head = headOf(context, viewer)
  if (head.mayAnswer) await notePresence(reviewId, viewer.id, question.controlKey)
  const [people, evidence, present, said] = await Promise.all([
    listPeople(),
    listEvidence(viewer, question.evidenceIds),
    listPresent(reviewId, viewer.id),
    listSaid(reviewId, question.controlKey),
  ])
  return {
    head,
    position,
    ...askedView(question),
    previous: previousView(question.previous, viewer.timeZone, now),
    fields: fieldsOf(question, viewer.timeZone),
    evidence,
    revision: question.revision,
    answeredBy: question.answeredBy,
    savedAt: question.answeredAt?.toISOString() ?? null,
    plan: {
      owner: plannedOwner(question, review),
      due: plannedDue(question, now).toISOString(),
    },
    people,
    present: present.map(({ name, position: at }) => ({ name, position: at })),
    said: said.map(({ at, by, content, isKept }) => ({
      at: at.toISOString(),
      by,
      label: content.answer === null ? 'no answer' : answerInWords(question.control, content.answer),
      note: content.note,
      isKept,
    })),
    previousPosition: questions[index - 1]?.position ?? null,
    nextPosition: questions[index + 1]?.position ?? null,
  }
}

function askedView(question: AskedQuestion) {
  const { control, isSameAsLast, isReproof } = question
  const { key, area, question: text, why, remediation, severity, type, threshold, evidencePolicy } = control
  const number = numberEffect(control)
  const effects = [...(number ? [number] : []), ...effectsOf(control).map(effectSentence)]
  return {
    control: {
      key,
      area,
      question: text,
      why,
      remediation,
      severity,
      type,
      unit: threshold?.unit ?? null,
      evidencePolicy,
    },
    choices: choicesOf(control),
    suggestion: suggestionView(question),
    isSameAsLast,
    isReproof,
    effects,
    effectNote: isSeenByCheck(question)
      ? 'A check reports this fault and has its own finding: a failure opens no second one.'
      : null,
  }
}

function previousView(previous: KnownAnswer | null, zone: string, now: Date): QuestionPage['previous'] {
  if (!previous) return null
  const when = previous.quarter ? quarterName(previous.quarter) : formatDay(new Date(previous.at), zone, now)
  return { label: previous.label, when, by: previous.by }
}

function fieldsOf(question: AskedQuestion, zone: string): AnswerFields {
  const { answer, control } = question
  const exclusion = answer?.kind === 'not-applicable' ? answer : null
  return {
    answer: choiceOf(control, answer) ?? '',
    value: answer?.kind === 'number' ? String(answer.value) : '',
    text: answer?.kind === 'text' ? answer.text : '',
    reasonCode: exclusion?.reasonCode ?? '',
    reason: exclusion?.reason ?? '',
    until: exclusion?.until ?? '',
    note: question.note,
    findingOwnerId: question.findingOwnerId ?? '',
    findingDue: question.findingDue ? dayOf(question.findingDue, zone) : '',
  }
}

/** Everything that data, or the last answers, suggest; each line is confirmed on its own. Throws not-found. */
export async function getConfirmPage(viewer: Viewer, reviewId: string): Promise<ConfirmPage> {
  const context: ReviewContext = await readReview(reviewId)
  const rows = context.questions
    .filter(({ suggestion, isReproof }) => isConclusive(suggestion) && !isReproof)
    .flatMap((question) => confirmRow(question) ?? [])
  const shown = new Set(rows.map(({ key }) => key))
  const next = context.questions.find(({ answer, controlKey }) => answer === null && !shown.has(controlKey))
  return {
    head: headOf(context, viewer),
    nextPosition: next?.position ?? null,
    rows,
    askedAt: context.review.preparedAt?.toISOString() ?? null,
  }
}

function confirmRow(question: AskedQuestion): ConfirmRow | null {
  const suggestion = suggestionView(question)
  if (!suggestion) return null
  const { control, answer, agreed, previous } = question
  return {
    key: control.key,
    position: question.position,
    area: control.area,
    question: control.question,
    severity: control.severity,
    suggestion,
    isSameAsLast: question.isSameAsLast,
    sameAs: question.isSameAsLast && previous?.quarter ? quarterName(previous.quarter) : null,
    isConfirmed: agreed === true,
    otherAnswer: answer !== null && agreed !== true ? answerInWords(control, answer) : null,
    answeredBy: question.answeredBy,
    revision: question.revision,
  }
}

/** Says that somebody is at a question and who else is where; what changed there meanwhile comes along. */
export async function announcePresence(
  viewer: Viewer,
  reviewId: string,
  controlKey: string,
): Promise<{
  present: Pick<Present, 'name' | 'position'>[]
  revision: number
  answeredBy: string | null
  state: string
}> {
  const context = await readReview(reviewId)
  const question = context.questions.find((each) => each.controlKey === controlKey)
  if (!question) throw new Problem('not-found', 'This review does not ask this question.')
  if (headOf(context, viewer).mayAnswer) await notePresence(reviewId, viewer.id, controlKey)
  const present = await listPresent(reviewId, viewer.id)
  return {
    present: present.map(({ name, position }) => ({ name, position })),
    revision: question.revision,
    answeredBy: question.answeredById === viewer.id ? null : question.answeredBy,
    state: context.review.state,
  }
}

/** The system that a review is about. Throws not-found. */
export async function getReviewSystem(_viewer: Viewer, reviewId: string): Promise<{ systemId: string }> {
  const { review } = await readReview(reviewId)
  return { systemId: review.systemId }
}
