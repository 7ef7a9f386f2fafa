import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { lockProofSystem, type ProofSystem } from './store'

const mayRecord =
  'Recording proofs needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.'

/** The system about which something is recorded, held until the end of the transaction. Throws Problem: not-found, forbidden, conflict. */
export async function systemForProof(
  tx: Transaction,
  viewer: Viewer,
  systemId: string,
): Promise<ProofSystem> {
  const system = isId(systemId) ? await lockProofSystem(tx, systemId) : null
  if (!system) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  permit(canMaintain(viewer, system), mayRecord)
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: its proofs can only be read.`)
  return system
}
