import { sql } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import type { TargetKind } from '@/lib/systems/target-address'

export interface TargetRow {
  id: string
  systemId: string
  systemName: string
  kind: TargetKind
  address: string
  config: unknown
  secret: string | null
}

/** Targets by id. */
export async function readTargets(ids: readonly string[], on: Sql = sql()): Promise<TargetRow[]> {
  const { rows } = await on.query<TargetRow>(
    `select t.id, t.system_id as "systemId", y.name as "systemName", t.kind, t.address, t.config, t.secret
       from target t join system y on y.id = t.system_id where t.id = any($1::uuid[])`,
    [ids],
  )
  return rows
}

/** Targets that one can reach: of a system, and of the systems that it needs. Its own first. */
export async function readReachableTargets(
  systemId: string,
  on: Sql = sql(),
): Promise<Omit<TargetRow, 'config' | 'secret'>[]> {
  const { rows } = await on.query<Omit<TargetRow, 'config' | 'secret'>>(
    `select t.id, t.system_id as "systemId", y.name as "systemName", t.kind, t.address
       from target t join system y on y.id = t.system_id
      where t.kind in ('url', 'tcp', 'tls', 'postgres') and y.archived_at is null
        and (t.system_id = $1::uuid or t.system_id in (select d.depends_on_id from system_dependency d where d.system_id = $1::uuid))
      order by t.system_id <> $1::uuid, y.name, t.address limit 500`,
    [systemId],
  )
  return rows
}

/** Databases of a system that have an address of their own already. */
export async function readKnownDatabases(systemId: string): Promise<{ id: string; address: string }[]> {
  if (!isId(systemId)) return []
  const { rows } = await sql().query<{ id: string; address: string }>(
    `select id, address from target where system_id = $1 and kind = 'postgres' order by address limit 500`,
    [systemId],
  )
  return rows
}

/** A task or check that must have done its work since. */
export interface JobRow {
  type: 'task' | 'check'
  id: string
  name: string
  detail: string
  lastGoodAt: Date | null
}

/** Tasks and checks of a system, with when each was last done or passed. All: those that somebody still does. */
export async function readJobsOf(
  systemId: string,
  ids: readonly string[] | 'all',
  on: Sql = sql(),
): Promise<JobRow[]> {
  const { rows } = await on.query<JobRow>(
    `select * from (
       select 'task' as type, t.id, t.title as name, t.tier as detail,
              (select max(o.finished_at) from task_occurrence o where o.task_id = t.id and o.state = 'done') as "lastGoodAt"
         from maintenance_task t where t.system_id = $1::uuid and ($2::uuid[] is not null or t.archived_at is null)
       union all
       select 'check', c.id, c.name, c.kind, s.last_ok_at
         from "check" c left join check_state s on s.check_id = c.id where c.system_id = $1::uuid) as job
      where $2::uuid[] is null or id = any($2::uuid[]) order by type desc, name, id limit 500`,
    [systemId, ids === 'all' ? null : ids],
  )
  return rows
}
