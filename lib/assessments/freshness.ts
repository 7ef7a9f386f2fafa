import type { Outcome } from '@/lib/checklists/schema'

export const freshnesses = ['fresh', 'due-soon', 'stale', 'never'] as const
export type Freshness = (typeof freshnesses)[number]

export const assessmentSources = ['auto', 'manual', 'carried'] as const
export type AssessmentSource = (typeof assessmentSources)[number]

const dayMs = 86_400_000
/** An answer is due soon in its last fortnight, or in the last fifth of a shorter life. */
const longestNotice = 14 * dayMs
const noticeShare = 0.2

/** Of an answer, what decides how fresh it is. */
export interface AnswerAge {
  answeredAt: Date
  /** End of the answer itself, or of the first of its evidence to end; none: it never ends. */
  validUntil: Date | null
  source: AssessmentSource
  /** Of the control when it was answered. */
  meaning: string
}

/**
 * How fresh an answer is. Without one it is never; an answer to a question that meant something else is stale, and
 * so is one whose life, or whose evidence, has ended. What data answer is renewed by the worker and never due. Pure.
 */
export function freshnessOf(answer: AnswerAge | null | undefined, now: Date, meaning?: string): Freshness {
  if (!answer) return 'never'
  if (meaning !== undefined && answer.meaning !== meaning) return 'stale'
  if (answer.validUntil === null) return 'fresh'
  const left = answer.validUntil.getTime() - now.getTime()
  if (left <= 0) return 'stale'
  if (answer.source === 'auto') return 'fresh'
  const life = answer.validUntil.getTime() - answer.answeredAt.getTime()
  return left <= Math.min(longestNotice, life * noticeShare) ? 'due-soon' : 'fresh'
}

/** What counts now: the outcome while the answer is fresh or due soon, else unknown. */
export function standingOf(outcome: Outcome, freshness: Freshness): Outcome {
  return freshness === 'fresh' || freshness === 'due-soon' ? outcome : 'unknown'
}
