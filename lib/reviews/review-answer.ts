import { z } from 'zod'
import { controlAnswer } from '@/lib/checklists/answer'
import type { Control, Outcome } from '@/lib/checklists/schema'

/** What a reviewer says to a question: an answer, or that it does not apply. */
export const reviewAnswer = z.union([
  controlAnswer,
  z.strictObject({
    kind: z.literal('not-applicable'),
    reasonCode: z.enum(['out-of-scope', 'architecture', 'business-priority', 'other']),
    reason: z.string().trim().min(3).max(2_000),
    /** Last day on which it does not apply. */
    until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  }),
])
export type ReviewAnswer = z.infer<typeof reviewAnswer>

/** One line that can be chosen, with the key that chooses it. */
export interface AnswerChoice {
  /** What the form sends: a choice, "yes", "no", "value", "text", "unknown", "not-applicable". */
  value: string
  label: string
  /** 1 to 9. */
  hotkey: string
  /** Null where it depends on what is typed. */
  outcome: Outcome | null
}

/** Choices of a control in the order of its checklist, then "I don't know" and "does not apply". Pure. */
export function choicesOf(control: Control): AnswerChoice[] {
  const own = ownChoices(control)
  const further = [
    { value: 'unknown', label: 'I don’t know', outcome: 'unknown' as const },
    { value: 'not-applicable', label: 'Does not apply (say why)', outcome: null },
  ]
  return [...own, ...further].map((choice, index) => ({ ...choice, hotkey: String(index + 1) }))
}

function ownChoices(control: Control): Omit<AnswerChoice, 'hotkey'>[] {
  switch (control.type) {
    case 'number':
      return [{ value: 'value', label: `A number, in ${control.threshold?.unit ?? 'units'}`, outcome: null }]
    case 'text':
      return [{ value: 'text', label: 'In words', outcome: null }]
    case 'boolean':
    case 'auto': {
      const labelOf = (value: string) => control.choices.find(({ key }) => key === value)?.label
      return [
        { value: 'yes', label: labelOf('yes') ?? 'Yes', outcome: 'pass' },
        { value: 'no', label: labelOf('no') ?? 'No', outcome: 'fail' },
      ]
    }
    case 'choice':
      return control.choices.map(({ key, label, outcome }) => ({ value: key, label, outcome }))
  }
}

/** Which of the choices an answer is; null when the control no longer offers it. Pure. */
export function choiceOf(control: Control, answer: ReviewAnswer | null): string | null {
  if (answer === null) return null
  switch (answer.kind) {
    case 'boolean':
      return answer.value ? 'yes' : 'no'
    case 'choice':
      return control.choices.some(({ key }) => key === answer.choice) ? answer.choice : null
    case 'number':
      return 'value'
    case 'text':
      return 'text'
    case 'unknown':
    case 'not-applicable':
      return answer.kind
  }
}

/** An answer in the words of its control. Pure. */
export function answerInWords(control: Control, answer: ReviewAnswer): string {
  switch (answer.kind) {
    case 'boolean': {
      const [said, word] = answer.value ? (['yes', 'Yes'] as const) : (['no', 'No'] as const)
      return ownChoices(control).find(({ value }) => value === said)?.label ?? word
    }
    case 'choice':
      return control.choices.find(({ key }) => key === answer.choice)?.label ?? answer.choice
    case 'number':
      return `${answer.value} ${control.threshold?.unit ?? ''}`.trim()
    case 'text':
      return answer.text
    case 'unknown':
      return 'I don’t know'
    case 'not-applicable':
      return `Does not apply: ${answer.reason}`
  }
}
