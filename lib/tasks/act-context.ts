import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { type JsonObject, lockTask, lockTasksOf, type StoredTask } from './change-store'
import type { OtherTask } from './judge-task'

const needsMaintainer =
  'Maintenance of this system needs the role maintainer in the team that owns it. A manager or admin can give it to you.'

/** Throws forbidden unless the viewer maintains the system, conflict when it is archived. */
export function permitMaintenance(
  viewer: Viewer,
  system: { name: string; teamId: string | null; archivedAt: Date | null },
): void {
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: its maintenance can only be read.`)
  permit(canMaintain(viewer, system), needsMaintainer)
}

/** A task that the viewer may work on, locked; `alone` locks only this one, else all of its system. */
export async function lockPermittedTask(
  tx: Transaction,
  viewer: Viewer,
  taskId: string,
  systemId: string | null,
): Promise<{ task: StoredTask; others: OtherTask[] }> {
  const others = systemId === null ? [] : await lockTasksOf(tx, systemId)
  const task = isId(taskId) ? await lockTask(tx, taskId) : null
  if (!task) throw new Problem('not-found', 'This task does not exist.')
  permitMaintenance(viewer, task.system)
  if (task.archivedAt) throw new Problem('conflict', 'This task is archived: its record can only be read.')
  return { task, others: others.filter(({ id }) => id !== task.id) }
}

/** Throws conflict when the row is not the one that the page showed. What was typed stays in the form. */
export function refuseOldRevision(shown: number, stored: number): void {
  if (shown !== stored)
    throw new Problem(
      'conflict',
      'Somebody changed this since you opened it. What you typed is still here: look at what it is now, then send again.',
    )
}

/** Values as the history and the audit log keep them. */
export function plain(values: object): JsonObject {
  return JSON.parse(JSON.stringify(values)) as JsonObject
}
