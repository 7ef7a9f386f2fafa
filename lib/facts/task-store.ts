import type { Sql } from '@/lib/db/pool'
import { groupBySystem } from './group-by-system'
import type { OccurrenceFact, TaskFact } from './system-facts'

/** An occurrence as a list, which is a third of the size of an object: there are hundreds for each daily task. */
type PackedOccurrence = [
  id: string,
  periodStart: number,
  periodEnd: number,
  scheduledAt: number,
  dueAt: number,
  state: OccurrenceFact['state'],
  finishedAt: number | null,
  onTime: boolean | null,
  snoozeCount: number,
  measure: number | null,
  provenByCheckId: string | null,
]

interface TaskRow extends Omit<TaskFact, 'occurrences'> {
  systemId: string
  occurrences: PackedOccurrence[] | null
}

const milliseconds = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`

// What was still to come when a task was archived is not owed by anybody.
const counts = `(m.archived_at is null or o.due_at < m.archived_at or o.finished_at <= m.archived_at)`

/** Archived within 90 days, with work that was not done in its time. */
const leftUndoneSql = `
  m.archived_at > $2::timestamptz - interval '90 days' and exists (
    select 1 from task_occurrence o
     where o.task_id = m.id and not o.in_pause and ${counts}
       and (o.state in ('pending', 'in-progress', 'skipped') or not o.on_time or o.snooze_count > 0))`

/**
 * The tasks of these systems by title, each with what was to do within 13 months. Archived ones stay for 90 days when
 * they left work undone, late or put off.
 */
export async function taskFacts(
  ids: readonly string[],
  now: Date,
  on: Sql,
): Promise<Map<string, TaskFact[]>> {
  const { rows } = await on.query<TaskRow>(
    `select m.system_id as "systemId", m.id, m.key, m.tier, m.title, m.idempotent,
            m.paused_at is not null and (m.paused_until is null or m.paused_until > $2) as paused,
            coalesce(m.owner_id, y.owner_id) as "ownerId", m.archived_at as "archivedAt",
            (select json_agg(json_build_array(o.id, ${milliseconds('o.period_start')}, ${milliseconds('o.period_end')},
                      ${milliseconds('o.scheduled_at')}, ${milliseconds('o.due_at')}, o.state,
                      ${milliseconds('o.finished_at')}, o.on_time, o.snooze_count, o.measure, o.proven_by_check_id)
                      order by o.period_start desc)
               from task_occurrence o
              where o.task_id = m.id and not o.in_pause and ${counts} and o.scheduled_at <= $2 and o.period_start >= $2::timestamptz - interval '13 months') as occurrences
       from maintenance_task m join system y on y.id = m.system_id
      where m.system_id = any($1) and (m.archived_at is null or ${leftUndoneSql})
      order by m.title, m.id`,
    [ids, now],
  )
  return groupBySystem(rows, ({ systemId: _, occurrences, ...task }) => ({
    ...task,
    occurrences: (occurrences ?? []).map(unpacked),
  }))
}

function unpacked(packed: PackedOccurrence): OccurrenceFact {
  const [id, periodStart, periodEnd, scheduledAt, dueAt, state, finishedAt, ...rest] = packed
  const [onTime, snoozeCount, measure, provenByCheckId] = rest
  return {
    id,
    periodStart: new Date(periodStart),
    periodEnd: new Date(periodEnd),
    scheduledAt: new Date(scheduledAt),
    dueAt: new Date(dueAt),
    state,
    finishedAt: finishedAt === null ? null : new Date(finishedAt),
    onTime,
    snoozeCount,
    measure,
    provenByCheckId,
  }
}
