import { clockSql as checkClockSql, stateSql } from '@/lib/checks/state-sql'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { lineColumns, lineJoins, type StoredLine } from './line-store'
import { clockSql, tierRank } from './read-sql'
import { recordColumns } from './record-store'
import type { EvidencePolicy, TaskTier } from './schema'

/** A task as its page and its system's page read it. */
export interface StoredTaskRow {
  id: string
  key: string
  revision: number
  systemId: string
  system: string
  teamId: string | null
  systemArchived: boolean
  window: string | null
  tier: TaskTier
  title: string
  why: string
  procedure: string
  expectedMinutes: number
  evidenceWanted: string
  evidencePolicy: EvidencePolicy
  measureLabel: string | null
  measureUnit: string | null
  idempotent: 'yes' | 'no' | 'unknown'
  idempotentProof: string
  needsDowntime: boolean
  needsVerification: boolean
  automation: 'manual' | 'check'
  provenByKinds: string[]
  schedule: unknown
  timeZone: string
  anchor: 'scheduled' | 'completed'
  graceMinutes: number
  taskOwnerId: string | null
  ownerId: string | null
  ownerName: string | null
  afterId: string | null
  afterTitle: string | null
  followers: { id: string; title: string }[]
  plannedUntil: Date | null
  pausedAt: Date | null
  pausedUntil: Date | null
  pausedReason: string | null
  createdAt: Date
  archivedAt: Date | null
  lastDoneAt: Date | null
  onTimeShare: number | null
  currentId: string | null
}

/** The newest period that has begun, while it is open; else the next one. */
const currentId = `
  coalesce(
    (select p.id from (select id, state from task_occurrence where task_id = k.id and period_start <= clock.now
                        order by period_start desc limit 1) p where p.state in ('pending', 'in-progress')),
    (select id from task_occurrence where task_id = k.id and period_start > clock.now and state in ('pending', 'in-progress')
      order by period_start limit 1))`

const taskSql = `
  with ${clockSql}
  select k.id, k.key, k.revision, k.system_id as "systemId", y.name as system, y.team_id as "teamId",
         y.archived_at is not null as "systemArchived", y.maintenance_window as "window", k.tier, k.title, k.why, k.procedure,
         k.expected_minutes as "expectedMinutes", k.evidence_wanted as "evidenceWanted", k.evidence_policy as "evidencePolicy",
         k.measure_label as "measureLabel", k.measure_unit as "measureUnit", k.idempotent, k.idempotent_proof as "idempotentProof",
         k.needs_downtime as "needsDowntime", k.needs_verification as "needsVerification", k.automation,
         k.proven_by_kinds as "provenByKinds", k.schedule, k.time_zone as "timeZone", k.anchor, k.grace_minutes as "graceMinutes",
         k.owner_id as "taskOwnerId", u.id as "ownerId", u.name as "ownerName", b.id as "afterId", b.title as "afterTitle",
         coalesce((select json_agg(json_build_object('id', f.id, 'title', f.title) order by f.title)
                     from maintenance_task f where f.after_task_id = k.id and f.archived_at is null), '[]') as followers,
         k.planned_until as "plannedUntil", k.paused_at as "pausedAt", k.paused_until as "pausedUntil",
         k.paused_reason as "pausedReason", k.created_at as "createdAt", k.archived_at as "archivedAt",
         ${currentId} as "currentId", ${recordColumns}
    from clock, maintenance_task k join system y on y.id = k.system_id
         left join app_user u on u.id = coalesce(k.owner_id, y.owner_id) left join maintenance_task b on b.id = k.after_task_id`

/** One task, archived or not; null when there is none. */
export async function readTask(id: string, on: Sql = sql()): Promise<StoredTaskRow | null> {
  const { rows } = await on.query<StoredTaskRow>(`${taskSql} where k.id = $1`, [id])
  return rows[0] ?? null
}

/** The living tasks of a system, daily first, at most so many. */
export async function readTasksOf(
  systemId: string,
  limit: number,
  on: Sql = sql(),
): Promise<StoredTaskRow[]> {
  const { rows } = await on.query<StoredTaskRow>(
    `${taskSql} where k.system_id = $1 and k.archived_at is null order by ${tierRank}, k.title, k.id limit $2`,
    [systemId, limit],
  )
  return rows
}

