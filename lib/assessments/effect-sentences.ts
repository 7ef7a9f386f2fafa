import type { Control } from '@/lib/checklists/schema'
import { formatNumber } from '@/lib/format/measure'
import type { ControlView } from './view'

/** Of a control's page, what decides about its effects. */
interface Effects extends Pick<ControlView, 'control' | 'ownerName'> {
  suggestion: Pick<NonNullable<ControlView['suggestion']>, 'outcome' | 'source'> | null
}

/**
 * What an answer will do, before it is given: "Answers 3 and 4 open a high finding for R. Okafor, due 30 Nov." `due`
 * is the date in the reader's zone. Pure.
 */
export function findingSentence({ control, ownerName, suggestion }: Effects, due: string): string | null {
  const failing = failingAnswers(control)
  const who = ownerName ? `for ${ownerName}` : 'without an owner, because the system has none'
  const gap = control.type === 'auto' ? '' : `“I don’t know” opens a finding to find out, ${who}, due ${due}.`
  if (failing === null) return gap || null
  const verb = `${failing.text} ${failing.many ? 'open' : 'opens'}`
  if (suggestion?.outcome === 'fail' && suggestion.source.startsWith('check'))
    return `${verb} no finding of ${failing.many ? 'their' : 'its'} own: the check that fails has one. ${gap}`.trim()
  const article = /^[aeiou]/.test(control.severity) ? 'an' : 'a'
  return `${verb} ${article} ${control.severity} finding ${who}, due ${due}. ${gap}`.trim()
}

/** Which answers say that something is wrong, by the number that the form shows; null: none can. */
function failingAnswers({ type, choices, threshold }: Control): { text: string; many: boolean } | null {
  if (type === 'boolean') return { text: 'Answer 2', many: false }
  if (type === 'number' && threshold) {
    const unit = threshold.unit === '%' ? ' %' : ` ${threshold.unit}`
    const bound = threshold.worse === 'higher' ? 'or more' : 'or less'
    return { text: `${formatNumber(threshold.fail, 2)}${unit} ${bound}`, many: false }
  }
  const numbers = choices.flatMap(({ outcome }, index) => (outcome === 'fail' ? [String(index + 1)] : []))
  if (numbers.length === 0) return null
  const last = numbers.at(-1)
  return numbers.length === 1
    ? { text: `Answer ${last}`, many: false }
    : { text: `Answers ${numbers.slice(0, -1).join(', ')} and ${last}`, many: true }
}

/** What a posture is now and would be. */
export interface PostureEffect {
  now: number
  standings: { pass: number; warn: number; fail: number; unknown: number }
  excluded: number
}

const points = (posture: number) => formatNumber(posture)

/** "Posture 71 now: 78 if it passes, 71 if it fails." Pure. */
export function scoreSentence({ now, standings }: PostureEffect): string {
  const { pass, fail } = standings
  if (points(pass) === points(fail))
    return `Posture ${points(now)}; this question alone moves it by less than a point.`
  return `Posture ${points(now)} now: ${points(pass)} if this passes, ${points(fail)} if it fails or nobody knows.`
}

/** "Leaving it out: posture 71 → 74." Pure. */
export function exclusionSentence({ now, excluded }: PostureEffect): string {
  return points(now) === points(excluded)
    ? `Leaving it out: the posture stays ${points(now)}.`
    : `Leaving it out: posture ${points(now)} → ${points(excluded)}. The score prints that it is left out.`
}
