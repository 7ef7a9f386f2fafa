import { rateAlert, recordAlert, recordAlertLines } from '@/lib/alerts/service'
import { appendAudit } from '@/lib/audit/store'
import { canCreateSystem, canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { recordDrill } from '@/lib/drills/service'
import { lockProofSystem } from '@/lib/drills/store'
import { listSystemIds } from '@/lib/facts/store'
import { log } from '@/lib/log'
import { Problem } from '@/lib/problem'
import { acceptDifferences, signGuided, withdrawAcceptance } from '@/lib/verifications/accept-service'
import { sayMigrated } from '@/lib/verifications/guided-service'
import { openVerification, recordMigration, saveVerification } from '@/lib/verifications/service'
import { type Judged, judgeSystems } from './judge-systems'

// A proof counts at once: whoever records one sees the flag change. What is recorded stays when judging fails; the
// worker judges again within minutes.

async function thenJudge<T>(systemId: string, made: T): Promise<T> {
  try {
    await judgeSystems([systemId])
  } catch (error) {
    log.error(
      { system: systemId, error: error instanceof Error ? error.message : String(error) },
      'a proof was recorded, but its red flags could not be judged',
    )
  }
  return made
}

/** Records a restore and judges the flags of its system. Throws like recordDrill. */
export async function proveRestore(...record: Parameters<typeof recordDrill>) {
  return thenJudge(record[1], await recordDrill(...record))
}

/** Records a migration and judges the flags of its system. Throws like recordMigration. */
export async function proveMigration(...record: Parameters<typeof recordMigration>) {
  return thenJudge(record[1], await recordMigration(...record))
}

/** Says that a guided migration happened and judges the flags of its system. Throws like sayMigrated. */
export async function proveMigrated(...said: Parameters<typeof sayMigrated>) {
  return thenJudge(said[1].systemId, await sayMigrated(...said))
}

/** Accepts differences and judges the flags of its system. Throws like acceptDifferences. */
export async function proveAccepted(...accepted: Parameters<typeof acceptDifferences>) {
  return thenJudge(accepted[1].systemId, await acceptDifferences(...accepted))
}

/** Takes an acceptance back and judges the flags of its system. Throws like withdrawAcceptance. */
export async function proveWithdrawn(...withdrawn: Parameters<typeof withdrawAcceptance>) {
  return thenJudge(withdrawn[1].systemId, await withdrawAcceptance(...withdrawn))
}

/** Signs a guided verification and judges the flags of its system. Throws like signGuided. */
export async function proveSigned(...signed: Parameters<typeof signGuided>) {
  return thenJudge(signed[1].systemId, await signGuided(...signed))
}

/** Saves or closes a verification and judges the flags of its system. Throws like saveVerification. */
export async function proveVerification(...record: Parameters<typeof saveVerification>) {
  const saved = await saveVerification(...record)
  return thenJudge(saved.systemId, saved)
}

/** Opens a further verification and judges the flags of its system. Throws like openVerification. */
export async function reopenVerification(...record: Parameters<typeof openVerification>) {
  const opened = await openVerification(...record)
  return thenJudge(opened.systemId, opened)
}

/** Records an alert and judges the flags of its system. Throws like recordAlert. */
export async function proveAlert(...record: Parameters<typeof recordAlert>) {
  return thenJudge(record[1], await recordAlert(...record))
}

/** Records a list of alerts and judges the flags of its system. Throws like recordAlertLines. */
export async function proveAlertLines(...record: Parameters<typeof recordAlertLines>) {
  return thenJudge(record[1], await recordAlertLines(...record))
}

/** Says what became of an alert and judges the flags of its system. Throws like rateAlert. */
export async function proveOutcome(...record: Parameters<typeof rateAlert>) {
  const rated = await rateAlert(...record)
  return thenJudge(rated.systemId, rated)
}

/** Systems that one click judges; the worker does the others in their turn. */
const systemsPerClick = 200

/** Judges one system now, or the first two hundred. Throws Problem: not-found, forbidden. */
export async function evaluateNow(
  viewer: Viewer,
  systemId: string | null,
): Promise<Judged & { total: number }> {
  const ids = systemId === null ? await listSystemIds() : [systemId]
  await inTransaction(async (tx) => {
    if (systemId === null) {
      permit(
        canCreateSystem(viewer),
        'Evaluating all systems needs the role maintainer. An admin can give it to you.',
      )
    } else {
      const system = isId(systemId) ? await lockProofSystem(tx, systemId) : null
      if (!system || system.archivedAt) throw new Problem('not-found', 'There is no such system.')
      permit(
        canMaintain(viewer, system),
        'Evaluating a system needs the role maintainer in the team that owns it. A manager or admin can do it.',
      )
    }
    await appendAudit(tx, {
      actor: viewer,
      action: 'red-flag.evaluate',
      entity: systemId === null ? 'estate' : 'system',
      entityId: systemId ?? 'all',
    })
  })
  return { ...(await judgeSystems(ids.slice(0, systemsPerClick))), total: ids.length }
}
