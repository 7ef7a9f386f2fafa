import { canSignReview } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { listBatchItems } from '@/lib/checks/batch-store'
import { prisma } from '@/lib/db/database'
import { countActivePeople } from '@/lib/findings/change-store'
import { dayOf } from '@/lib/findings/end-of-day'
import { listPeople } from '@/lib/systems/change-store'
import { worth } from './compare-milestones'
import { readEndingAcceptances } from './expiring-store'
import { signerFacts } from './finish-service'
import { findingsToOpen, gateLines } from './gate'
import { headOf } from './heads'
import { readPayload } from './milestone-payload'
import { lastMilestone } from './milestone-store'
import { judgeSigner } from './next-state'
import { improvementOf } from './planned-finding'
import { countSuggested, isConclusive } from './prepare-questions'
import { quarterName } from './quarter-name'
import {
  type AskedQuestion,
  gateQuestions,
  isSeenByCheck,
  plannedDue,
  plannedOwner,
  type ReviewContext,
  readReview,
} from './read-review'
import { answerInWords } from './review-answer'
import { listSteps } from './review-store'
import type { CheckComparison, CheckPage, OverviewPage, PlannedFindingLine, QuestionLine } from './view'

/** A review that is not closed: how far it is, its agenda, its questions. Throws not-found. */
export async function getOverview(viewer: Viewer, reviewId: string): Promise<OverviewPage> {
  const context = await readReview(reviewId)
  const { review, questions } = context
  const [people, steps, items] = await Promise.all([
    listPeople(),
    listSteps(reviewId),
    review.batchId && review.preparedAt === null ? listBatchItems(review.batchId) : [],
  ])
  return {
    head: headOf(context, viewer),
    agenda: review.agenda,
    questions: questions.map(lineOf),
    suggested: countSuggested(questions),
    toConfirm: questions.filter(isToConfirm).length,
    nextPosition: questions.find(({ answer }) => answer === null)?.position ?? null,
    batch:
      review.batchId && review.preparedAt === null
        ? {
            id: review.batchId,
            done: items.filter(({ verdict }) => verdict !== null).length,
            total: items.length,
          }
        : null,
    steps: steps.map(({ at, actor, type, comment }) => ({ at: at.toISOString(), actor, type, comment })),
    people,
    endReason: review.endReason,
    milestoneId: review.state === 'closed' ? review.id : null,
  }
}

const isToConfirm = ({ suggestion, isReproof, answer }: AskedQuestion) =>
  isConclusive(suggestion) && !isReproof && answer === null

function lineOf(question: AskedQuestion): QuestionLine {
  const { control, answer, suggestion } = question
  return {
    key: control.key,
    position: question.position,
    area: control.area,
    question: control.question,
    severity: control.severity,
    outcome: question.outcome,
    label: answer && answerInWords(control, answer),
    isNotApplicable: answer?.kind === 'not-applicable',
    isReproof: question.isReproof,
    suggestion: suggestion && { from: suggestion.from, outcome: suggestion.outcome },
    answeredBy: question.answeredBy,
  }
}

/** The last look: what is missing, what will be opened, what changed since the last milestone. Throws not-found. */
export async function getCheckPage(viewer: Viewer, reviewId: string): Promise<CheckPage> {
  const context = await readReview(reviewId)
  const { review, questions, now } = context
  const [people, milestone, activePeople, accepted] = await Promise.all([
    listPeople(),
    lastMilestone(review.systemId),
    countActivePeople(prisma()),
    readEndingAcceptances(review.systemId),
  ])
  const gate = gateQuestions(context)
  return {
    head: headOf(context, viewer),
    missing: gateLines(gate, now),
    findings: findingsToOpen(gate).flatMap(({ key }) => findingLine(context, key, viewer.timeZone)),
    alreadyReported: questions
      .filter((question) => question.outcome === 'fail' && isSeenByCheck(question))
      .map(({ position, control }) => ({ position, question: control.question })),
    notApplicable: questions.flatMap(({ position, control, answer }) =>
      answer?.kind === 'not-applicable'
        ? [{ position, question: control.question, reason: answer.reason, until: answer.until }]
        : [],
    ),
    open: questions
      .filter(({ answer }) => answer === null)
      .map(({ position, control: { question, severity } }) => ({ position, question, severity })),
    expiring: accepted.map(({ number, title, until }) => ({ number, title, until: until.toISOString() })),
    comparison: milestone && comparisonOf(context, milestone.payload),
    people,
    submitted: review.submittedAt && {
      by: review.submittedBy ?? 'a removed person',
      at: review.submittedAt.toISOString(),
    },
    signing: signingOf(viewer, context, activePeople),
  }
}

function findingLine(context: ReviewContext, key: string, zone: string): PlannedFindingLine[] {
  const question = context.questions.find(({ controlKey }) => controlKey === key)
  if (!question?.answer) return []
  const { control, answer, outcome } = question
  const due = plannedDue(question, context.now)
  return [
    {
      key,
      position: question.position,
      question: control.question,
      severity: control.severity,
      kind: outcome === 'unknown' ? 'knowledge-gap' : 'defect',
      label: answerInWords(control, answer),
      remediation: improvementOf(control, answer),
      owner: plannedOwner(question, context.review),
      dueDay: dayOf(due, zone),
      due: due.toISOString(),
    },
  ]
}

function signingOf(viewer: Viewer, { review }: ReviewContext, activePeople: number): CheckPage['signing'] {
  const name = viewer.name
  if (!canSignReview(viewer))
    return { may: false, sentence: 'A manager or admin signs it.', isOwnWork: false, name }
  const judged = judgeSigner(signerFacts({ viewer, review }, name, activePeople))
  return { may: judged.refusal === null, sentence: judged.refusal, isOwnWork: judged.selfSigned, name }
}

/** What is better and worse than in the last milestone, as far as it is answered. */
function comparisonOf({ questions }: ReviewContext, payload: string): CheckComparison {
  const last = readPayload(payload)
  const before = new Map(last.questions.map((question) => [question.key, question]))
  const changes = questions.flatMap(({ control, meaning, outcome, answer, position }) => {
    const was = before.get(control.key)
    if (!answer || !outcome || !was?.outcome || was.meaning !== meaning) return []
    if (worth[outcome] === worth[was.outcome]) return []
    const change = worth[outcome] > worth[was.outcome] ? ('better' as const) : ('worse' as const)
    const after = answerInWords(control, answer)
    return [{ position, question: control.question, before: was.label ?? '', after, change }]
  })
  return {
    quarterName: quarterName(last.review.quarter),
    better: changes.filter(({ change }) => change === 'better').length,
    worse: changes.filter(({ change }) => change === 'worse').length,
    changes: changes.toSorted((a, b) => Number(a.change === 'better') - Number(b.change === 'better')),
  }
}
