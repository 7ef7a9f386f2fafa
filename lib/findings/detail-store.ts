import { sql } from '@/lib/db/database'
import type { RegisterRow } from './register-store'

/** A finding as its page reads it. */
export interface DetailRow extends Omit<RegisterRow, 'total'> {
  kind: string
  origin: string
  resource: string
  remediation: string
  severityReason: string
  stateSince: Date
  lastSeen: Date
  slaStart: Date
  slaPausedSeconds: number
  dueMovedCount: number
  resolvedAt: Date | null
  resolvedById: string | null
  resolvedBy: string | null
  resolvedWithinSla: boolean | null
  verifiedAt: Date | null
  okStreak: number
  reviewOn: Date | null
  duplicateOfId: string | null
  masterNumber: number | null
  masterTitle: string | null
  criticality: string
  runbookUrl: string | null
  archivedAt: Date | null
  controlKey: string | null
  flagKey: string | null
  drillRunId: string | null
  guidedId: string | null
  checkId: string | null
  checkName: string | null
  checkVerdict: string | null
  checkReason: string | null
  checkStaleAfter: Date | null
  checkRunAt: Date | null
  now: Date
}

export interface EventRow {
  id: string
  at: Date
  actor: string
  type: string
  from: string | null
  to: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  comment: string | null
}

export interface AcceptanceRow {
  id: string
  decision: string
  rationale: string
  requesterId: string
  requester: string
  approver: string | null
  selfApproved: boolean
  requestedAt: Date
  approvedAt: Date | null
  until: Date
  renewalCount: number
  endedAt: Date | null
  endReason: string | null
}

/** Lines of history that a page shows; older ones stay in the database. */
const eventLimit = 200

// The rule that raised it stands in what it showed; a rule of one's own may be deleted since, and has no page then.
const flagSql = `(
              select shown.flag from (
                select e.evidence->>'flag' as flag from finding_event e
                 where e.finding_id = f.id and jsonb_exists(e.evidence, 'flag') order by e.at desc, e.id desc limit 1) shown
               where shown.flag not like 'own.%' or exists (select 1 from red_flag_rule where key = shown.flag))`

// A restore by a machine that failed: the newest run that said so.
const drillRunSql = `(
              select e.evidence->>'runId' from finding_event e
               where e.finding_id = f.id and jsonb_exists(e.evidence, 'runId') order by e.at desc, e.id desc limit 1)`

// A guided verification in which something is missing or differs.
const guidedSql = `(
              select e.evidence->>'verification' from finding_event e
               where e.finding_id = f.id and jsonb_exists(e.evidence, 'verification') order by e.at desc, e.id desc limit 1)`

/** Everything that the page of one finding shows but its lists; null when there is no such number. */
export async function findFindingDetail(number: number): Promise<DetailRow | null> {
  const { rows } = await sql().query<DetailRow>(
    `select f.id, f.number, f.title, f.detail, f.severity, f.state, f.kind, f.origin, f.resource, f.remediation,
            f.control_key as "controlKey", case when f.origin = 'red-flag' then ${flagSql} end as "flagKey",
            case when f.origin = 'verification' then ${drillRunSql} end as "drillRunId",
            case when f.origin = 'verification' then ${guidedSql} end as "guidedId",
            f.severity_reason as "severityReason", f.state_since as "stateSince", f.last_seen as "lastSeen",
            f.first_seen as "firstSeen", f.sla_start as "slaStart", f.sla_paused_seconds as "slaPausedSeconds", f.due,
            f.due_moved_count as "dueMovedCount", f.resolved_at as "resolvedAt", f.resolved_by_id as "resolvedById",
            r.name as "resolvedBy", f.resolved_within_sla as "resolvedWithinSla", f.verified_at as "verifiedAt",
            f.ok_streak as "okStreak", f.review_on as "reviewOn", f.reopen_count as "reopenCount",
            f.duplicate_of_id as "duplicateOfId", m.number as "masterNumber", m.title as "masterTitle",
            s.id as "systemId", s.name as "systemName", s.team_id as "teamId", s.criticality, s.runbook_url as "runbookUrl",
            s.archived_at as "archivedAt", u.id as "ownerId", u.name as "ownerName",
            c.id as "checkId", c.name as "checkName", st.verdict as "checkVerdict", st.reason as "checkReason",
            st.stale_after as "checkStaleAfter", st.last_run_at as "checkRunAt", app_now() as now,
            case when f.state = 'accepted' then
              (select max(a.until) from acceptance a where a.finding_id = f.id and a.approved_at is not null and a.ended_at is null)
            end as "acceptedUntil"
       from finding f join system s on s.id = f.system_id
       left join app_user u on u.id = f.owner_id left join app_user r on r.id = f.resolved_by_id
       left join finding m on m.id = f.duplicate_of_id
       left join "check" c on c.id = f.check_id left join check_state st on st.check_id = c.id
      where f.number = $1`,
    [number],
  )
  return rows[0] ?? null
}

/** Newest first. */
export async function listEvents(findingId: string): Promise<EventRow[]> {
  const { rows } = await sql().query<EventRow>(
    `select e.id, e.at, coalesce(u.name, e.actor_label) as actor, e.type, e.from_state as "from", e.to_state as "to",
            e.before, e.after, e.comment
       from finding_event e left join app_user u on u.id = e.actor_id
      where e.finding_id = $1 order by e.at desc, e.id desc limit ${eventLimit}`,
    [findingId],
  )
  return rows
}

/** Newest first. */
export async function listAcceptances(findingId: string): Promise<AcceptanceRow[]> {
  const { rows } = await sql().query<AcceptanceRow>(
    `select a.id, a.decision, a.rationale, a.requester_id as "requesterId", coalesce(r.name, 'a former user') as requester,
            p.name as approver, a.self_approved as "selfApproved", a.requested_at as "requestedAt", a.approved_at as "approvedAt",
            a.until, a.renewal_count as "renewalCount", a.ended_at as "endedAt", a.end_reason as "endReason"
       from acceptance a left join app_user r on r.id = a.requester_id left join app_user p on p.id = a.approver_id
      where a.finding_id = $1 order by a.requested_at desc`,
    [findingId],
  )
  return rows
}

/** Findings that repeat this one, at most 50, by number. */
export async function listDuplicates(findingId: string): Promise<{ number: number; title: string }[]> {
  const { rows } = await sql().query<{ number: number; title: string }>(
    'select number, title from finding where duplicate_of_id = $1 order by number limit 50',
    [findingId],
  )
  return rows
}

/** Checks of a system that could compensate for a risk there. */
export async function listSystemChecks(systemId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql().query<{ id: string; name: string }>(
    'select id, name from "check" where system_id = $1 order by name',
    [systemId],
  )
  return rows
}
