import { instantOfText } from '@/lib/drills/local-instant'
import { Problem } from '@/lib/problem'
import type { AlertClass, AlertForm, AlertOutcome } from './schema'

/** An alert as it is stored, whoever writes it down. */
export interface AlertRecord {
  rule: string
  class: AlertClass
  firedAt: Date
  acknowledgedAt: Date | null
  endedAt: Date | null
  outcome: AlertOutcome
  snoozeCount: number
  note: string
}

const refuse = (field: string, sentence: string) => new Problem('invalid', sentence, { [field]: sentence })

/** Turns what was typed into the record of an alert. Throws an invalid Problem when its moments contradict each other. Pure. */
export function judgeAlert(form: AlertForm, { zone, now }: { zone: string; now: Date }): AlertRecord {
  const moment = (field: 'firedAt' | 'acknowledgedAt' | 'endedAt') => {
    const text = form[field]
    if (text === null) return null
    const at = instantOfText(text, zone)
    if (!at)
      throw refuse(field, `"${text.slice(0, 40)}" is no moment. Write day and time, e.g. 2026-11-14 03:30.`)
    if (at > now) throw refuse(field, 'It lies in the future: record an alert when it has fired.')
    return at
  }
  const [firedAt, acknowledgedAt, endedAt] = [moment('firedAt'), moment('acknowledgedAt'), moment('endedAt')]
  if (!firedAt) throw refuse('firedAt', 'Choose when it fired, e.g. 2026-11-14 03:30.')
  if (acknowledgedAt && acknowledgedAt < firedAt)
    throw refuse(
      'acknowledgedAt',
      'Nobody can take an alert before it fires: correct one of the two moments.',
    )
  if (endedAt && endedAt < firedAt)
    throw refuse('endedAt', 'It cannot end before it fires: correct one of the two moments.')
  return { ...form, firedAt, acknowledgedAt, endedAt }
}
