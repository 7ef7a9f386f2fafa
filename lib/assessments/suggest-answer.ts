import type { ControlAnswer, SuggestedAnswer } from '@/lib/checklists/answer'
import type { AnswerSource, Control, Outcome } from '@/lib/checklists/schema'
import type { SystemFacts } from '@/lib/facts/system-facts'
import type { Reading } from './facts/define-fact'
import { findFact } from './facts/index'
import { judgeAnswer } from './judge-answer'
import { readChecks } from './read-checks'
import { readTasks } from './read-tasks'

/**
 * What the data answer to a control. Null: no source of the control concerns this system, so only a person can
 * answer. The first source that concerns it decides; where its data are missing the outcome is unknown and the
 * statement says what is missing, unless a later source shows a failure: news may make an answer worse, and missing
 * data never better. Nothing passes without data. Pure.
 */
export function suggestAnswer(control: Control, facts: SystemFacts): SuggestedAnswer | null {
  // A text is judged by whoever reads it, never by data.
  if (control.type === 'text') return null
  const suggestions = control.answeredBy.flatMap((source) => {
    const reading = read(source, facts)
    return reading ? [toSuggestion(control, reading, nameOf(source))] : []
  })
  const [first, ...later] = suggestions
  if (first?.outcome !== 'unknown') return first ?? null
  return later.find(({ outcome }) => outcome === 'fail') ?? first
}

function read(source: AnswerSource, facts: SystemFacts): Reading | null {
  if ('check' in source) return readChecks(source.check, facts)
  if ('task' in source) return readTasks(source.task, facts)
  const fact = findFact(source.fact)
  if (fact) return fact.read(facts)
  return { outcome: 'unknown', statement: `This version does not know the fact ${source.fact}.`, facts: [] }
}

function nameOf(source: AnswerSource): string {
  if ('check' in source) return `check ${source.check.join(', ')}`
  return 'task' in source ? `task ${source.task.join(', ')}` : `fact ${source.fact}`
}

function toSuggestion(control: Control, reading: Reading, source: string): SuggestedAnswer {
  const { outcome, answer, statement } = toAnswer(control, reading)
  return {
    outcome,
    answer,
    statement,
    facts: reading.facts,
    validUntil: outcome === 'unknown' ? null : (reading.validUntil?.toISOString() ?? null),
    source,
  }
}

interface Fitted {
  outcome: Outcome
  answer: ControlAnswer
  statement: string
}

/** The answer that the control offers for what the data say; confirming it means what was suggested. */
function toAnswer(control: Control, reading: Reading): Fitted {
  const { outcome, statement } = reading
  if (outcome === 'unknown') return { outcome, answer: { kind: 'unknown' }, statement }
  if (control.type === 'number') return fitNumber(control, reading)
  if (control.type === 'choice') return fitChoice(control, reading)
  const answer = { kind: 'boolean' as const, value: outcome === 'pass' }
  // Yes or no has no shade between: data that warn do not say yes. Where only data answer, they keep their shade.
  return { outcome: control.type === 'auto' ? outcome : judgeAnswer(control, answer), answer, statement }
}

function fitNumber(control: Control, { value, unit, statement }: Reading): Fitted {
  const asked = control.threshold?.unit
  const unfit = (why: string): Fitted => ({ outcome: 'unknown', answer: { kind: 'unknown' }, statement: why })
  if (value === undefined) return unfit(`${statement} It gives no number.`)
  if (unit && unit !== asked) return unfit(`${statement} It is measured in ${unit}, and asked in ${asked}.`)
  const answer = { kind: 'number' as const, value }
  return { outcome: judgeAnswer(control, answer), answer, statement }
}

function fitChoice(control: Control, { outcome, choice, statement }: Reading): Fitted {
  const offered = (wanted: Outcome) => {
    const fitting = control.choices.filter((each) => each.outcome === wanted)
    return fitting.find(({ key }) => key === choice) ?? fitting[0]
  }
  // A control without a choice for a warning takes the one below it.
  const found = offered(outcome) ?? (outcome === 'warn' ? offered('fail') : undefined)
  if (!found)
    return {
      outcome: 'unknown',
      answer: { kind: 'unknown' },
      statement: `${statement} No choice of the question fits that.`,
    }
  return { outcome: found.outcome, answer: { kind: 'choice', choice: found.key }, statement }
}
