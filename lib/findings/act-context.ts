import type { VerbOf } from '@/lib/audit/actions'
import type { Viewer } from '@/lib/auth/viewer'
import type { Transaction } from '@/lib/db/database'
import { Problem } from '@/lib/problem'
import type { FindingUpdate, JsonObject, LockedFinding } from './change-store'
import { endOfDay } from './end-of-day'
import { type Cause, decideTransition, type TransitionContext } from './next-state'

/** One action being carried out. */
export interface Act {
  tx: Transaction
  viewer: Viewer
  finding: LockedFinding
  now: Date
}

/** What an action has decided: columns, one line of history. */
export interface Outcome {
  type: VerbOf<'finding'>
  update: FindingUpdate
  comment?: string
  evidence?: JsonObject
  /** Further facts for the history and the audit log. */
  facts?: JsonObject
}

/** The pure rule, or its refusal as a Problem. */
export function transition(
  { finding, viewer, now }: Act,
  cause: Cause,
  context: Partial<TransitionContext> = {},
  facts: Partial<LockedFinding> = {},
): FindingUpdate {
  const decision = decideTransition({ ...finding, ...facts }, cause, { now, actorId: viewer.id, ...context })
  if (!decision.allowed) throw new Problem('conflict', decision.reason)
  return decision.patch
}

/** The end of a day in the viewer's zone. Throws Problem with the field. */
export function instantOf({ viewer }: Act, day: string, field: string): Date {
  const at = endOfDay(day, viewer.timeZone)
  if (!at)
    throw new Problem('invalid', 'This date does not exist.', { [field]: 'Choose a date, e.g. 2026-11-30' })
  return at
}
