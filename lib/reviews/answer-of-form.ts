import type { Control } from '@/lib/checklists/schema'
import { endOfDay } from '@/lib/findings/end-of-day'
import { Problem } from '@/lib/problem'
import type { QuestionContent } from './merge-answers'
import { choicesOf, type ReviewAnswer } from './review-answer'
import { exclusionReasons } from './review-state'
import type { AnswerForm } from './schema'

/** Days for which a control may be said not to apply. */
export const exclusionDays = 365

const dayMs = 86_400_000

/**
 * What the form of a question says, as content of the question; no choice is no answer, and the rest is kept. Days count
 * whole, in the zone of who writes. Throws an invalid Problem with the field.
 */
export function contentOfForm(
  control: Control,
  form: AnswerForm,
  { now, zone }: { now: Date; zone: string },
): QuestionContent {
  return {
    answer: answerOf(control, form, { now, zone }),
    note: form.note,
    evidenceIds: form.evidenceIds,
    findingOwnerId: form.findingOwnerId,
    findingDue: form.findingDue === null ? null : dueOf(form.findingDue, zone),
  }
}

function answerOf(
  control: Control,
  form: AnswerForm,
  clock: { now: Date; zone: string },
): ReviewAnswer | null {
  const answer = form.answer || typedAnswer(control, form)
  if (answer === '') return null
  if (!choicesOf(control).some(({ value }) => value === answer))
    throw new Problem('invalid', 'This question does not offer this answer. Reload the page.', {
      answer: 'Choose one of the answers.',
    })
  switch (answer) {
    case 'unknown':
      return { kind: 'unknown' }
    case 'not-applicable':
      return exclusionOf(form, clock)
    case 'value':
      return { kind: 'number', value: numberOf(form.value, control.threshold?.unit ?? 'units') }
    case 'text':
      if (!form.text) throw wrong('text', 'Write the answer, e.g. "the order database doubles every year"')
      return { kind: 'text', text: form.text }
    default:
      return control.type === 'choice'
        ? { kind: 'choice', choice: answer }
        : { kind: 'boolean', value: answer === 'yes' }
  }
}

/** What was typed is an answer, also where its button was not pressed. */
function typedAnswer({ type }: Control, { text, value }: AnswerForm): string {
  if (type === 'text' && text) return 'text'
  return type === 'number' && value ? 'value' : ''
}

function exclusionOf(form: AnswerForm, { now, zone }: { now: Date; zone: string }): ReviewAnswer {
  const reasonCode = exclusionReasons.find(({ value }) => value === form.reasonCode)?.value
  if (!reasonCode) throw wrong('reasonCode', 'Choose why it does not apply')
  if (form.reason.length < 3)
    throw wrong('reason', 'Write why, e.g. "a static site: there is no database behind it"')
  const latest = new Date(now.getTime() + exclusionDays * dayMs)
  if (form.until === null)
    return {
      kind: 'not-applicable',
      reasonCode,
      reason: form.reason,
      until: latest.toISOString().slice(0, 10),
    }
  const until = endOfDay(form.until, zone)
  if (!until) throw wrong('until', 'This date does not exist. Choose a date, e.g. 2027-06-30')
  if (until <= now) throw wrong('until', 'The end must lie in the future')
  if (until.getTime() > latest.getTime() + dayMs)
    throw wrong('until', `At most a year: until ${latest.toISOString().slice(0, 10)}`)
  return { kind: 'not-applicable', reasonCode, reason: form.reason, until: form.until }
}

function numberOf(text: string, unit: string): number {
  const value = Number(text.replace(',', '.'))
  if (text === '' || !Number.isFinite(value)) throw wrong('value', `Type a number in ${unit}, e.g. 35`)
  return value
}

function dueOf(day: string, zone: string): string {
  const due = endOfDay(day, zone)
  if (!due) throw wrong('findingDue', 'This date does not exist. Choose a date, e.g. 2026-11-30')
  return due.toISOString()
}

const wrong = (field: string, sentence: string) =>
  new Problem('invalid', 'One field needs a look.', { [field]: sentence })
