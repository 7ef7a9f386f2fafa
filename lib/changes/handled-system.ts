import { canHandleChanges, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
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
  const system = systemId === null || !isId(systemId) ? null : await lockSystem(tx, systemId)
  if (!system) throw new Problem('not-found', 'There is no such change or system. It may have been removed.')
  permit(canHandleChanges(viewer, system), mayHandle)
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: its changes can only be read.`)
  return system
}
