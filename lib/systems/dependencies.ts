import { appendAudit } from '@/lib/audit/store'
import { canEditSystem, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, prisma, type Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { type EditableSystem, findEditableSystem, lockSystem } from './change-store'
import type { DependencyAdd } from './dependency-schema'
import {
  countNeeds,
  deleteDependency,
  dependencyLimit,
  insertDependency,
  listNeedable,
  listNeeds,
  type NeededSystem,
} from './dependency-store'

const mayEdit =
  'Saying what a system needs asks for the role maintainer in the team that owns it. A manager or admin can do it or give it to you.'

/** What a system needs, and what it could need. */
export interface DependencyForm {
  needs: NeededSystem[]
  others: { id: string; name: string }[]
}

/** The form of what a system needs. Throws forbidden, not-found. */
export async function getDependencyForm(viewer: Viewer, systemId: string): Promise<DependencyForm> {
  const system = permitted(viewer, isId(systemId) ? await findEditableSystem(prisma(), systemId) : null)
  const [needs, others] = await Promise.all([listNeeds(system.id), listNeedable(system.id)])
  return { needs, others }
}

/**
 * Notes that a system needs another one to work. Two may need each other: it is so in the world, and the overview
 * shows the circle. Throws Problem: forbidden, not-found, invalid (itself), conflict (known already, too many).
 */
export async function addDependency(
  viewer: Viewer,
  { systemId, dependsOnId, purpose }: DependencyAdd,
): Promise<void> {
  await inTransaction(async (tx) => {
    const system = await lockPermitted(tx, viewer, systemId)
    if (dependsOnId === system.id)
      throw new Problem('invalid', 'A system needs itself anyway.', { dependsOnId: 'Choose another system.' })
    const needed = await findEditableSystem(tx, dependsOnId)
    if (!needed || needed.archivedAt)
      throw new Problem('invalid', 'That system does not exist any more.', {
        dependsOnId: 'Choose another system.',
      })
    if ((await countNeeds(tx, system.id)) >= dependencyLimit)
      throw new Problem(
        'conflict',
        `${system.name} needs ${dependencyLimit} systems already. Name what it talks to itself, not what those need.`,
      )
    const createdAt = await transactionNow(tx)
    if (!(await insertDependency(tx, { systemId: system.id, dependsOnId, purpose, createdAt })))
      throw new Problem('conflict', `It is noted already that ${system.name} needs ${needed.name}.`, {
        dependsOnId: 'Choose another system.',
      })
    await appendAudit(tx, {
      actor: viewer,
      action: 'system.add-dependency',
      entity: 'system',
      entityId: system.id,
      after: { dependsOn: needed.id, name: needed.name, purpose },
    })
  })
}

/** Takes out that a system needs another one. Throws Problem: forbidden, not-found. */
export async function removeDependency(viewer: Viewer, systemId: string, dependsOnId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const system = await lockPermitted(tx, viewer, systemId)
    const purpose = isId(dependsOnId) ? await deleteDependency(tx, system.id, dependsOnId) : null
    if (purpose === null)
      throw new Problem('not-found', 'This was taken out already. Reload the page to see what is left.')
    await appendAudit(tx, {
      actor: viewer,
      action: 'system.remove-dependency',
      entity: 'system',
      entityId: system.id,
      before: { dependsOn: dependsOnId, purpose },
    })
  })
}

async function lockPermitted(tx: Transaction, viewer: Viewer, systemId: string): Promise<EditableSystem> {
  return permitted(viewer, isId(systemId) ? await lockSystem(tx, systemId) : null)
}

function permitted(viewer: Viewer, system: EditableSystem | null): EditableSystem {
  if (!system || system.archivedAt) throw new Problem('not-found', 'This system does not exist.')
  permit(canEditSystem(viewer, system), mayEdit)
  return system
}
