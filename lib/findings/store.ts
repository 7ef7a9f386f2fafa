import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { prepared } from '@/lib/db/prepared'
import { storableJson } from '@/lib/db/storable-json'
import type { Json } from '@/lib/json'
import { dueDate } from './due-date'
import type { FindingChange, StoredFinding } from './follow-run'
import type { Observation } from './observations'

// The engine's side: what runs open, see, heal and reopen. People's actions are in change-store.ts.

const columns = `
  f.id, f.check_id as "checkId", f.kind, f.fingerprint, f.resource, f.detail, f.severity,
  f.severity_reason as "severityReason", f.state, f.state_since as "stateSince", f.owner_id as "ownerId",
  f.last_seen as "lastSeen", f.sla_start as "slaStart", f.sla_paused_seconds as "slaPausedSeconds", f.due,
  f.resolved_at as "resolvedAt", f.resolved_by_id as "resolvedById", f.resolved_within_sla as "resolvedWithinSla",
  f.verified_at as "verifiedAt", f.reopen_count as "reopenCount", f.ok_streak as "okStreak",
  f.duplicate_of_id as "duplicateOfId", f.review_on as "reviewOn"`

const lockSql = `
  select ${columns} from finding f
   where f.id in (
     select id from finding where check_id = any($1) and state not in ('verified', 'false-positive', 'duplicate')
     union all select id from finding where fingerprint = any($2)
     union all select duplicate_of_id from finding where fingerprint = any($2))
   order by f.id for update`

/**
 * The findings that runs may change, locked: those of these checks that have not ended, those with these
 * fingerprints in whatever state, and the masters of the latter.
 */
export async function lockFindings(
  on: Sql,
  checkIds: readonly string[],
  fingerprints: readonly string[],
): Promise<StoredFinding[]> {
  const { rows } = await on.query<StoredFinding>(prepared('lock-findings', lockSql, [checkIds, fingerprints]))
  return rows
}

/** What a new finding belongs to, and what was seen. */
export interface NewFinding {
  observation: Observation
  check: { id: string; systemId: string; ownerId: string | null }
  checkKind: string
  seenAt: Date
  evidence: Json
}

export interface ChangedFinding extends FindingChange {
  /** The check that saw it; a finding whose check is gone is taken over. */
  checkId: string | null
  evidence: Json
}

/** Opens findings with their first event; they belong to the owner of the check, else of the system. One that somebody else opened meanwhile stays as it is. */
export async function openFindings(on: Sql, findings: readonly NewFinding[], now: Date): Promise<void> {
  if (findings.length === 0) return
  const rows = findings.map(({ observation, check, checkKind, seenAt, evidence }) => ({
    ...observation,
    id: newId(),
    eventId: newId(),
    systemId: check.systemId,
    checkId: check.id,
    ownerId: check.ownerId,
    checkKind,
    seenAt,
    due: dueDate(observation.severity, { slaStart: now, slaPausedSeconds: 0 }),
    evidence,
  }))
  await on.query(
    `with input as materialized (
       select * from json_to_recordset($1::json) as i(
         id uuid, "eventId" uuid, "systemId" uuid, "checkId" uuid, "ownerId" uuid, "checkKind" text, resource text,
         fingerprint text, kind text, title text, detail text, remediation text, severity text,
         "severityReason" text, "seenAt" timestamptz, due timestamptz, evidence jsonb)),
     opened as (
       insert into finding (id, system_id, check_id, check_kind, resource, fingerprint, origin, kind, title, detail,
                            remediation, severity, severity_reason, owner_id, state, state_since, first_seen,
                            last_seen, sla_start, due)
       select id, "systemId", "checkId", "checkKind", resource, fingerprint, 'check', kind, title, detail, remediation,
              severity, "severityReason",
              coalesce("ownerId", (select owner_id from system where system.id = "systemId")), 'open', $2, "seenAt", "seenAt", $2, due
         from input order by fingerprint
       on conflict (fingerprint) do nothing
       returning id)
     insert into finding_event (id, finding_id, at, actor_label, type, to_state, after, evidence)
     select i."eventId", i.id, $2, 'worker', 'opened', 'open',
            jsonb_build_object('severity', i.severity, 'detail', i.detail), i.evidence
       from input i join opened on opened.id = i.id`,
    [storableJson(rows), now],
  )
}

