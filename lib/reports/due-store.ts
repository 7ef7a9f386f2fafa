import { silentAfterMinutes } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { Readiness } from './due-weeks'
import type { ReportScope } from './schema'

/** What decides whether a week that ended at `to` can be read. */
export async function readReadiness(to: Date, on: Sql = sql()): Promise<Readiness> {
  const { rows } = await on.query<Readiness>(
    `select (select case when count(watermark) = 2 then min(watermark) end from duty
              where name in ('roll-up-runs', 'roll-up-samples')) as "rolledUntil",
            exists (select from worker where started_at < $1
                     and heartbeat_at >= $1::timestamptz - interval '${silentAfterMinutes} minutes') as "wasAttended",
            (select min(started_at) from worker where started_at >= $1) as "resumedAt"`,
    [to],
  )
  return rows[0] ?? { rolledUntil: null, wasAttended: false, resumedAt: null }
}

/** Names of the last weeks of which a scope has a report. */
export async function builtWeeks(scope: ReportScope, on: Sql = sql()): Promise<string[]> {
  const { rows } = await on.query<{ week: string }>(
    `select week from report
      where scope = $1 and team_id is not distinct from $2::uuid and kind = 'weekly' order by period_to desc limit 60`,
    [scope.kind, scope.kind === 'team' ? scope.id : null],
  )
  return rows.map(({ week }) => week)
}
