import { findCheckKind } from '@/lib/checks/kinds'
import { clockSql, stateSql } from '@/lib/checks/state-sql'
import type { Sql } from '@/lib/db/pool'
import { groupBySystem } from './group-by-system'
import type { CheckFact } from './system-facts'

interface CheckRow extends Omit<CheckFact, 'dimension' | 'target'> {
  systemId: string
  targetId: string
  targetKind: string
  targetAddress: string
}

/** The checks of these systems as they read now, by name. */
export async function checkFacts(ids: readonly string[], on: Sql): Promise<Map<string, CheckFact[]>> {
  const { rows } = await on.query<CheckRow>(
    `with ${clockSql}
     select c.system_id as "systemId", c.id, c.kind, c.name, t.id as "targetId", t.kind as "targetKind",
            t.address as "targetAddress", ${stateSql} as state, s.since, s.reason,
            s.streak_verdict as "lastVerdict", s.value, s.unit,
            s.warn_at as "warnAt", s.fail_at as "failAt", s.conclusive_at as "conclusiveAt", s.last_ok_at as "lastOkAt",
            case when s.verdict in ('warn', 'fail') then s.finished_at
                 else (select max(h.at) from state_change h
                        where h.check_id = c.id and h.from_verdict in ('warn', 'fail')) end as "lastBadAt",
            c.paused_at as "pausedAt", c.paused_until as "pausedUntil", c.created_at as "createdAt",
            c.interval_seconds as "intervalSeconds"
       from clock, "check" c join target t on t.id = c.target_id left join check_state s on s.check_id = c.id
      where c.system_id = any($1)
      order by c.name, t.address, c.id`,
    [ids],
  )
  return groupBySystem(rows, ({ systemId: _, targetId, targetKind, targetAddress, ...check }) => ({
    ...check,
    dimension: findCheckKind(check.kind)?.dimension ?? null,
    target: { id: targetId, kind: targetKind, address: targetAddress },
  }))
}
