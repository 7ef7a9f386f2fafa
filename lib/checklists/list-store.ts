import { sql } from '@/lib/db/database'
import type { VersionHead } from './store'

// What the pages about checklists read.

export interface ChecklistRow {
  key: string
  title: string
  isShipped: boolean
  shippedHash: string | null
  retiredAt: Date | null
  occasion: VersionHead['occasion']
  purpose: string
  appliesTo: VersionHead['appliesTo']
  /** Number of the published version; null before the first. */
  published: number | null
  publishedAt: Date | null
  draft: number | null
  controls: number
  /** Systems for which it counts. */
  systems: number
  /** Answers that these systems owe, and those that they have given and that are still valid. */
  asked: number
  answered: number
}

/** Whether the control with condition `when` concerns the row `sys` of `concernedSystems`; lib/assessments/applies-to.ts says the same. */
const concerns = (when: string, sys: string): string => {
  const holds = (name: string, test: string) =>
    `(${when} -> '${name}' is null or ${when} -> '${name}' ${test})`
  return `(${when} is null or (${holds('systemKind', `? ${sys}.kind`)} and ${holds('environment', `? ${sys}.environment`)}
    and ${holds('criticality', `? ${sys}.criticality`)} and ${holds('targetKind', `?| ${sys}.targets`)}))`
}

const liveSystems = `select s.id, s.kind, s.environment, s.criticality,
  coalesce((select array_agg(distinct t.kind) from target t where t.system_id = s.id), '{}') as targets
  from system s where s.archived_at is null`

/** All checklists, or the one of this key, by title; those that are retired last. */
export async function listChecklists(key: string | null = null): Promise<ChecklistRow[]> {
  const { rows } = await sql().query<ChecklistRow>(
    `with sys as materialized (${liveSystems}),
     published as (
       select c.id as checklist_id, v.id as version_id from checklist c join checklist_version v on v.checklist_id = c.id
        where v.state = 'published' and ($1::text is null or c.key = $1)),
     -- Few conditions, many controls: each is asked of a system once.
     conditions as (
       select p.checklist_id, r.applies_when, count(*) as controls
         from published p join control_revision r on r.version_id = p.version_id group by 1, 2),
     asked as (
       select a.checklist_id, count(distinct a.system_id) as systems, coalesce(sum(d.controls), 0) as controls
         from checklist_assignment a join published p on p.checklist_id = a.checklist_id
         join sys on sys.id = a.system_id
         left join conditions d on d.checklist_id = a.checklist_id and ${concerns('d.applies_when', 'sys')}
        group by 1),
     answered as (
       select p.checklist_id, count(*) as controls
         from published p join control_revision r on r.version_id = p.version_id
         join assessment x on x.control_key = r.key and x.meaning = r.meaning
         join checklist_assignment a on a.checklist_id = p.checklist_id and a.system_id = x.system_id
         join sys on sys.id = x.system_id and ${concerns('r.applies_when', 'sys')}
        where x.outcome <> 'unknown' and (x.valid_until is null or x.valid_until > app_now()) group by 1)
     select c.key, c.title, c.is_shipped as "isShipped", c.shipped_hash as "shippedHash", c.retired_at as "retiredAt",
            coalesce(v.occasion, d.occasion) as occasion, coalesce(v.purpose, d.purpose) as purpose,
            coalesce(v.applies_to, d.applies_to) as "appliesTo",
            v.number as published, v.published_at as "publishedAt", d.number as draft,
            (select count(*) from control_revision r where r.version_id = v.id) as controls,
            coalesce(asked.systems, 0) as systems, coalesce(asked.controls, 0) as asked,
            coalesce(answered.controls, 0) as answered
       from checklist c
       left join checklist_version v on v.checklist_id = c.id and v.state = 'published'
       left join checklist_version d on d.checklist_id = c.id and d.state = 'draft'
       left join asked on asked.checklist_id = c.id left join answered on answered.checklist_id = c.id
      where $1::text is null or c.key = $1
      order by c.retired_at is not null, c.title, c.key`,
    [key],
  )
  return rows
}

