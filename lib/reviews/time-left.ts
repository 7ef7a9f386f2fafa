import type { Control } from '@/lib/checklists/schema'

/** How a question is gone through; decides how long it takes. */
export type QuestionPace = 'confirm' | 'choice' | 'judgement'

/** Seconds that a question takes, as the review is planned: 14 to confirm, 7 to choose, 3 to judge, then the end. */
export const paceSeconds: Readonly<Record<QuestionPace, number>> = { confirm: 12, choice: 40, judgement: 80 }

/** Seconds for looking over what is opened, and signing. */
export const endSeconds = 120

/** Of one question, what decides about its time. */
export interface PaceFacts {
  control: Pick<Control, 'type' | 'evidencePolicy'>
  /** Data, or the answer of last time, suggest something. */
  isSuggested: boolean
  isReproof: boolean
}

/** How a question is gone through. Pure. */
export function paceOf({ control, isSuggested, isReproof }: PaceFacts): QuestionPace {
  if (isReproof) return 'judgement'
  if (isSuggested) return 'confirm'
  return control.type === 'text' || control.evidencePolicy === 'required' ? 'judgement' : 'choice'
}

/** Minutes that a whole review takes, rounded up. Pure. */
export function minutesOf(questions: readonly PaceFacts[]): number {
  return Math.max(1, Math.ceil((secondsOf(questions) + endSeconds) / 60))
}

/**
 * Minutes until the end: what is planned for the open questions, at the pace of those that were answered, at most
 * twice as fast or slow as planned. Pure.
 */
export function minutesLeft(
  questions: readonly (PaceFacts & { isAnswered: boolean; secondsSpent: number })[],
): number {
  const answered = questions.filter(({ isAnswered }) => isAnswered)
  const timed = answered.filter(({ secondsSpent }) => secondsSpent > 0)
  const spent = timed.reduce((sum, { secondsSpent }) => sum + secondsSpent, 0)
  const planned = secondsOf(timed)
  const pace = planned === 0 ? 1 : Math.min(2, Math.max(0.5, spent / planned))
  const open = questions.filter(({ isAnswered }) => !isAnswered)
  return Math.max(1, Math.ceil((secondsOf(open) * pace + endSeconds) / 60))
}

const secondsOf = (questions: readonly PaceFacts[]) =>
  questions.reduce((sum, question) => sum + paceSeconds[paceOf(question)], 0)
