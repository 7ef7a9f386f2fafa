import { canHandleChanges, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { Transaction } from '@/lib/db/database'
import { Problem } from '@/lib/problem'
import { type ChangedSystem, lockSystem } from './act-store'

const mayHandle =
  'Announcing and explaining changes needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.'

/**
 * The system, held until the transaction ends, when the viewer may say something about its changes. Throws Problem:
 * not-found, forbidden, conflict (archived).
 */
export async function handledSystem(
  tx: Transaction,
  viewer: Viewer,
  systemId: string | null,
): Promise<ChangedSystem> {
  return mayBeHandled(viewer, systemId === null ? null : await lockSystem(tx, systemId))
}

/** The system, when there is one and the viewer may say something about its changes. Throws Problem as above. Pure. */
export function mayBeHandled(viewer: Viewer, system: ChangedSystem | null): ChangedSystem {
  if (!system) throw new Problem('not-found', 'There is no such change or system. It may have been removed.')
  permit(canHandleChanges(viewer, system), mayHandle)
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: its changes can only be read.`)
  return system
}
