import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { EvidencePolicy, OccurrenceState, TaskTier } from './schema'

/** An occurrence with all that a line of it shows. */
export interface StoredLine {
  id: string
  taskId: string
  revision: number
  title: string
  tier: TaskTier
  systemId: string
  system: string
  criticality: string
  teamId: string | null
  isArchived: boolean
  ownerId: string | null
  ownerName: string | null
  state: OccurrenceState
  inPause: boolean
  anchor: 'scheduled' | 'completed'
  periodStart: Date
  periodEnd: Date
  scheduledAt: Date
  dueAt: Date
  claimedById: string | null
  claimedByName: string | null
  blockedReason: string | null
  snoozedUntil: Date | null
  snoozeCount: number
  waitsUntil: Date | null
  beforeTaskId: string | null
  beforeTitle: string | null
  expectedMinutes: number
  needsDowntime: boolean
  needsVerification: boolean
  automation: 'manual' | 'check'
  evidencePolicy: EvidencePolicy
  measureLabel: string | null
  measureUnit: string | null
  finishedAt: Date | null
  onTime: boolean | null
}

/** Columns of a line, with the joins below. */
export const lineColumns = `
  o.id, o.task_id as "taskId", o.revision, k.title, k.tier, k.system_id as "systemId", y.name as system, y.criticality,
  y.team_id as "teamId", k.archived_at is not null or y.archived_at is not null as "isArchived",
  u.id as "ownerId", u.name as "ownerName", o.state, o.in_pause as "inPause", k.anchor,
  o.period_start as "periodStart", o.period_end as "periodEnd", o.scheduled_at as "scheduledAt", o.due_at as "dueAt",
  c.id as "claimedById", c.name as "claimedByName", o.blocked_reason as "blockedReason",
  o.snoozed_until as "snoozedUntil", o.snooze_count as "snoozeCount",
  case when w.state in ('pending', 'in-progress') then w.due_at end as "waitsUntil", b.id as "beforeTaskId", b.title as "beforeTitle",
  k.expected_minutes as "expectedMinutes", k.needs_downtime as "needsDowntime", k.needs_verification as "needsVerification",
  k.automation, k.evidence_policy as "evidencePolicy", k.measure_label as "measureLabel", k.measure_unit as "measureUnit",
  o.finished_at as "finishedAt", o.on_time as "onTime"`

export const lineJoins = `
  join maintenance_task k on k.id = o.task_id join system y on y.id = k.system_id
  left join app_user u on u.id = coalesce(k.owner_id, y.owner_id) left join app_user c on c.id = o.claimed_by_id
  left join task_occurrence w on w.id = o.waits_for_id left join maintenance_task b on b.id = w.task_id`

/** Lines by id, in the order of the ids. */
export async function readLines(ids: readonly string[], on: Sql = sql()): Promise<StoredLine[]> {
  if (ids.length === 0) return []
  const { rows } = await on.query<StoredLine>(
    `select ${lineColumns}
       from unnest($1::uuid[]) with ordinality as wanted(id, place) join task_occurrence o on o.id = wanted.id ${lineJoins}
      order by wanted.place`,
    [ids],
  )
  return rows
}
