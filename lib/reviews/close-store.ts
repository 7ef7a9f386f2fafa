import type { Severity } from '@/lib/checks/define-check'
import { asSql } from '@/lib/db/as-sql'
import type { Transaction } from '@/lib/db/database'
import type { MilestoneEvidence, MilestoneFinding, MilestonePayload } from './milestone-view'

/** Findings of a milestone: open ones, worst and nearest first. More than these are counted, not listed. */
const findingLimit = 200

/** Everything about the system and its findings that a milestone keeps, as it is at this moment. */
export interface ClosingFacts {
  system: MilestonePayload['system']
  findings: (Omit<MilestoneFinding, 'isNew'> & { id: string; checkKind: string | null })[]
  counts: Record<Severity | 'accepted', number>
  /** Hash of the checklist version's source. */
  checklistHash: string
  evidence: Map<string, MilestoneEvidence>
}

const open = `f.state in ('open', 'triaged', 'in-progress', 'resolved', 'accepted')`

/** Reads them inside the transaction that closes the review. */
export async function readClosingFacts(
  tx: Transaction,
  of: { systemId: string; versionId: string; evidenceIds: readonly string[] },
): Promise<ClosingFacts> {
  const db = asSql(tx)
  const systems = await db.query<MilestonePayload['system']>(
    `select s.id, s.name, s.kind, s.environment, s.criticality, o.name as owner, b.name as "backupOwner", t.name as team,
            s.rpo_minutes as "rpoMinutes", s.rto_minutes as "rtoMinutes", s.runbook_url as "runbookUrl"
       from system s left join app_user o on o.id = s.owner_id left join app_user b on b.id = s.backup_owner_id
       left join team t on t.id = s.team_id where s.id = $1::uuid`,
    [of.systemId],
  )
  const findings = await db.query<ClosingFacts['findings'][number]>(
    `select f.id, f.number, f.title, f.detail, f.remediation, f.severity, f.kind, f.state, p.name as owner, f.due,
            f.first_seen as "firstSeen", f.check_kind as "checkKind",
            (select max(a.until) from acceptance a where a.finding_id = f.id and a.approved_at is not null
                and a.ended_at is null) as "acceptedUntil"
       from finding f left join app_user p on p.id = f.owner_id
      where f.system_id = $1::uuid and ${open}
      order by array_position(array['critical', 'high', 'medium', 'low'], f.severity), f.due, f.number
      limit ${findingLimit}`,
    [of.systemId],
  )
  const counts = await db.query<{ what: Severity | 'accepted'; count: number }>(
    `select case when f.state = 'accepted' then 'accepted' else f.severity end as what, count(*)::int as count
       from finding f where f.system_id = $1::uuid and ${open} group by 1`,
    [of.systemId],
  )
  const versions = await db.query<{ hash: string }>(
    'select hash from checklist_version where id = $1::uuid',
    [of.versionId],
  )
  const evidence = await db.query<MilestoneEvidence>(
    `select e.id, e.kind, e.title, e.url, e.file_name as "fileName", e.byte_size as "byteSize", e.sha256,
            e.captured_at as "capturedAt", p.name as "capturedBy"
       from evidence e left join app_user p on p.id = e.captured_by_id where e.id = any($1::uuid[])`,
    [[...of.evidenceIds]],
  )
  const [system] = systems.rows
  if (!system) throw new Error(`no system ${of.systemId}`)
  const zero = { critical: 0, high: 0, medium: 0, low: 0, accepted: 0 }
  return {
    system,
    findings: findings.rows,
    counts: { ...zero, ...Object.fromEntries(counts.rows.map(({ what, count }) => [what, count])) },
    checklistHash: versions.rows[0]?.hash ?? '',
    evidence: new Map(evidence.rows.map((each) => [each.id, each])),
  }
}

/** Lets the checklist of a review count for its system from now on, if it did not already. */
export async function assignReviewed(
  tx: Transaction,
  of: { systemId: string; versionId: string; byId: string },
): Promise<void> {
  await tx.$executeRaw`
    insert into checklist_assignment (system_id, checklist_id, assigned_at, assigned_by_id)
    select ${of.systemId}::uuid, v.checklist_id, app_now(), ${of.byId}::uuid
      from checklist_version v where v.id = ${of.versionId}::uuid
    on conflict do nothing`
}
