import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { storableJson } from '@/lib/db/storable-json'
import type { Json } from '@/lib/json'
import type { FindingKind, FindingOrigin, FindingState } from './finding-state'
import type { EventActor } from './store'

// Findings that no run opened: rules, answers, reviews and people. What runs change is in store.ts.

/** A new finding without a check, as it is stored. */
export interface RaisedFinding {
  id: string
  systemId: string
  controlKey: string | null
  resource: string
  fingerprint: string
  origin: FindingOrigin
  kind: FindingKind
  title: string
  detail: string
  remediation: string
  severity: string
  severityReason: string
  /** None: who owns the system. */
  ownerId: string | null
  due: Date
  evidence: Json
}

/** Stores new findings with their first event; one that somebody else opened meanwhile stays as it is. Returns what was stored. */
export async function insertRaised(
  on: Sql,
  findings: readonly RaisedFinding[],
  as: { type: 'opened' | 'created'; actor: EventActor; now: Date },
): Promise<{ id: string; number: number }[]> {
  if (findings.length === 0) return []
  const rows = findings.map((finding) => ({ ...finding, eventId: newId() }))
  const { rows: stored } = await on.query<{ id: string; number: number }>(
    `with input as materialized (
       select * from json_to_recordset($1::json) as i(
         id uuid, "eventId" uuid, "systemId" uuid, "controlKey" text, resource text, fingerprint text, origin text,
         kind text, title text, detail text, remediation text, severity text, "severityReason" text, "ownerId" uuid,
         due timestamptz, evidence jsonb)),
     opened as (
       insert into finding (id, system_id, control_key, resource, fingerprint, origin, kind, title, detail, remediation,
                            severity, severity_reason, owner_id, state, state_since, first_seen, last_seen, sla_start, due)
       select id, "systemId", "controlKey", resource, fingerprint, origin, kind, title, detail, remediation, severity,
              "severityReason", coalesce("ownerId", (select owner_id from system where system.id = "systemId")),
              'open', $2::timestamptz, $2, $2, $2, due
         from input order by fingerprint
       on conflict (fingerprint) do nothing
       returning id, number),
     told as (
       insert into finding_event (id, finding_id, at, actor_id, actor_label, type, to_state, after, evidence)
       select i."eventId", i.id, $2, $3::uuid, $4, $5, 'open',
              jsonb_build_object('severity', i.severity, 'detail', i.detail), i.evidence
         from input i join opened on opened.id = i.id)
     select id, number from opened`,
    [storableJson(rows), as.now, as.actor.id, as.actor.label, as.type],
  )
  return stored
}

/** Whoever raised it anew knows better what to do; a finding without an owner gets one, one that came back a date. */
export async function refreshRaised(
  on: Sql,
  findings: readonly { id: string; remediation: string; ownerId: string | null; due: Date | null }[],
): Promise<void> {
  if (findings.length === 0) return
  await on.query(
    `update finding f set remediation = i.remediation, owner_id = coalesce(f.owner_id, i."ownerId"), due = coalesce(i.due, f.due)
       from json_to_recordset($1::json) as i(id uuid, remediation text, "ownerId" uuid, due timestamptz)
      where f.id = i.id
        and (f.remediation <> i.remediation or (f.owner_id is null and i."ownerId" is not null) or i.due <> f.due)`,
    [storableJson(findings)],
  )
}

export interface FindingHead {
  fingerprint: string
  id: string
  number: number
  state: FindingState
}

/** By fingerprint the finding that stands for it: itself, or what it is a duplicate of. */
export async function readHeads(on: Sql, fingerprints: readonly string[]): Promise<Map<string, FindingHead>> {
  const { rows } = await on.query<FindingHead>(
    `select f.fingerprint, coalesce(m.id, f.id) as id, coalesce(m.number, f.number) as number, coalesce(m.state, f.state) as state
       from finding f left join finding m on m.id = f.duplicate_of_id and f.state = 'duplicate'
      where f.fingerprint = any($1)`,
    [fingerprints],
  )
  return new Map(rows.map((row) => [row.fingerprint, row]))
}

/** Ends the acceptances and requests of findings that are proved: there is no risk left to accept. */
export async function endAcceptancesOf(
  on: Sql,
  findingIds: readonly string[],
  reason: string,
  now: Date,
): Promise<void> {
  if (findingIds.length === 0) return
  await on.query(
    'update acceptance set ended_at = $2, end_reason = $3 where finding_id = any($1) and ended_at is null',
    [findingIds, now, reason],
  )
}

/** Every system that a finding may be about, by name. */
export async function listSystemsForFindings(): Promise<
  { id: string; name: string; teamId: string | null }[]
> {
  const { rows } = await sql().query<{ id: string; name: string; teamId: string | null }>(
    'select id, name, team_id as "teamId" from system where archived_at is null order by name',
  )
  return rows
}
