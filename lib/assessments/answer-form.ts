import { z } from 'zod'
import type { ControlAnswer } from '@/lib/checklists/answer'
import type { Control } from '@/lib/checklists/schema'
import { optionalWords } from '@/lib/format/form-fields'
import { Problem } from '@/lib/problem'

/** Fields of the answer itself; the form has those that fit the type of the question. */
export const answerFields = {
  /** "yes", "no", "choice:<key>" or "unknown". */
  answer: z.string().max(100).default(''),
  /** Of a question that wants a number or a text. */
  value: optionalWords(),
}

/** The answer that a form gives to a question. Throws an invalid Problem with the field and an example. */
export function readAnswer(
  control: Pick<Control, 'type' | 'threshold'>,
  { answer, value }: { answer: string; value: string },
): ControlAnswer {
  if (answer === 'unknown') return { kind: 'unknown' }
  if (control.type === 'number') return { kind: 'number', value: readNumber(value, control.threshold?.unit) }
  if (control.type === 'text') {
    if (value) return { kind: 'text', text: value }
    throw missing('value', 'Write the answer down, or tick “I don’t know”.')
  }
  if (answer === 'yes' || answer === 'no') return { kind: 'boolean', value: answer === 'yes' }
  const choice = /^choice:(.+)$/.exec(answer)?.[1]
  if (choice) return { kind: 'choice', choice }
  throw missing('answer', 'Choose an answer; “I don’t know” is one too.')
}

function readNumber(text: string, unit = ''): number {
  const plain = text.replace(',', '.')
  const number = plain === '' ? Number.NaN : Number(plain)
  if (Number.isFinite(number)) return number
  throw missing('value', `Give a number${unit ? ` in ${unit}` : ''}, e.g. 85, or tick “I don’t know”.`)
}

const missing = (field: string, sentence: string) => new Problem('invalid', sentence, { [field]: sentence })
