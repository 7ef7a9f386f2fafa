import { appendAudit } from '@/lib/audit/store'
import { canCreateSystem, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { assignFirstChecklist } from '@/lib/checklists/assignment'
import { insertChecks } from '@/lib/checks/store'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import {
  activePeople,
  insertSystem,
  insertTarget,
  systemIdByName,
  teamExists,
} from '@/lib/systems/change-store'
import { newChecks, planTargets, reachedTrial } from './plan-targets'
import { systemKindOf } from './propose-checks'
import type { SystemFromTrial } from './schema'
import { takeTrial } from './store'

/**
 * Turns a finished trial into a system with targets and checks that are due at once, in one transaction.
 * The password moves to the target under a new seal; the trial is gone afterwards.
 * Throws Problem: forbidden, not-found (expired), invalid, conflict (name taken).
 */
export async function createSystemFromTrial(
  viewer: Viewer,
  input: SystemFromTrial,
): Promise<{ systemId: string }> {
  permit(
    canCreateSystem(viewer, { teamId: input.teamId }),
    'You can add systems for your own teams only. A manager can add it for this one.',
  )
  const trial = await reachedTrial(viewer, input.trialId)
  const targets = await planTargets(trial, new Set(input.checks))
  const systemId = newId()
  await inTransaction(async (tx) => {
    await checkFacts(tx, input)
    if (!(await takeTrial(tx, trial.id)))
      throw new Problem('not-found', 'This test has ended or was saved already. Look at the list of systems.')
    const now = await transactionNow(tx)
    const { name, environment, criticality, ownerId, teamId } = input
    const facts = { name, environment, criticality, ownerId, teamId, kind: systemKindOf[trial.kind] }
    await insertSystem(tx, { id: systemId, ...facts, createdAt: now })
    for (const { id, kind, address, config, sealed } of targets) {
      await insertTarget(tx, { id, systemId, kind, address, config, secret: sealed, createdAt: now })
    }
    await insertChecks(
      tx,
      targets.flatMap((target) => newChecks(systemId, target)),
    )
    const checklists = await assignFirstChecklist(tx, systemId, { at: now, byId: viewer.id })
    await appendAudit(tx, {
      actor: viewer,
      action: 'system.create',
      entity: 'system',
      entityId: systemId,
      after: {
        ...facts,
        checklists,
        targets: targets.map(({ address, checks }) => ({ address, checks: checks.map(({ kind }) => kind) })),
      },
    })
  })
  return { systemId }
}

async function checkFacts(tx: Transaction, input: SystemFromTrial): Promise<void> {
  if (await systemIdByName(tx, input.name)) {
    throw new Problem('conflict', `A system called "${input.name}" exists already.`, {
      name: 'This name is taken. Add what tells them apart, e.g. the environment.',
    })
  }
  const people = await activePeople(tx, [input.ownerId])
  if (!people.has(input.ownerId)) {
    throw new Problem('invalid', 'The owner cannot sign in any more.', {
      ownerId: 'Choose somebody who can sign in.',
    })
  }
  if (input.teamId && !(await teamExists(tx, input.teamId))) {
    throw new Problem('invalid', 'The team does not exist any more.', {
      teamId: 'Choose another team or none.',
    })
  }
}
