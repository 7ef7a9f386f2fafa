import { appendAudit } from '@/lib/audit/store'
import { canApproveExclusion, canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { assignSystems, findUsedChecklist, lockSystems, unassignSystems } from './assignment-store'
import type { LockedChecklist, Writing } from './change-store'
import { checklistNote, locked } from './draft-changes'

/** The checklist that every system begins with. */
export const firstChecklist = 'getting-started'

export interface AssignmentRequest {
  systemIds: readonly string[]
  reason: string
}

/**
 * Lets a checklist count for systems: its controls are asked, and owed until they are answered. Everybody who
 * maintains the systems may. Throws Problem: forbidden, not-found, conflict.
 */
export async function assignChecklist(
  viewer: Viewer,
  key: string,
  request: AssignmentRequest,
): Promise<{ systems: number }> {
  return change(viewer, key, request, {
    action: 'checklist.assign',
    permitted: (system) =>
      permit(
        canMaintain(viewer, system),
        `Asking more of ${system.name} needs the role maintainer in the team that owns it. A manager or admin can do it.`,
      ),
    work: async (tx, checklist, ids) => {
      if (checklist.retiredAt || !checklist.published) {
        throw new Problem(
          'conflict',
          `${checklist.title} ${checklist.retiredAt ? 'was retired' : 'is not published yet'}: it can count for no system.`,
        )
      }
      return assignSystems(tx, checklist.id, ids, { at: await transactionNow(tx), byId: viewer.id })
    },
    nothing: 'counts for them already',
  })
}

/**
 * Ends that a checklist counts for systems. Whoever asks less raises scores without any work, so this is decided by
 * those who approve exclusions. Throws Problem: forbidden, not-found, conflict.
 */
export async function unassignChecklist(
  viewer: Viewer,
  key: string,
  request: AssignmentRequest,
): Promise<{ systems: number }> {
  permit(
    canApproveExclusion(viewer),
    'Asking less of a system can raise its score without any work; it needs the role manager, like an exclusion. An admin can give it to you.',
  )
  return change(viewer, key, request, {
    action: 'checklist.unassign',
    permitted: () => {},
    work: (tx, { id }, ids) => unassignSystems(tx, id, ids),
    nothing: 'does not count for them',
  })
}

interface AssignmentChange {
  action: 'checklist.assign' | 'checklist.unassign'
  permitted(system: { name: string; teamId: string | null }): void
  work(tx: Transaction, checklist: LockedChecklist, ids: string[]): Promise<string[]>
  nothing: string
}

async function change(
  viewer: Viewer,
  key: string,
  { systemIds, reason }: AssignmentRequest,
  { action, permitted, work, nothing }: AssignmentChange,
): Promise<{ systems: number }> {
  return inTransaction(async (tx) => {
    const checklist = await locked(tx, key)
    const systems = await lockSystems(tx, systemIds)
    if (systems.length < new Set(systemIds).size)
      throw new Problem('not-found', 'One of these systems does not exist any more. Look at the list again.')
    for (const system of systems) permitted(system)
    const changed = new Set(
      await work(
        tx,
        checklist,
        systems.map(({ id }) => id),
      ),
    )
    if (changed.size === 0)
      throw new Problem('conflict', `${checklist.title} ${nothing}: nothing was changed.`)
    const names = systems.filter(({ id }) => changed.has(id)).map(({ name }) => name)
    await appendAudit(tx, checklistNote(viewer, action, checklist.id, { key, systems: names, reason }))
    return { systems: changed.size }
  })
}

/**
 * Gives a new system the checklist that every system begins with, in the transaction that creates it, whose audit
 * row names it. Returns the keys that were assigned: none while the checklist is not installed, or was retired.
 */
export async function assignFirstChecklist(
  tx: Transaction,
  systemId: string,
  writing: Writing,
): Promise<string[]> {
  const id = await findUsedChecklist(tx, firstChecklist)
  if (id === null) return []
  await assignSystems(tx, id, [systemId], writing)
  return [firstChecklist]
}
