import type { ControlAnswer, SuggestedAnswer } from '@/lib/checklists/answer'
import type { Outcome } from '@/lib/checklists/schema'
import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { AssessmentSource } from './freshness'
import type { AnswerRecord, AssessmentEventType } from './schema'

/** The current answer of one system to one control. */
export interface AssessmentRow {
  id: string
  systemId: string
  controlKey: string
  /** Of the control when it was answered; another one now means that the answer does not count. */
  meaning: string
  outcome: Outcome
  answer: ControlAnswer
  source: AssessmentSource
  statement: string
  facts: SuggestedAnswer['facts']
  note: string
  evidenceIds: string[]
  answeredById: string | null
  answeredBy: string | null
  answeredAt: Date
  /** The end of the answer, or of the first of its evidence to end. */
  validUntil: Date | null
  reviewId: string | null
  findingId: string | null
  findingNumber: number | null
  revision: number
}

const columns = `a.id, a.system_id as "systemId", a.control_key as "controlKey", a.meaning, a.outcome, a.answer, a.source,
  a.statement, a.facts, a.note, coalesce(a.evidence_ids, '{}')::text[] as "evidenceIds",
  a.answered_by_id as "answeredById", p.name as "answeredBy", a.answered_at as "answeredAt",
  least(a.valid_until, shown.until) as "validUntil", a.review_id as "reviewId", a.finding_id as "findingId",
  f.number as "findingNumber", a.revision`

// Evidence that was replaced counts as long as what replaced it. Only a finding that is open is of interest.
const from = `assessment a left join app_user p on p.id = a.answered_by_id
  left join finding f on f.id = a.finding_id and f.state not in ('verified', 'false-positive', 'duplicate')
  left join lateral (
    with recursive chain as (
      select e.id, e.superseded_by_id, e.valid_until from evidence e where e.id = any(a.evidence_ids)
      union select n.id, n.superseded_by_id, n.valid_until from chain c join evidence n on n.id = c.superseded_by_id)
    select min(valid_until) as until from chain where superseded_by_id is null) shown on cardinality(a.evidence_ids) > 0`

/** The current answers of these systems, by system, each control once. Fresh or not says `freshnessOf`. */
export async function currentAssessments(
  systemIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, AssessmentRow[]>> {
  const bySystem = new Map<string, AssessmentRow[]>(systemIds.map((id) => [id, []]))
  if (systemIds.length === 0) return bySystem
  const { rows } = await on.query<AssessmentRow>(
    `select ${columns} from ${from} where a.system_id = any($1::uuid[]) order by a.system_id, a.control_key`,
    [[...systemIds]],
  )
  for (const row of rows) bySystem.get(row.systemId)?.push(row)
  return bySystem
}

/** One current answer; null when the control was never answered. */
export async function readAssessment(
  systemId: string,
  controlKey: string,
  on: Sql = sql(),
): Promise<AssessmentRow | null> {
  const { rows } = await on.query<AssessmentRow>(
    `select ${columns} from ${from} where a.system_id = $1::uuid and a.control_key = $2`,
    [systemId, controlKey],
  )
  return rows[0] ?? null
}

/** One line of the history of a control. */
export interface AssessmentEventRow {
  id: string
  at: Date
  actorLabel: string
  /** The person's name; null for the worker, and for people who are gone. */
  actor: string | null
  type: AssessmentEventType
  before: AnswerRecord | null
  after: (AnswerRecord & { reason?: string; until?: string }) | null
}

/** The history of a control of a system, newest first. */
export async function readEvents(
  systemId: string,
  controlKey: string,
  limit: number,
  on: Sql = sql(),
): Promise<AssessmentEventRow[]> {
  const { rows } = await on.query<AssessmentEventRow>(
    `select e.id, e.at, e.actor_label as "actorLabel", p.name as actor, e.type, e.before, e.after
       from assessment_event e left join app_user p on p.id = e.actor_id
      where e.system_id = $1::uuid and e.control_key = $2 order by e.at desc, e.id desc limit $3::int`,
    [systemId, controlKey, limit],
  )
  return rows
}
