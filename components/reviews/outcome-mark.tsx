import { type Shape, StateShape } from '@/components/checks/state-shape'
import type { Outcome } from '@/lib/checklists/schema'

/** How an answer stands: its outcome, or that there is none. */
export type AnswerState = Outcome | 'not-applicable' | 'unanswered'

const shapes: Readonly<Record<AnswerState, Shape>> = {
  pass: 'ok',
  warn: 'warn',
  fail: 'fail',
  unknown: 'unknown',
  'not-applicable': 'off',
  unanswered: 'unknown',
}

const words: Readonly<Record<AnswerState, string>> = {
  pass: 'Passing',
  warn: 'Warning',
  fail: 'Failing',
  unknown: 'Unknown',
  'not-applicable': 'Not applicable',
  unanswered: 'Not answered',
}

/** Shape and word of an answer, the same on every page of a review and on paper. */
export function OutcomeMark({ state, word }: { state: AnswerState; word?: string }) {
  return (
    <span className={`st st-${shapes[state]}`}>
      <StateShape shape={shapes[state]} />
      <span>{word ?? words[state]}</span>
    </span>
  )
}

/** The state of an answered, excluded or open question. */
export function answerState(answer: { outcome: Outcome | null; isNotApplicable: boolean }): AnswerState {
  if (answer.isNotApplicable) return 'not-applicable'
  return answer.outcome ?? 'unanswered'
}
