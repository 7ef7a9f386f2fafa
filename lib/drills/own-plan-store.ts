import type { Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { TargetConfig } from '@/lib/systems/target-address'

/** Where the backups of the installation lie, while nothing proves them yet. */
export interface UnprovenSelf {
  systemId: string
  backupTargetId: string
  config: TargetConfig<'backup'>
}

/** The installation's own system while no plan of the product's proves it; null: there is one, or no backups. */
export async function readUnprovenSelf(on: Sql): Promise<UnprovenSelf | null> {
  const { rows } = await on.query<UnprovenSelf>(
    `select y.id as "systemId", t.id as "backupTargetId", t.config
       from system y join target t on t.system_id = y.id and t.kind = 'backup'
      where y.is_self and y.archived_at is null
        and not exists (select from drill_plan p where p.system_id = y.id and p.created_by_id is null)
      order by t.created_at limit 1`,
  )
  return rows[0] ?? null
}

/** Whether the system has a plan made by the product, also an ended one; nobody makes one until the transaction ends. */
export async function holdOwnPlans(tx: Transaction, systemId: string): Promise<boolean> {
  await tx.$queryRaw`select id from system where id = ${systemId}::uuid for update`
  return (await tx.drillPlan.count({ where: { systemId, createdById: null } })) > 0
}
