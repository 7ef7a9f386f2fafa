import type { SuggestedAnswer } from '@/lib/checklists/answer'
import type { Control, Outcome } from '@/lib/checklists/schema'
import { dayOf } from '@/lib/findings/end-of-day'
import { same } from './merge-answers'
import { pickReproofs } from './pick-reproofs'
import { answerInWords, type ReviewAnswer } from './review-answer'

/** What was said before, by a person: in the last review, or on the system's own page since then. */
export interface KnownAnswer {
  answer: ReviewAnswer
  outcome: Outcome | null
  /** The answer in words, as it was then. */
  label: string
  note: string
  by: string | null
  /** ISO instant. */
  at: string
  /** Of the review that it was given in; none: outside of reviews. */
  quarter: string | null
  /** Of the control then: where it changed, the answer says nothing any more. */
  meaning: string
  /** Confirmed as the data had it. */
  fromData: boolean
}

/** What is suggested for a question; scores nothing until a person confirms it. */
export interface ReviewSuggestion extends SuggestedAnswer {
  from: 'data' | 'last'
  /** The answer in words. */
  label: string
  /** Where the data were asked and know nothing: what they miss. */
  gap: string | null
}

export interface QuestionPlan {
  controlKey: string
  position: number
  suggestion: ReviewSuggestion | null
  previous: KnownAnswer | null
  isSameAsLast: boolean
  isReproof: boolean
}

export interface PreparationInput {
  /** Those that are asked, in their order. */
  controls: readonly { control: Control; meaning: string }[]
  /** Latest answers of people, by control key. */
  known: ReadonlyMap<string, KnownAnswer>
  seed: number
  /** Zone of the system, in which days are named. */
  zone: string
  /** What data say to a control. */
  suggest(control: Control): SuggestedAnswer | null
}

/**
 * The questions of a review: what data say, else what was said last time, and which of the passes that only a person
 * vouched for are shown again. Pure as far as `suggest` is.
 */
export function prepareQuestions({ controls, known, seed, zone, suggest }: PreparationInput): QuestionPlan[] {
  const judged = controls.map(({ control, meaning }) => {
    const before = known.get(control.key) ?? null
    const previous = before?.meaning === meaning ? before : null
    return { control, previous, data: suggest(control) }
  })
  const passes = judged
    .filter(({ previous, data }) => isManualPass(previous) && !isConclusive(data))
    .map(({ control: { key, severity } }) => ({ key, severity }))
  const reproofs = new Set(pickReproofs(passes, seed))
  return judged.map(({ control, previous, data }, index) => ({
    controlKey: control.key,
    position: index + 1,
    suggestion: suggestionOf(control, data, reproofs.has(control.key) ? null : previous, zone),
    previous,
    isSameAsLast: isSame(data, previous),
    isReproof: reproofs.has(control.key),
  }))
}

/** How many questions come with a suggestion that says something. Pure. */
export function countSuggested(questions: readonly { suggestion: { outcome: Outcome } | null }[]): number {
  return questions.filter(({ suggestion }) => isConclusive(suggestion)).length
}

/** Whether a suggestion says pass, warn or fail. Pure. */
export function isConclusive(suggestion: { outcome: Outcome } | null): boolean {
  return suggestion !== null && suggestion.outcome !== 'unknown'
}

const isManualPass = (previous: KnownAnswer | null) =>
  previous !== null && previous.outcome === 'pass' && !previous.fromData

function suggestionOf(
  control: Control,
  data: SuggestedAnswer | null,
  previous: KnownAnswer | null,
  zone: string,
): ReviewSuggestion | null {
  if (data && isConclusive(data))
    return { ...data, from: 'data', label: answerInWords(control, data.answer), gap: null }
  const carried = carriedAnswer(control, previous)
  if (carried && previous) {
    return {
      ...carried,
      from: 'last',
      label: answerInWords(control, carried.answer),
      statement: previous.label,
      facts: [
        { sentence: `Said ${previous.by ? `by ${previous.by} ` : ''}${when(previous, zone)}`, href: null },
      ],
      validUntil: null,
      source: 'last answer',
      gap: data?.statement ?? null,
    }
  }
  return data && { ...data, from: 'data', label: answerInWords(control, data.answer), gap: data.statement }
}

/** An answer that may be carried: not "I don't know", not "does not apply", nothing that is thought through anew. */
function carriedAnswer({ type }: Control, previous: KnownAnswer | null) {
  const answer = previous?.answer
  if (type === 'text' || !answer || answer.kind === 'unknown' || answer.kind === 'not-applicable') return null
  const outcome = previous?.outcome
  return outcome && outcome !== 'unknown' ? { answer, outcome } : null
}

const when = ({ quarter, at }: KnownAnswer, zone: string) =>
  quarter ? `in the review ${quarter}` : `on ${dayOf(new Date(at), zone)}`

/** Data say what was answered last time. */
function isSame(data: SuggestedAnswer | null, previous: KnownAnswer | null): boolean {
  return (
    data !== null &&
    previous !== null &&
    isConclusive(data) &&
    data.outcome === previous.outcome &&
    same(data.answer, previous.answer)
  )
}
