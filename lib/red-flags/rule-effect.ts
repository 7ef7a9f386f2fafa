import type { FlagStatus } from './flag-reading'
import { listed } from './words'

/** What numbers or a rule would change over all systems. */
export interface Effect {
  systems: number
  /** Null: the rule is off, or new. */
  before: Record<FlagStatus, number> | null
  after: Record<FlagStatus, number>
  /** Names of the systems for which it would be raised, and is not now. */
  newlyRaised: string[]
  /** Names of the systems for which it is raised, and would not be. */
  noLongerRaised: string[]
}

/** How one system fares before and after. */
export interface Fate {
  name: string
  before: FlagStatus | null
  after: FlagStatus
}

/** Counts the fates of all systems. Pure. */
export function effectOf(fates: readonly Fate[], isJudgedNow: boolean): Effect {
  const count = (side: 'before' | 'after') => ({
    raised: fates.filter((fate) => fate[side] === 'raised').length,
    unknown: fates.filter((fate) => fate[side] === 'unknown').length,
    clear: fates.filter((fate) => fate[side] === 'clear').length,
  })
  const namesOf = (wanted: (fate: Fate) => boolean) => fates.filter(wanted).map(({ name }) => name)
  return {
    systems: fates.length,
    before: isJudgedNow ? count('before') : null,
    after: count('after'),
    newlyRaised: namesOf(({ before, after }) => after === 'raised' && before !== 'raised'),
    noLongerRaised: namesOf(({ before, after }) => before === 'raised' && after !== 'raised'),
  }
}

/** "3 → 5 raised: also orders and stock. 2 unknown, 11 clear." */
export function effectSentence({ systems, before, after, newlyRaised, noLongerRaised }: Effect): string {
  if (systems === 0) return 'There is no system yet that it could judge.'
  const moved = [
    newlyRaised.length > 0 && `${before ? 'also ' : ''}${listed(newlyRaised)}`,
    noLongerRaised.length > 0 && `no longer ${listed(noLongerRaised)}`,
  ].filter(Boolean)
  const raised = before ? `${before.raised} → ${after.raised} raised` : `${after.raised} raised`
  const same = before && moved.length === 0 ? ': the same systems' : ''
  return `${raised}${moved.length > 0 ? `: ${moved.join(', ')}` : same}. ${after.unknown} unknown, ${after.clear} clear.`
}
