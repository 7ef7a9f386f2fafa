import type { PreventionState } from './schema'

/** What decides whether an incident may be closed. */
export interface GateFacts {
  state: 'open' | 'closed'
  endedAt: Date | null
  preventions: readonly { title: string; state: PreventionState }[]
  /** Why nothing could have prevented it; empty: something could. */
  notPreventable: string
  /** The viewer may say so. */
  mayWaive: boolean
}

/**
 * What stands in the way of closing, a sentence each; none: it may be closed. An incident ends when each prevention
 * has proven itself, or when a manager says with a reason that nothing could have prevented it. Pure.
 */
export function closingObstacles(facts: GateFacts): string[] {
  const { state, endedAt, preventions, notPreventable, mayWaive } = facts
  if (state === 'closed') return ['It is closed already.']
  const obstacles = endedAt ? [] : ['It has no end yet: say when it was over.']
  if (preventions.length === 0 && notPreventable === '')
    obstacles.push(
      mayWaive
        ? 'Nothing is linked that would have prevented it. Add it, or give the reason why nothing could have.'
        : 'Nothing is linked that would have prevented it. That nothing could have prevented it is for a manager to say.',
    )
  if (preventions.length === 0 && notPreventable !== '' && !mayWaive)
    obstacles.push('That nothing could have prevented it is for a manager to say.')
  if (preventions.length > 0 && notPreventable !== '')
    obstacles.push(
      'Preventions are linked, so something could have prevented it: leave the reason empty, or remove them first.',
    )
  for (const { title, state: standing } of preventions) {
    if (standing === 'unproven') obstacles.push(`“${title}” has not proven itself yet.`)
    if (standing === 'gone') obstacles.push(`“${title}” is gone: remove it, or choose another one.`)
  }
  return obstacles
}
