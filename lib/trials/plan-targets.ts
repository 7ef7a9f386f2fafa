import type { Viewer } from '@/lib/auth/viewer'
import { checkKinds } from '@/lib/checks/kinds'
import { newId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { openSecret, sealSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import { type ProposedTarget, proposeChecks } from './propose-checks'
import type { TrialRow } from './schema'
import { ownTrial } from './service'

/** What is inserted for one proposed target: its row id, its secret under its own seal, its ticked checks. */
export interface PlannedTarget extends ProposedTarget {
  id: string
  sealed: string | null
}

/** The viewer's own trial that reached its address. Throws Problem: not-found, conflict. */
export async function reachedTrial(viewer: Viewer, id: string): Promise<TrialRow> {
  const trial = await ownTrial(viewer, id)
  if (!trial.finishedAt)
    throw new Problem('conflict', 'The test is still running. Wait for its result, then save.')
  if (!trial.result || trial.result.fault !== null) {
    throw new Problem(
      'conflict',
      'The address was not reached, so nothing behind it is known. Correct it and test again.',
    )
  }
  return trial
}

/** The targets of a trial that have a ticked check, with secrets under their own seals. Throws Problem invalid. */
export async function planTargets(trial: TrialRow, ticked: ReadonlySet<string>): Promise<PlannedTarget[]> {
  const chosen = proposeChecks(trial, checkKinds)
    .map((target) => ({ ...target, checks: target.checks.filter(({ key }) => ticked.has(key)) }))
    .filter(({ checks }) => checks.length > 0)
  if (chosen.length === 0) {
    throw new Problem('invalid', 'Tick at least one check: a system that nobody looks at is never green.', {
      checks: 'Tick at least one check.',
    })
  }
  return Promise.all(
    chosen.map(async (target) => {
      const id = newId()
      const owns = trial.secret !== null && target.kind === trial.kind && target.address === trial.address
      return {
        ...target,
        id,
        sealed:
          owns && trial.secret ? await reseal(trial, trial.secret, { id, config: target.config }) : null,
      }
    }),
  )
}

async function reseal(
  trial: TrialRow,
  sealed: string,
  target: { id: string; config: unknown },
): Promise<string> {
  return sealSecret(await openSecret(sealed, secretAad(trial, 'trial')), secretAad(target))
}

/** The ticked checks of a planned target, as rows. */
export function newChecks(systemId: string, target: PlannedTarget) {
  return target.checks.map((check) => ({
    systemId,
    targetId: target.id,
    kind: check.kind,
    name: check.title,
    config: check.config,
    intervalSeconds: check.intervalSeconds,
    graceSeconds: check.graceSeconds,
    timeoutMs: check.timeoutMs,
    failAfter: check.failAfter,
    okAfter: check.okAfter,
    ownerId: null,
  }))
}
