import { formatNumber } from '@/lib/format/measure'
import { capital } from '@/lib/format/sentences'
import type { ChangeLine } from './explain-change'
import type { Grade } from './schema'
import type { CapView, FleetScore, NextGradeView, SystemScoreView } from './view'

/** A posture or coverage as a whole number. Rounded down, so that "90" is never less than an A asks. */
export const points = (value: number) => String(Math.floor(value))

/** A difference with its sign and one decimal: "+4.2", "−0.5", "0". */
export function signed(value: number): string {
  const rounded = Math.round(value * 10) / 10
  if (rounded === 0) return '0'
  return `${rounded > 0 ? '+' : '−'}${formatNumber(Math.abs(rounded), 1)}`
}

const plural = (count: number, one: string, many: string) =>
  `${formatNumber(count)} ${count === 1 ? one : many}`

/** "F-12 and F-3". */
export function findingNames(findings: readonly number[]): string {
  const names = findings.map((number) => `F-${number}`)
  if (names.length <= 2) return names.join(' and ')
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
}

/** "87 → 59, capped by F-12"; without a cap the posture alone. */
export function cappedText(score: {
  posture: number
  cappedPosture: number
  caps: readonly CapView[]
}): string {
  if (score.cappedPosture >= score.posture) return points(score.posture)
  const lowest = score.caps.filter(({ at }) => at === score.cappedPosture).map(({ finding }) => finding)
  return `${points(score.posture)} → ${points(score.cappedPosture)}, capped by ${findingNames(lowest)}`
}

/** The headline of one system's score. */
export function scoreHeadline(name: string, score: SystemScoreView): string {
  if (!score.isAsked) return `No checklist asks anything of ${name} yet`
  if (score.parts.length === 0) return `Nothing that is asked applies to ${name}`
  if (score.grade === '?')
    return `${name} has no grade: ${points(score.coverage)} % of what counts is known, a grade needs 60 %`
  const cap = score.cappedPosture < score.posture ? ` (${cappedText(score)})` : ''
  return `${name} is graded ${score.grade}: ${points(score.cappedPosture)} of 100 points${cap}, ${points(score.coverage)} % known`
}

/** "3 answers away from B", "10 answers away from a grade"; names what stands in the way. */
export function nextSentence({ grade, answers, caps }: NextGradeView, from: Grade): string {
  const way = answers.length > 0 ? plural(answers.length, 'answer', 'answers') : null
  const bars = caps.length > 0 ? `closing ${findingNames(caps.map(({ finding }) => finding))}` : null
  const steps = [way, bars].filter(Boolean).join(' and ')
  return `${capital(steps)} away from ${from === '?' ? 'a grade' : grade}`
}

/** The headline of the fleet. */
export function fleetHeadline({ systems, counts, unasked, day }: FleetScore): string {
  if (systems === 0) return 'No systems yet'
  if (day === null) return 'No score was kept yet'
  const failing = counts.D + counts.F
  const good = counts.A + counts.B
  const asked = systems - unasked
  const parts = [
    `${formatNumber(good)} of ${plural(asked, 'system', 'systems')} at A or B`,
    failing > 0 ? `${formatNumber(failing)} at D or F` : null,
    counts['?'] > 0 ? `${formatNumber(counts['?'])} without a grade` : null,
  ]
  return asked === 0
    ? 'No checklist asks anything of any system yet'
    : parts.filter((part) => part !== null).join(', ')
}

const words: Readonly<Record<string, string>> = {
  pass: 'passing',
  warn: 'a warning',
  fail: 'failing',
  accepted: 'risk accepted',
  unknown: 'unknown',
  stale: 'stale',
  never: 'never answered',
  excluded: 'not applicable',
  absent: 'not asked',
}

/** What one line of a comparison says about its control or findings. */
export function changeSentence({ cause, key, from, to, posture }: ChangeLine): string {
  if (key === null) {
    const risk = cause === 'exclusion'
    if (posture < 0) return risk ? 'an acceptance ended' : 'caps what was there'
    return risk ? 'the risk was accepted' : 'no longer caps'
  }
  if (cause === 'checklist' && from === to) return `weighs otherwise; ${words[from ?? ''] ?? ''}`
  const change = `${words[from ?? ''] ?? '?'} → ${words[to ?? ''] ?? '?'}`
  return cause === 'checklist' && to === 'stale' ? `${change}: it asks something else now` : change
}
