import { markCarried } from '@/lib/assessments/answer-store'
import { nextSystems, systemsChangedSince } from '@/lib/assessments/due-store'
import { endExpiredExclusions } from '@/lib/assessments/exclusions'
import { type Refreshed, refreshAutomatic } from '@/lib/assessments/refresh'
import { watchCoreQuestions } from '@/lib/assessments/watch-systems'
import { databaseNow, inSqlTransaction } from '@/lib/db/database'

/** Systems that one round looks at: those that changed, then the next in turn; a thousand take about five minutes. */
const perRound = 100

// Where this worker's rounds are. Another worker, or this one after a restart, begins anew: no harm, only work.
let lastLook: Date | null = null
let turn: string | null = null

/**
 * Asks the data about the controls of systems that changed and of the next in turn, ends exclusions, carries answers
 * into new versions, and watches who watches the core questions.
 */
export async function refreshAssessments(): Promise<Refreshed & { ended: number; carried: number }> {
  const now = await databaseNow()
  // A database that was set back, or another one: begin anew.
  const since = lastLook !== null && lastLook <= now ? lastLook : null
  const ended = await endExpiredExclusions()
  const carried = await inSqlTransaction((on) => markCarried(on, since, now))
  const changed = since ? await systemsChangedSince(since, perRound) : []
  const room = perRound - changed.length
  const next = room > 0 ? await nextSystems(turn, room) : []
  const refreshed = await refreshAutomatic([...new Set([...changed, ...next])], watchCoreQuestions)
  turn = next.length < room ? null : (next.at(-1) ?? turn)
  // A whole round of changes may have more behind it; it is looked at again.
  if (changed.length < perRound) lastLook = now
  return { ...refreshed, ended, carried }
}
