import type { ControlAnswer } from '@/lib/checklists/answer'
import type { Control, Outcome } from '@/lib/checklists/schema'

/**
 * What an answer means for the control. A choice says it itself; a number is held against the threshold; yes is
 * right and no is wrong; a text answers an open question, which nobody but its reader judges. "I don't know", and
 * an answer that does not fit the question, is unknown. Pure.
 */
export function judgeAnswer(
  control: Pick<Control, 'type' | 'choices' | 'threshold'>,
  answer: ControlAnswer,
): Outcome {
  switch (answer.kind) {
    case 'unknown':
      return 'unknown'
    case 'boolean':
      return answer.value ? 'pass' : 'fail'
    case 'choice':
      return control.choices.find(({ key }) => key === answer.choice)?.outcome ?? 'unknown'
    case 'text':
      return control.type === 'text' ? 'pass' : 'unknown'
    case 'number':
      return judgeNumber(control.threshold, answer.value)
  }
}

function judgeNumber(threshold: Control['threshold'], value: number): Outcome {
  if (!threshold || !Number.isFinite(value)) return 'unknown'
  const reaches = (limit: number) => (threshold.worse === 'higher' ? value >= limit : value <= limit)
  if (reaches(threshold.fail)) return 'fail'
  return threshold.warn !== null && reaches(threshold.warn) ? 'warn' : 'pass'
}
