import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

/** A system that another one needs. */
export interface NeededSystem {
  id: string
  name: string
  purpose: string
}

/** More than this is no list that anybody keeps right. */
export const dependencyLimit = 50

/** What a system needs, by name. */
export async function listNeeds(systemId: string, on: Sql = sql()): Promise<NeededSystem[]> {
  const { rows } = await on.query<NeededSystem>(
    `select y.id, y.name, d.purpose from system_dependency d join system y on y.id = d.depends_on_id and y.archived_at is null
      where d.system_id = $1 order by y.name`,
    [systemId],
  )
  return rows
}

/** What it could need: every other system that is not archived, by name. */
export async function listNeedable(
  systemId: string,
  on: Sql = sql(),
): Promise<{ id: string; name: string }[]> {
  const { rows } = await on.query<{ id: string; name: string }>(
    `select y.id, y.name from system y
      where y.archived_at is null and y.id <> $1
        and not exists (select from system_dependency d where d.system_id = $1 and d.depends_on_id = y.id)
      order by y.name`,
    [systemId],
  )
  return rows
}

/** How many a system needs. */
export function countNeeds(tx: Transaction, systemId: string): Promise<number> {
  return tx.systemDependency.count({ where: { systemId } })
}

/** Stores that a system needs another one; false when that is known already. */
export async function insertDependency(
  tx: Transaction,
  dependency: { systemId: string; dependsOnId: string; purpose: string; createdAt: Date },
): Promise<boolean> {
  const { count } = await tx.systemDependency.createMany({ data: [dependency], skipDuplicates: true })
  return count === 1
}

/** Takes it out again; the purpose that was noted, or null when there was none. */
export async function deleteDependency(
  tx: Transaction,
  systemId: string,
  dependsOnId: string,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ purpose: string }[]>`
    delete from system_dependency where system_id = ${systemId}::uuid and depends_on_id = ${dependsOnId}::uuid
    returning purpose`
  return row?.purpose ?? null
}
