import { appendAudit } from '@/lib/audit/store'
import { canEditSystem, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { insertChecks } from '@/lib/checks/store'
import { inTransaction, prisma } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import {
  type EditableSystem,
  findEditableSystem,
  insertTarget,
  listEditableTargets,
  lockSystem,
} from '@/lib/systems/change-store'
import { newChecks, planTargets, reachedTrial } from './plan-targets'
import type { TargetFromTrial } from './schema'
import { takeTrial } from './store'

/**
 * Adds what a finished trial reached, a further database, host or backup folder, to a system that is watched already.
 * Its checks are due at once; the trial is gone afterwards.
 * Throws Problem: forbidden, not-found (expired, no such system), invalid, conflict (watched already, archived).
 */
export async function extendSystemFromTrial(viewer: Viewer, input: TargetFromTrial): Promise<void> {
  extendable(viewer, await findEditableSystem(prisma(), input.systemId))
  const trial = await reachedTrial(viewer, input.trialId)
  const targets = await planTargets(trial, new Set(input.checks))
  await inTransaction(async (tx) => {
    const system = extendable(viewer, await lockSystem(tx, input.systemId))
    const known = await listEditableTargets(tx, system.id)
    const twice = targets.find(({ kind, address }) =>
      known.some((each) => each.kind === kind && each.address === address),
    )
    if (twice) {
      throw new Problem(
        'conflict',
        `${system.name} watches ${twice.address} already. Change its checks on the page of the system, or test another address.`,
      )
    }
    if (!(await takeTrial(tx, trial.id)))
      throw new Problem(
        'not-found',
        'This test has ended or was saved already. Look at the page of the system.',
      )
    const now = await transactionNow(tx)
    for (const { id, kind, address, config, sealed } of targets) {
      await insertTarget(tx, {
        id,
        systemId: system.id,
        kind,
        address,
        config,
        secret: sealed,
        createdAt: now,
      })
    }
    await insertChecks(
      tx,
      targets.flatMap((target) => newChecks(system.id, target)),
    )
    await appendAudit(tx, {
      actor: viewer,
      action: 'target.create',
      entity: 'system',
      entityId: system.id,
      after: {
        targets: targets.map(({ address, checks }) => ({ address, checks: checks.map(({ kind }) => kind) })),
      },
    })
  })
}

function extendable(viewer: Viewer, system: EditableSystem | null): EditableSystem {
  if (!system) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  permit(
    canEditSystem(viewer, system),
    'Adding to this system needs the role maintainer in the team that owns it. A manager or admin can do it for you.',
  )
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: nothing is added to it any more.`)
  return system
}
