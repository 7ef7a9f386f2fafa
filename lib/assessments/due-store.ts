import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

/** Systems of which something was recorded or turned out otherwise after `since`, at most `limit`. */
export async function systemsChangedSince(since: Date, limit: number, on: Sql = sql()): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    `select id from system where archived_at is null and id in (
       select c.system_id from check_state s join "check" c on c.id = s.check_id where s.since > $1
       union select m.system_id from task_occurrence o join maintenance_task m on m.id = o.task_id where o.finished_at > $1
       union select system_id from drill where recorded_at > $1
       union select system_id from alert_outcome where recorded_at > $1
       union select system_id from migration where recorded_at > $1
       union select m.system_id from verification v join migration m on m.id = v.migration_id where v.closed_at > $1
       union select system_id from checklist_assignment where assigned_at > $1
       union select system_id from control_exclusion where ended_at > $1)
     order by id limit $2`,
    [since, limit],
  )
  return rows.map(({ id }) => id)
}

/** The next systems in the order of their ids; from the beginning again when the end is reached. */
export async function nextSystems(after: string | null, limit: number, on: Sql = sql()): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    `select id from system where archived_at is null and ($1::uuid is null or id > $1) order by id limit $2`,
    [after, limit],
  )
  return rows.map(({ id }) => id)
}
