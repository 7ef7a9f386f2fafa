import type { SuggestedAnswer } from '@/lib/checklists/answer'
import type { VersionControl } from '@/lib/checklists/store'
import type { AssessmentRow } from './assessment-store'
import { decideStanding } from './decide-standing'
import { freshnessOf } from './freshness'

/** How long what data answer counts without being looked at again: when the worker stops, it goes stale by itself. */
export const automaticLifeMs = 2 * 3_600_000
/** Renewed in the second half of its life, so that a quiet estate writes little. */
const renewBeforeMs = automaticLifeMs / 2

/** What is written for one control after its data were looked at. */
export interface AutomaticChange {
  controlKey: string
  meaning: string
  suggestion: SuggestedAnswer
  validUntil: Date
  current: AssessmentRow | null
  /** `answer`: another outcome or meaning, told in the history. `renew`: the same, with today's numbers. */
  kind: 'answer' | 'renew'
}

const silent = (sentence: string): SuggestedAnswer => ({
  outcome: 'unknown',
  answer: { kind: 'unknown' },
  statement: sentence,
  facts: [],
  validUntil: null,
  source: 'none',
})

/**
 * What to write when data were asked about a control that counts for a system; null: nothing. What data answered
 * before and answer no more turns unknown at once. Pure.
 */
export function planAutomatic(
  { control, meaning }: VersionControl,
  current: AssessmentRow | null,
  suggestion: SuggestedAnswer | null,
  now: Date,
): AutomaticChange | null {
  const byData = current?.source === 'auto'
  const said =
    suggestion ?? (byData ? silent('No check, task or record answers this any more. Somebody has to.') : null)
  if (!said) return null
  const isFresh = ['fresh', 'due-soon'].includes(freshnessOf(current, now, meaning))
  const person = current && !byData ? { outcome: current.outcome, isFresh } : null
  if (decideStanding(person, said) !== 'data') return null
  const validUntil = automaticEnd(said, now)
  const isSame = byData && current.outcome === said.outcome && current.meaning === meaning
  const change = { controlKey: control.key, meaning, suggestion: said, validUntil, current }
  if (!isSame) return { ...change, kind: 'answer' }
  const left = (current.validUntil?.getTime() ?? 0) - now.getTime()
  const needsRenewal = left < renewBeforeMs && validUntil.getTime() > (current.validUntil?.getTime() ?? 0)
  return needsRenewal || current.statement !== said.statement ? { ...change, kind: 'renew' } : null
}

/** Until when what data say now counts: as long as they carry it, and never longer than the worker may be away. */
export function automaticEnd({ validUntil }: Pick<SuggestedAnswer, 'validUntil'>, now: Date): Date {
  const life = now.getTime() + automaticLifeMs
  const said = validUntil === null ? life : new Date(validUntil).getTime()
  return new Date(Math.min(life, said))
}
