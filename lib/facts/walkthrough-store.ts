import type { Sql } from '@/lib/db/pool'
import { groupBySystem } from './group-by-system'
import type { WalkthroughFact } from './system-facts'

/** Walkthroughs of these systems that a mentor signed within 13 months, newest first. */
export async function walkthroughFacts(
  ids: readonly string[],
  now: Date,
  on: Sql,
): Promise<Map<string, WalkthroughFact[]>> {
  const { rows } = await on.query<WalkthroughFact & { systemId: string }>(
    `select w.system_id as "systemId", json_build_object('id', u.id, 'name', u.name) as person,
            w.completed_at as "completedAt", u.disabled_at is null as "canSignIn"
       from walkthrough w join app_user u on u.id = w.user_id
      where w.system_id = any($1) and w.state = 'completed'
        and w.completed_at >= $2::timestamptz - interval '13 months' and w.completed_at <= $2
      order by w.completed_at desc, w.id`,
    [ids, now],
  )
  return groupBySystem(rows, ({ systemId: _, ...walkthrough }) => walkthrough)
}