/** In whose name an event is written. */
export interface EventActor {
  id: string | null
  label: string
}

export const theWorker: EventActor = { id: null, label: 'worker' }

/** Writes changed findings and the events of those that moved. The rows are locked by `lockFindings`. */
export async function changeFindings(
  on: Sql,
  changes: readonly ChangedFinding[],
  now: Date,
  actor: EventActor = theWorker,
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ finding, patch, checkId }) => ({
    ...finding,
    ...patch,
    checkId: finding.checkId ?? checkId,
  }))
  await on.query(
    `update finding f set
       check_id = i."checkId", detail = i.detail, severity = i.severity, severity_reason = i."severityReason",
       state = i.state, state_since = i."stateSince", last_seen = i."lastSeen", sla_start = i."slaStart",
       sla_paused_seconds = i."slaPausedSeconds", due = i.due, resolved_at = i."resolvedAt",
       resolved_by_id = i."resolvedById", resolved_within_sla = i."resolvedWithinSla", verified_at = i."verifiedAt",
       reopen_count = i."reopenCount", ok_streak = i."okStreak", review_on = i."reviewOn"
      from json_to_recordset($1::json) as i(
        id uuid, "checkId" uuid, detail text, severity text, "severityReason" text, state text,
        "stateSince" timestamptz, "lastSeen" timestamptz, "slaStart" timestamptz, "slaPausedSeconds" int,
        due timestamptz, "resolvedAt" timestamptz, "resolvedById" uuid, "resolvedWithinSla" bool,
        "verifiedAt" timestamptz, "reopenCount" int, "okStreak" int, "reviewOn" timestamptz)
     where f.id = i.id`,
    [storableJson(rows)],
  )
  const events = changes.flatMap(({ finding, patch, event, evidence }) =>
    event ? [{ ...event, id: newId(), findingId: finding.id, ...difference(finding, patch), evidence }] : [],
  )
  if (events.length === 0) return
  await on.query(
    `insert into finding_event (id, finding_id, at, actor_id, actor_label, type, from_state, to_state, before, after, comment, evidence)
     select i.id, i."findingId", $2, $3, $4, i.type, i."from", i."to", i.before, i.after, i.comment, i.evidence
       from json_to_recordset($1::json) as i(id uuid, "findingId" uuid, type text, "from" text, "to" text,
                                             before jsonb, after jsonb, comment text, evidence jsonb)`,
    [storableJson(events), now, actor.id, actor.label],
  )
}

/** What changed, before and after, without what changes at every sight. */
function difference(
  finding: StoredFinding,
  patch: FindingChange['patch'],
): { before: object; after: object } {
  const silent = ['lastSeen', 'okStreak', 'stateSince', 'detail']
  const names = Object.keys(patch).filter((name) => !silent.includes(name)) as (keyof typeof patch)[]
  const pick = (from: Partial<StoredFinding>) =>
    Object.fromEntries(names.map((name) => [name, from[name] ?? null]))
  return { before: pick(finding), after: pick(patch) }
}

/** Accepted findings whose acceptance is over or whose compensating check fails, locked. */
export async function lockUncovered(
  on: Sql,
  failingCheckIds: readonly string[],
): Promise<(StoredFinding & { acceptanceId: string; reason: 'expired' | 'compensating-check-failed' })[]> {
  const { rows } = await on.query<
    StoredFinding & { acceptanceId: string; reason: 'expired' | 'compensating-check-failed' }
  >(
    `select ${columns}, a.id as "acceptanceId",
            case when a.until <= app_now() then 'expired' else 'compensating-check-failed' end as reason
       from acceptance a join finding f on f.id = a.finding_id
      where a.ended_at is null and a.approved_at is not null
        and (a.until <= app_now() or a.compensating_check_id = any($1))
      order by f.id for update of f, a`,
    [failingCheckIds],
  )
  return rows
}

/** Marks acceptances as over. */
export async function endAcceptances(
  on: Sql,
  ended: readonly { id: string; reason: string }[],
  now: Date,
): Promise<void> {
  await on.query(
    `update acceptance a set ended_at = $2, end_reason = i.reason
       from json_to_recordset($1::json) as i(id uuid, reason text) where a.id = i.id`,
    [storableJson(ended), now],
  )
}
