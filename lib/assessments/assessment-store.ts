import type { ControlAnswer, SuggestedAnswer } from '@/lib/checklists/answer'
import type { Outcome } from '@/lib/checklists/schema'
import { sql, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { storableJson } from '@/lib/db/storable-json'
import type { AssessmentSource } from './freshness'

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
  revision: number
}

const columns = `a.id, a.system_id as "systemId", a.control_key as "controlKey", a.meaning, a.outcome, a.answer, a.source,
  a.statement, a.facts, a.note, coalesce(a.evidence_ids, '{}') as "evidenceIds", a.answered_by_id as "answeredById",
  p.name as "answeredBy", a.answered_at as "answeredAt", least(a.valid_until, shown.until) as "validUntil",
  a.review_id as "reviewId", a.finding_id as "findingId", a.revision`

// Evidence that was replaced counts as long as what replaced it.
const from = `assessment a left join app_user p on p.id = a.answered_by_id
  left join lateral (
    with recursive chain as (
      select e.id, e.superseded_by_id, e.valid_until from evidence e where e.id = any(a.evidence_ids)
      union select n.id, n.superseded_by_id, n.valid_until from chain c join evidence n on n.id = c.superseded_by_id)
    select min(valid_until) as until from chain where superseded_by_id is null) shown on cardinality(a.evidence_ids) > 0`

/** The current answers of these systems, by system and control key. Fresh or not is `freshnessOf`. */
export async function currentAssessments(
  systemIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, AssessmentRow[]>> {
  const bySystem = new Map<string, AssessmentRow[]>(systemIds.map((id) => [id, []]))
  if (systemIds.length === 0) return bySystem
  const { rows } = await on.query<AssessmentRow>(
    `select ${columns} from ${from} where a.system_id = any($1) order by a.system_id, a.control_key`,
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
    `select ${columns} from ${from} where a.system_id = $1 and a.control_key = $2`,
    [systemId, controlKey],
  )
  return rows[0] ?? null
}