/** A line with what was recorded. */
export interface StoredRecord extends StoredLine {
  startedAt: Date | null
  finishedById: string | null
  finishedByName: string | null
  measure: number | null
  note: string | null
  skipReason: string | null
  minutes: number | null
  evidenceIds: string[]
  checkId: string | null
  checkName: string | null
  runAt: Date | null
  findingId: string | null
  findingNumber: number | null
  findingTitle: string | null
  total: number
}

const recordSql = `
  select ${lineColumns}, o.started_at as "startedAt", d.id as "finishedById", d.name as "finishedByName", o.measure, o.note,
         o.skip_reason as "skipReason", o.minutes, o.evidence_ids as "evidenceIds", o.proven_by_check_id as "checkId",
         coalesce(p.name, 'a check that is gone') as "checkName", o.proven_by_run_at as "runAt", f.id as "findingId", f.number as "findingNumber",
         f.title as "findingTitle", count(*) over () as total
    from task_occurrence o ${lineJoins}
         left join app_user d on d.id = o.finished_by_id left join "check" p on p.id = o.proven_by_check_id
         left join finding f on f.id = o.finding_id`

/** Periods of a task that have begun or ended, newest first. */
export async function readHistory(
  taskId: string,
  page: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<StoredRecord[]> {
  const { rows } = await on.query<StoredRecord>(
    `${recordSql} where o.task_id = $1 and (o.scheduled_at <= app_now() or (o.finished_at is not null and not o.in_pause))
      order by o.period_start desc limit $2 offset $3`,
    [taskId, page.limit, page.offset],
  )
  return rows
}

/** One occurrence with what was recorded; null when there is none. */
export async function readRecordOf(id: string, on: Sql = sql()): Promise<StoredRecord | null> {
  const { rows } = await on.query<StoredRecord>(`${recordSql} where o.id = $1`, [id])
  return rows[0] ?? null
}

/** Ids of the next periods of a task, those left out by a pause too. */
export async function readUpcomingIds(taskId: string, limit: number, on: Sql = sql()): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    `select id from task_occurrence where task_id = $1 and scheduled_at > app_now() order by scheduled_at limit $2`,
    [taskId, limit],
  )
  return rows.map(({ id }) => id)
}

/** What was recorded for earlier periods: numbers to compare with. */
export async function readEarlier(
  taskId: string,
  before: Date,
  limit: number,
  on: Sql = sql(),
): Promise<{ at: Date; measure: number | null; minutes: number | null; note: string | null }[]> {
  const { rows } = await on.query<{
    at: Date
    measure: number | null
    minutes: number | null
    note: string | null
  }>(
    `select finished_at as at, measure, minutes, note from task_occurrence
      where task_id = $1 and period_start < $2 and state in ('done', 'done-with-problem')
      order by period_start desc limit $3`,
    [taskId, before, limit],
  )
  return rows
}

export interface StoredTaskEvent {
  id: string
  at: Date
  actor: string
  type: string
  occurrenceId: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  comment: string | null
}

/** What happened to a task, or to one of its occurrences; newest first. */
export async function readTaskEvents(
  of: { taskId: string; occurrenceId?: string },
  limit: number,
  on: Sql = sql(),
): Promise<StoredTaskEvent[]> {
  const { rows } = await on.query<StoredTaskEvent>(
    `select e.id, e.at, coalesce(u.name, e.actor_label) as actor, e.type, e.occurrence_id as "occurrenceId", e.before, e.after, e.comment
       from task_event e left join app_user u on u.id = e.actor_id
      where e.task_id = $1 and ($2::uuid is null or e.occurrence_id = $2) order by e.at desc, e.id desc limit $3`,
    [of.taskId, of.occurrenceId ?? null, limit],
  )
  return rows
}

export interface StoredWitness {
  id: string
  kind: string
  name: string
  verdict: string
  reason: string | null
  lastOkAt: Date | null
}

/** Checks of these kinds that are active on a system, as they read now. */
export async function readWitnesses(
  systemId: string,
  kinds: readonly string[],
  on: Sql = sql(),
): Promise<StoredWitness[]> {
  if (kinds.length === 0) return []
  const { rows } = await on.query<StoredWitness>(
    `with ${checkClockSql}
     select c.id, c.kind, c.name, ${stateSql} as verdict, s.reason, s.last_ok_at as "lastOkAt"
       from clock, "check" c left join check_state s on s.check_id = c.id
      where c.system_id = $1 and c.kind = any($2) and (c.paused_at is null or c.paused_until <= clock.now)
      order by c.kind, c.name, c.id`,
    [systemId, kinds],
  )
  return rows
}
