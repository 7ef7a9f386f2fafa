import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { CoreQuestion } from './schema'
import type { CoreItem } from './watch-core'

export interface CoreRow extends CoreItem {
  systemId: string
  createdAt: Date
  createdBy: string | null
}

const columns = `c.id, c.system_id as "systemId", c.question, c.what, c.check_id as "checkId",
  c.control_key as "controlKey", c.task_id as "taskId", c.created_at as "createdAt", p.name as "createdBy"`

/** What is written down for these systems and has not ended, by system, oldest first. */
export async function readCoreItems(
  systemIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, CoreRow[]>> {
  const bySystem = new Map<string, CoreRow[]>(systemIds.map((id) => [id, []]))
  if (systemIds.length === 0) return bySystem
  const { rows } = await on.query<CoreRow>(
    `select ${columns} from core_answer c left join app_user p on p.id = c.created_by_id
      where c.system_id = any($1::uuid[]) and c.ended_at is null order by c.created_at, c.id`,
    [[...systemIds]],
  )
  for (const row of rows) bySystem.get(row.systemId)?.push(row)
  return bySystem
}

/** Stores one entry. */
export async function insertCoreItem(
  tx: Transaction,
  item: {
    id: string
    systemId: string
    question: CoreQuestion
    what: string
    checkId: string | null
    controlKey: string | null
    taskId: string | null
    createdAt: Date
    createdById: string
  },
): Promise<void> {
  await tx.coreAnswer.create({ data: item })
}

/** How many entries of a system have not ended. */
export function countCoreItems(tx: Transaction, systemId: string): Promise<number> {
  return tx.coreAnswer.count({ where: { systemId, endedAt: null } })
}

/** One entry that has not ended, or null. */
export async function findCoreItem(
  tx: Transaction,
  id: string,
): Promise<(CoreItem & { systemId: string }) | null> {
  const row = await tx.coreAnswer.findFirst({ where: { id, endedAt: null } })
  return row && { ...row, question: row.question as CoreQuestion }
}

/** Changes what an entry says and who watches it. */
export async function updateCoreItem(
  tx: Transaction,
  id: string,
  change: Omit<CoreItem, 'id'>,
): Promise<void> {
  const { question, what, checkId, controlKey, taskId } = change
  await tx.coreAnswer.update({ where: { id }, data: { question, what, checkId, controlKey, taskId } })
}

/** Ends an entry: the thing is gone, or was written down wrongly. */
export async function endCoreItem(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.coreAnswer.update({ where: { id }, data: { endedAt: at } })
}

/** Whether these watchers belong to the system: a check, a task that was not archived. */
export async function watchersExist(
  tx: Transaction,
  systemId: string,
  { checkId, taskId }: Pick<CoreItem, 'checkId' | 'taskId'>,
): Promise<{ check: boolean; task: boolean }> {
  const [checks, tasks] = [
    checkId ? await tx.check.count({ where: { id: checkId, systemId } }) : 1,
    taskId ? await tx.maintenanceTask.count({ where: { id: taskId, systemId, archivedAt: null } }) : 1,
  ]
  return { check: checks > 0, task: tasks > 0 }
}
