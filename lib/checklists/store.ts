import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { ChecklistDocument, Control, versionStates } from './schema'

// What other rooms ask: published questions and to whom they are put. Lists for screens are in list-store.ts.

/** A control as a version holds it, with what its answers are answers to. */
export interface VersionControl {
  control: Control
  meaning: string
}

/** A control that counts for a system, and the published version that it comes from. */
export interface AssignedControl extends VersionControl {
  checklistKey: string
  versionId: string
  versionNumber: number
}

export interface VersionHead {
  id: string
  checklistId: string
  checklistKey: string
  number: number
  state: (typeof versionStates)[number]
  title: string
  purpose: string
  occasion: ChecklistDocument['occasion']
  /** Kinds of systems that it is proposed for; empty: all. */
  appliesTo: ChecklistDocument['appliesTo']
  publishedAt: Date | null
}

export interface Version extends VersionHead {
  controls: VersionControl[]
}

const headColumns = `v.id, v.checklist_id as "checklistId", c.key as "checklistKey", v.number, v.state, v.title, v.purpose,
  v.occasion, v.applies_to as "appliesTo", v.published_at as "publishedAt"`

/**
 * The controls of all published checklists that are assigned to these systems, by system: checklists by key, controls
 * in their order. A key that two checklists ask is there twice. Whether a control applies is not asked here
 * (lib/assessments/applies-to.ts). Systems of one checklist share its controls: change none.
 */
export async function readAssignedControls(
  systemIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, AssignedControl[]>> {
  const assigned = new Map<string, AssignedControl[]>(systemIds.map((id) => [id, []]))
  if (systemIds.length === 0) return assigned
  const { rows } = await on.query<{ systemId: string; key: string; versionId: string; number: number }>(
    `select a.system_id as "systemId", c.key, v.id as "versionId", v.number
       from checklist_assignment a
       join checklist c on c.id = a.checklist_id and c.retired_at is null
       join checklist_version v on v.checklist_id = c.id and v.state = 'published'
      where a.system_id = any($1::uuid[]) order by c.key`,
    [systemIds],
  )
  const controls = await readControls([...new Set(rows.map(({ versionId }) => versionId))], on)
  const shared = new Map<string, AssignedControl[]>()
  for (const { systemId, key, versionId, number } of rows) {
    const ofVersion =
      shared.get(versionId) ??
      (controls.get(versionId) ?? []).map((each) => ({
        ...each,
        checklistKey: key,
        versionId,
        versionNumber: number,
      }))
    shared.set(versionId, ofVersion)
    assigned.get(systemId)?.push(...ofVersion)
  }
  return assigned
}

/** One version, whatever its state, with its controls in order; a draft has none yet. Null when there is no such version. */
export async function readVersion(versionId: string, on: Sql = sql()): Promise<Version | null> {
  const { rows } = await on.query<VersionHead>(
    `select ${headColumns} from checklist_version v join checklist c on c.id = v.checklist_id where v.id = $1`,
    [versionId],
  )
  return rows[0] ? withControls(rows[0], on) : null
}

/** The published version of a checklist with its controls; null while it has none, or when it was retired. */
export async function readPublished(checklistKey: string, on: Sql = sql()): Promise<Version | null> {
  const { rows } = await on.query<VersionHead>(
    `select ${headColumns} from checklist_version v join checklist c on c.id = v.checklist_id
      where c.key = $1 and c.retired_at is null and v.state = 'published'`,
    [checklistKey],
  )
  return rows[0] ? withControls(rows[0], on) : null
}

/** The published version of each checklist that was not retired, by title; without their controls. */
export async function listPublished(on: Sql = sql()): Promise<VersionHead[]> {
  const { rows } = await on.query<VersionHead>(
    `select ${headColumns} from checklist_version v join checklist c on c.id = v.checklist_id
      where c.retired_at is null and v.state = 'published' order by v.title, c.key`,
  )
  return rows
}

async function withControls(head: VersionHead, on: Sql): Promise<Version> {
  return { ...head, controls: (await readControls([head.id], on)).get(head.id) ?? [] }
}

interface ControlRow extends Control {
  versionId: string
  meaning: string
}

/** The controls of these versions, in order, by version. */
export async function readControls(
  versionIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, VersionControl[]>> {
  const byVersion = new Map<string, VersionControl[]>(versionIds.map((id) => [id, []]))
  if (versionIds.length === 0) return byVersion
  const { rows } = await on.query<ControlRow>(
    `select version_id as "versionId", meaning, key, area, question, why, remediation, type, choices, threshold,
            severity, evidence_policy as "evidencePolicy", valid_for_days as "validForDays", dimension,
            applies_when as "appliesWhen", proof_of as "proofOf", answered_by as "answeredBy"
       from control_revision where version_id = any($1::uuid[]) order by version_id, position`,
    [versionIds],
  )
  for (const { versionId, meaning, ...control } of rows) byVersion.get(versionId)?.push({ control, meaning })
  return byVersion
}
