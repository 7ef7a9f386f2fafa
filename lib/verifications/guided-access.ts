import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { asSql } from '@/lib/db/as-sql'
import type { Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { type GuidedRow, lockGuided } from './guided-store'

/** Which one, under which system. */
export interface GuidedAt {
  systemId: string
  id: string
}

export const missingGuided =
  'There is no such guided verification. Look for it among the proofs of its system.'

/** One that somebody acts on, locked until the transaction ends. Throws Problem: not-found, forbidden, conflict. */
export async function guidedForAct(
  tx: Transaction,
  viewer: Viewer,
  { systemId, id }: GuidedAt,
): Promise<GuidedRow> {
  const guided = isId(id) ? await lockGuided(asSql(tx), id) : null
  if (guided?.systemId !== systemId) throw new Problem('not-found', missingGuided)
  permit(
    canMaintain(viewer, guided),
    'Verifying a migration needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.',
  )
  if (guided.archivedAt)
    throw new Problem('conflict', `${guided.systemName} is archived: its proofs can only be read.`)
  if (guided.state === 'signed')
    throw new Problem('conflict', 'It is signed, and what was signed stays as it is. Plan another one.')
  if (guided.state === 'cancelled')
    throw new Problem('conflict', 'It was given up, and stays as it is. Plan another one.')
  return guided
}
