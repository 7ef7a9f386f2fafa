import type { Severity } from '@/lib/checks/define-check'
import type { MilestonePayload, MilestoneQuestion } from './milestone-view'

export type AnswerChange = 'better' | 'worse' | 'other' | 'same' | 'new' | 'removed'

/** One question of two milestones. */
export interface ComparedQuestion {
  key: string
  area: string
  question: string
  severity: Severity
  change: AnswerChange
  /** The question itself means something else now: the answers do not compare. */
  isReworded: boolean
  before: AnswerSide | null
  after: AnswerSide | null
}

export interface AnswerSide {
  label: string | null
  outcome: MilestoneQuestion['outcome']
  isNotApplicable: boolean
}

export interface Comparison {
  before: MilestoneHead
  after: MilestoneHead
  counts: Record<AnswerChange, number>
  /** Worse first, then better, then what is new or gone; unchanged ones last. */
  questions: ComparedQuestion[]
  findings: { severity: Severity | 'accepted'; before: number; after: number }[]
}

export interface MilestoneHead {
  reviewId: string
  systemId: string
  systemName: string
  quarter: string
  closedAt: string
  checklist: string
  grade: string | null
  posture: number | null
  coverage: number | null
}

/** As the score counts it: whoever knows that it fails is not better off than who does not know. */
export const worth = { pass: 2, warn: 1, fail: 0, unknown: 0 } as const
const order: readonly AnswerChange[] = ['worse', 'better', 'other', 'new', 'removed', 'same']
const counted = ['critical', 'high', 'medium', 'low', 'accepted'] as const

/** What changed from one milestone to another, question by question. The earlier one comes first. Pure. */
export function compareMilestones(before: MilestonePayload, after: MilestonePayload): Comparison {
  const was = new Map(before.questions.map((question) => [question.key, question]))
  const is = new Map(after.questions.map((question) => [question.key, question]))
  const questions = [...new Set([...is.keys(), ...was.keys()])]
    .map((key) => compareQuestion(was.get(key), is.get(key)))
    .filter((compared) => compared !== null)
    .sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change))
  const counts = Object.fromEntries(
    order.map((change) => [change, questions.filter((each) => each.change === change).length]),
  ) as Record<AnswerChange, number>
  return {
    before: headOf(before),
    after: headOf(after),
    counts,
    questions,
    findings: counted.map((severity) => ({
      severity,
      before: before.findingCounts[severity],
      after: after.findingCounts[severity],
    })),
  }
}

function compareQuestion(
  before: MilestoneQuestion | undefined,
  after: MilestoneQuestion | undefined,
): ComparedQuestion | null {
  const shown = after ?? before
  if (!shown) return null
  const { key, area, question, severity } = shown
  const isReworded = before !== undefined && after !== undefined && before.meaning !== after.meaning
  return {
    key,
    area,
    question,
    severity,
    isReworded,
    change: changeOf(before, after),
    before: sideOf(before),
    after: sideOf(after),
  }
}

function changeOf(before: MilestoneQuestion | undefined, after: MilestoneQuestion | undefined): AnswerChange {
  if (!before) return 'new'
  if (!after) return 'removed'
  if (before.answer?.kind === 'not-applicable' || after.answer?.kind === 'not-applicable')
    return before.answer?.kind === after.answer?.kind ? 'same' : 'other'
  // Not answered counts as not known.
  const [was, is] = [worth[before.outcome ?? 'unknown'], worth[after.outcome ?? 'unknown']]
  if (is !== was) return is > was ? 'better' : 'worse'
  return before.label === after.label ? 'same' : 'other'
}

const sideOf = (question: MilestoneQuestion | undefined): AnswerSide | null =>
  question
    ? {
        label: question.label,
        outcome: question.outcome,
        isNotApplicable: question.answer?.kind === 'not-applicable',
      }
    : null

const headOf = ({ review, system, checklist, score }: MilestonePayload): MilestoneHead => ({
  reviewId: review.id,
  systemId: system.id,
  systemName: system.name,
  quarter: review.quarter,
  closedAt: review.closedAt,
  checklist: `${checklist.title}, version ${checklist.version}`,
  grade: score?.grade ?? null,
  posture: score?.cappedPosture ?? null,
  coverage: score?.coverage ?? null,
})

/** "2 answers are worse and 5 better than in Q3 2026." Pure. */
export function comparisonSentence({ counts, before }: Comparison, quarter: string): string {
  const { better, worse } = counts
  const of = before.systemName
  if (better === 0 && worse === 0) return `${of}: no answer is better or worse than in ${quarter}.`
  const parts = [
    worse > 0 ? `${worse} ${worse === 1 ? 'answer is' : 'answers are'} worse` : null,
    better > 0 ? `${better} ${worse > 0 ? '' : better === 1 ? 'answer is ' : 'answers are '}better` : null,
  ].filter((text) => text !== null)
  return `${of}: ${parts.join(' and ')} than in ${quarter}.`
}