export interface VersionRow extends VersionHead {
  source: string
  hash: string
  note: string
  revision: number
  createdAt: Date
  editedAt: Date | null
  editedBy: string | null
  publishedBy: string | null
}

const versionColumns = `v.id, v.checklist_id as "checklistId", c.key as "checklistKey", v.number, v.state, v.title, v.purpose,
  v.occasion, v.applies_to as "appliesTo", v.source, v.hash, v.note, v.revision, v.created_at as "createdAt",
  v.edited_at as "editedAt", v.published_at as "publishedAt", e.name as "editedBy", p.name as "publishedBy"`

const versionTables = `checklist_version v join checklist c on c.id = v.checklist_id
  left join app_user e on e.id = v.edited_by_id left join app_user p on p.id = v.published_by_id`

/** One version with its text: the draft, the published one, or one by its number; null when there is none. */
export async function findVersion(
  key: string,
  which: 'draft' | 'published' | number,
): Promise<VersionRow | null> {
  const { rows } = await sql().query<VersionRow>(
    `select ${versionColumns} from ${versionTables}
      where c.key = $1 and ${typeof which === 'number' ? 'v.number = $2' : 'v.state = $2'}`,
    [key, which],
  )
  return rows[0] ?? null
}

export interface VersionLine
  extends Pick<
    VersionRow,
    'number' | 'state' | 'note' | 'publishedAt' | 'publishedBy' | 'editedAt' | 'editedBy'
  > {
  controls: number
}

/** The versions of a checklist, newest first, without their texts. */
export async function listVersions(key: string): Promise<VersionLine[]> {
  const { rows } = await sql().query<VersionLine>(
    `select v.number, v.state, v.note, v.published_at as "publishedAt", v.edited_at as "editedAt",
            e.name as "editedBy", p.name as "publishedBy",
            (select count(*) from control_revision r where r.version_id = v.id) as controls
       from ${versionTables} where c.key = $1 order by v.number desc`,
    [key],
  )
  return rows
}

/** Of a control, the systems that owe an answer to it, and those whose answer is valid. */
export interface AnswerCount {
  asked: number
  answered: number
}

/** Per control of a version: of the systems for which the checklist counts and to which the control applies. */
export async function countAnswers(versionId: string): Promise<Map<string, AnswerCount>> {
  const { rows } = await sql().query<AnswerCount & { key: string }>(
    `with sys as materialized (
       select each.* from (${liveSystems}) each
         join checklist_assignment a on a.system_id = each.id
         join checklist_version v on v.checklist_id = a.checklist_id and v.id = $1)
     select r.key, count(*) as asked, count(x.id) as answered
       from control_revision r join sys on ${concerns('r.applies_when', 'sys')}
       left join assessment x on x.system_id = sys.id and x.control_key = r.key and x.meaning = r.meaning
             and x.outcome <> 'unknown' and (x.valid_until is null or x.valid_until > app_now())
      where r.version_id = $1 group by r.key`,
    [versionId],
  )
  return new Map(rows.map(({ key, ...count }) => [key, count]))
}

/** Controls of other published checklists that have one of these keys. */
export async function findSharedControls(
  keys: readonly string[],
  exceptKey: string,
): Promise<{ key: string; meaning: string; checklistTitle: string }[]> {
  const { rows } = await sql().query<{ key: string; meaning: string; checklistTitle: string }>(
    `select r.key, r.meaning, v.title as "checklistTitle"
       from control_revision r join checklist_version v on v.id = r.version_id and v.state = 'published'
       join checklist c on c.id = v.checklist_id and c.retired_at is null
      where r.key = any($1) and c.key <> $2 order by r.key, v.title`,
    [keys, exceptKey],
  )
  return rows
}

/** Systems for which a checklist counts, and those that are not archived. */
export async function countSystems(key: string): Promise<{ assigned: number; all: number }> {
  const { rows } = await sql().query<{ assigned: number; all: number }>(
    `select count(*) as "all", count(a.system_id) as assigned
       from system s left join checklist c on c.key = $1
       left join checklist_assignment a on a.checklist_id = c.id and a.system_id = s.id
      where s.archived_at is null`,
    [key],
  )
  return rows[0] ?? { assigned: 0, all: 0 }
}
