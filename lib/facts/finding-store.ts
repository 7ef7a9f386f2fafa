import type { Sql } from '@/lib/db/pool'
import { endStates } from '@/lib/findings/finding-state'
import { groupBySystem } from './group-by-system'
import type { FindingFact } from './system-facts'

interface FindingRow extends Omit<FindingFact, 'acceptance'> {
  systemId: string
  acceptedUntil: Date | null
  approvedAt: Date | null
}

/** Open findings of these systems, and those that ended within 13 months; by number. */
export async function findingFacts(
  ids: readonly string[],
  now: Date,
  on: Sql,
): Promise<Map<string, FindingFact[]>> {
  const { rows } = await on.query<FindingRow>(
    `select f.system_id as "systemId", f.id, f.number, f.kind, f.check_id as "checkId", f.check_kind as "checkKind",
            f.control_key as "controlKey", f.title, f.severity, f.state, f.owner_id as "ownerId",
            f.first_seen as "firstSeen", f.due, f.due_moved_count as "dueMovedCount",
            (select min(e.at) from finding_event e where e.finding_id = f.id and e.actor_id is not null) as "actedOnAt",
            case when f.state = any($2) then f.state_since end as "endedAt",
            a.until as "acceptedUntil", a.approved_at as "approvedAt"
       from finding f left join lateral (
              select until, approved_at from acceptance
               where finding_id = f.id and f.state = 'accepted' and approved_at is not null and ended_at is null
                 and until > $3
               order by until desc limit 1) a on true
      where f.system_id = any($1) and (f.state <> all($2) or f.state_since >= $3::timestamptz - interval '13 months')
      order by f.number`,
    [ids, endStates, now],
  )
  return groupBySystem(rows, ({ systemId: _, acceptedUntil, approvedAt, ...finding }) => ({
    ...finding,
    acceptance: acceptedUntil && approvedAt ? { until: acceptedUntil, approvedAt } : null,
  }))
}
