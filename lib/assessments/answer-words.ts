import type { ControlAnswer } from '@/lib/checklists/answer'
import type { Control, Outcome } from '@/lib/checklists/schema'
import { formatNumber } from '@/lib/format/measure'

/** An answer in words: the label of the choice, "Yes", "85 %". */
export function answerWords(control: Pick<Control, 'choices' | 'threshold'>, answer: ControlAnswer): string {
  switch (answer.kind) {
    case 'unknown':
      return 'I don’t know'
    case 'boolean':
      return answer.value ? 'Yes' : 'No'
    case 'choice':
      return control.choices.find(({ key }) => key === answer.choice)?.label ?? answer.choice
    case 'text':
      return answer.text
    case 'number':
      return [formatNumber(answer.value, Number.isInteger(answer.value) ? 0 : 2), control.threshold?.unit]
        .filter(Boolean)
        .join(' ')
  }
}

/** Why an answer does not fit the question; null when it does. What only data answer takes nothing from a person. */
export function refuseAnswer(
  control: Pick<Control, 'type' | 'choices'>,
  answer: ControlAnswer,
): string | null {
  if (control.type === 'auto')
    return 'Only data answer this question: add what it names, such as a check or a task, and it answers itself.'
  if (answer.kind === 'unknown') return null
  if (answer.kind !== control.type) return `This question wants ${wanted[control.type]}.`
  if (answer.kind === 'choice' && !control.choices.some(({ key }) => key === answer.choice))
    return 'This choice is not one of the question’s any more. Reload the page and choose again.'
  return null
}

/** Why an answer is refused without evidence; null when it stands. Who says that something is wrong need not prove it. */
export function refuseUnproven(
  { evidencePolicy }: Pick<Control, 'evidencePolicy'>,
  {
    outcome,
    statement,
    evidenceIds,
  }: { outcome: Outcome; statement: string; evidenceIds: readonly string[] },
): string | null {
  if (evidencePolicy !== 'required' || evidenceIds.length > 0) return null
  if (outcome === 'fail' || outcome === 'unknown') return null
  return `“${statement}” needs evidence: attach what shows it, e.g. the output of the restore or a link to its record. Without any, answer what can be shown, or “I don’t know”.`
}

const wanted = {
  boolean: 'yes or no',
  choice: 'one of its choices',
  number: 'a number, e.g. 85',
  text: 'a text, e.g. "HTTP 200 from /health with a row written and read"',
} as const
