import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { type EditableSystem, findEditableSystem } from '@/lib/systems/change-store'
import { findWalkthrough, lockWalkthrough, type StoredWalkthrough } from './walkthrough-store'

/** Who asks for a system that is not there. */
export const noSystem = () => new Problem('not-found', 'There is no such system. It may have been removed.')

/** Who asks for a walkthrough that is not there. */
export const noWalkthrough = () =>
  new Problem(
    'not-found',
    'There is no such walkthrough. Open the list of walkthroughs to see which there are.',
  )

const notYours =
  'Only whoever walks through a system answers for themselves. Start a walkthrough of your own on its page.'
const mayGuide =
  'Asking people to walk through a system, signing it and writing notes needs the role maintainer in the team that owns it. A manager or admin can do it or give it to you.'

/** The walkthrough of the one who acts, locked, in the state in which this can be done. */
export async function lockOwn(tx: Transaction, viewer: Viewer, id: string): Promise<StoredWalkthrough> {
  const walkthrough = isId(id) ? await lockWalkthrough(tx, id) : null
  if (!walkthrough) throw noWalkthrough()
  permit(walkthrough.userId === viewer.id, notYours)
  requireOpen(walkthrough)
  refuseArchived(await findEditableSystem(tx, walkthrough.systemId))
  return walkthrough
}

/** The same, without a lock: before data are read for it. */
export async function findOwn(viewer: Viewer, id: string): Promise<StoredWalkthrough> {
  const walkthrough = isId(id) ? await findWalkthrough(id) : null
  if (!walkthrough) throw noWalkthrough()
  permit(walkthrough.userId === viewer.id, notYours)
  requireOpen(walkthrough)
  return walkthrough
}

const whyClosed: Readonly<Record<StoredWalkthrough['state'], string | null>> = {
  assigned: 'Start the walkthrough first: its questions are chosen then.',
  'in-progress': null,
  'waiting-for-mentor': 'It is handed in and waits for its mentor, who can give it back to you.',
  completed: 'It is completed and signed: it stays as it is. Start another one to do it again.',
  abandoned: 'It was given up. Start another one on the page of the system.',
}

function requireOpen({ state }: StoredWalkthrough): void {
  const why = whyClosed[state]
  if (why !== null) throw new Problem('conflict', why)
}

/** The system, where the one who acts may guide newcomers through it. */
export async function guidedSystem(
  tx: Transaction,
  viewer: Viewer,
  systemId: string,
): Promise<EditableSystem> {
  const system = isId(systemId) ? await findEditableSystem(tx, systemId) : null
  if (!system) throw noSystem()
  permit(canMaintain(viewer, system), mayGuide)
  refuseArchived(system)
  return system
}

/** Throws conflict where the system is archived: nobody walks through it any more, also who has begun. Pure. */
export function refuseArchived(system: Pick<EditableSystem, 'name' | 'archivedAt'> | null): void {
  if (system?.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: nobody walks through it any more.`)
}
