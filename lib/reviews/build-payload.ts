import type { ClosingFacts } from './close-store'
import { milestoneSchema } from './milestone-payload'
import type { MilestonePayload, MilestoneQuestion, MilestoneScore } from './milestone-view'
import { type AskedQuestion, isFromData, type ReviewContext } from './read-review'
import { answerInWords } from './review-answer'

/** Everything that a milestone is made of, as it is when the review is signed. */
export interface PayloadInput {
  context: ReviewContext
  closing: ClosingFacts
  /** Finding of each answer, by control key. */
  findings: ReadonlyMap<string, { id: string; number: number }>
  notAsked: MilestonePayload['notAsked']
  score: MilestoneScore | null
  signed: MilestonePayload['signatures']['signed']
}

/** The payload of a review that is being closed. Pure. */
export function buildPayload(input: PayloadInput): MilestonePayload {
  const { context, closing, findings, notAsked, score, signed } = input
  const { review, version, questions } = context
  if (!review.agenda || !review.preparedAt || !review.submittedAt)
    throw new Error(`review ${review.id} is closed without its agenda or hand-in`)
  const opened = new Set([...findings.values()].map(({ id }) => id))
  return {
    schema: milestoneSchema,
    review: {
      id: review.id,
      quarter: review.quarter,
      plannedFor: review.plannedFor.toISOString(),
      preparedAt: review.preparedAt.toISOString(),
      submittedAt: review.submittedAt.toISOString(),
      closedAt: signed.at,
      lead: review.owner,
      seed: review.seed,
      timeZone: review.timeZone,
    },
    system: closing.system,
    checklist: {
      key: version.checklistKey,
      title: version.title,
      version: version.number,
      hash: closing.checklistHash,
    },
    questions: questions.map((question) => questionOf(question, closing, findings)),
    notAsked,
    findings: closing.findings.map(({ id, checkKind: _checkKind, ...finding }) => ({
      ...finding,
      isNew: opened.has(id),
    })),
    findingCounts: closing.counts,
    agenda: review.agenda,
    score,
    signatures: {
      handedIn: { by: review.submittedBy ?? 'a removed person', at: review.submittedAt.toISOString() },
      signed,
    },
  }
}

function questionOf(
  asked: AskedQuestion,
  { evidence, findings: open }: ClosingFacts,
  findings: PayloadInput['findings'],
): MilestoneQuestion {
  const { control, answer, suggestion, previous } = asked
  const own = findings.get(control.key)
  const reported = own ? null : reportedBy(asked, open)
  return {
    position: asked.position,
    key: control.key,
    area: control.area,
    question: control.question,
    why: control.why,
    severity: control.severity,
    type: control.type,
    meaning: asked.meaning,
    choices: control.choices.map(({ key, label, outcome }) => ({ key, label, outcome })),
    threshold: control.threshold,
    answer,
    label: answer && answerInWords(control, answer),
    outcome: asked.outcome,
    isFromData: isFromData(asked),
    suggestion: suggestion && {
      from: suggestion.from,
      outcome: suggestion.outcome,
      label: suggestion.label,
      statement: suggestion.statement,
      facts: suggestion.facts,
      source: suggestion.source,
    },
    previous: previous && { label: previous.label, outcome: previous.outcome, quarter: previous.quarter },
    isSameAsLast: asked.isSameAsLast,
    isReproof: asked.isReproof,
    note: asked.note,
    evidence: asked.evidenceIds.flatMap((id) => evidence.get(id) ?? []),
    answeredBy: asked.answeredBy,
    answeredAt: asked.answeredAt?.toISOString() ?? null,
    secondsSpent: asked.secondsSpent,
    finding: own
      ? { number: own.number, isNew: true }
      : reported === null
        ? null
        : { number: reported, isNew: false },
  }
}

/** The open finding of a check that reports what this answer says. */
function reportedBy({ outcome, control }: AskedQuestion, open: ClosingFacts['findings']): number | null {
  if (outcome !== 'fail') return null
  const kinds = control.answeredBy.flatMap((source) => ('check' in source ? source.check : []))
  return open.find(({ checkKind }) => checkKind !== null && kinds.includes(checkKind))?.number ?? null
}
