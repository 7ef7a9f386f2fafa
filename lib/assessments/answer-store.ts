import { asSql } from '@/lib/db/as-sql'
import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Sql } from '@/lib/db/pool'
import { storableJson } from '@/lib/db/storable-json'
import type { Json } from '@/lib/json'
import type { AssessmentRow } from './assessment-store'
import type { AutomaticChange } from './plan-automatic'
import type { AnswerRecord, AssessmentEventType } from './schema'

/** Of a system, what decides who may answer for it. */
export interface AnsweringSystem {
  id: string
  name: string
  teamId: string | null
  archivedAt: Date | null
  ownerId: string | null
  ownerName: string | null
  isSelf: boolean
}

/** The system, locked until the transaction ends: people who answer for it go one after the other. */
export async function lockForAnswering(tx: Transaction, id: string): Promise<AnsweringSystem | null> {
  const { rows } = await asSql(tx).query<AnsweringSystem>(
    `select y.id, y.name, y.team_id as "teamId", y.archived_at as "archivedAt", y.owner_id as "ownerId",
            o.name as "ownerName", y.is_self as "isSelf"
       from system y left join app_user o on o.id = y.owner_id where y.id = $1::uuid for no key update of y`,
    [id],
  )
  return rows[0] ?? null
}

export type NewAnswer = Pick<
  AssessmentRow,
  | 'systemId'
  | 'controlKey'
  | 'meaning'
  | 'outcome'
  | 'answer'
  | 'source'
  | 'statement'
  | 'facts'
  | 'note'
  | 'evidenceIds'
  | 'answeredById'
  | 'answeredAt'
  | 'validUntil'
  | 'reviewId'
  | 'findingId'
>

/** Puts an answer in the place of the one before. Whoever calls holds the lock of the system. Returns its revision. */
export async function putAnswer(tx: Transaction, answer: NewAnswer): Promise<number> {
  const { systemId, controlKey, ...values } = answer
  const data = { ...values, facts: values.facts as unknown as Json[] }
  const { revision } = await tx.assessment.upsert({
    where: { systemId_controlKey: { systemId, controlKey } },
    create: { id: newId(), systemId, controlKey, ...data },
    update: { ...data, revision: { increment: 1 } },
    select: { revision: true },
  })
  return revision
}

export interface NewAssessmentEvent {
  systemId: string
  controlKey: string
  at: Date
  actor: { id: string; email: string } | null
  type: AssessmentEventType
  before: AnswerRecord | null
  after: AnswerRecord | { reason: string; until?: string } | null
}

/** Appends one line to the history of a control. */
export async function appendEvent(tx: Transaction, event: NewAssessmentEvent): Promise<void> {
  await asSql(tx).query(insertEventsSql, [storableJson([eventRow(event)])])
}

/** The same for many, on a plain connection. */
export async function appendEvents(on: Sql, events: readonly NewAssessmentEvent[]): Promise<void> {
  if (events.length > 0) await on.query(insertEventsSql, [storableJson(events.map(eventRow))])
}

const eventRow = ({ actor, ...event }: NewAssessmentEvent) => ({
  ...event,
  id: newId(),
  actorId: actor?.id ?? null,
  actorLabel: actor?.email ?? 'worker',
})

const insertEventsSql = `
  insert into assessment_event (id, system_id, control_key, at, actor_id, actor_label, type, before, after)
  select id, "systemId", "controlKey", at, "actorId", "actorLabel", type, nullif(before, 'null'), nullif(after, 'null')
    from json_to_recordset($1::json) as i(id uuid, "systemId" uuid, "controlKey" text, at timestamptz, "actorId" uuid,
                                          "actorLabel" text, type text, before jsonb, after jsonb)`

/**
 * Writes what data answered now. A row that a person changed meanwhile is left as it is; returns which were written.
 * The person's note, evidence and name go with the answer that they belong to: they stay in the history.
 */
export async function writeAutomatic(
  on: Sql,
  changes: readonly (AutomaticChange & { systemId: string })[],
  now: Date,
): Promise<Set<AutomaticChange>> {
  const rows = changes.map(({ systemId, controlKey, meaning, suggestion, validUntil, current, kind }) => ({
    id: current?.id ?? newId(),
    systemId,
    controlKey,
    meaning,
    outcome: suggestion.outcome,
    answer: suggestion.answer,
    statement: suggestion.statement,
    facts: suggestion.facts,
    validUntil,
    revision: current?.revision ?? 0,
    isAnswer: kind === 'answer',
  }))
  if (rows.length === 0) return new Set()
  const { rows: written } = await on.query<{ systemId: string; controlKey: string }>(
    `with input as materialized (
       select * from json_to_recordset($1::json) as i(
         id uuid, "systemId" uuid, "controlKey" text, meaning text, outcome text, answer jsonb, statement text,
         facts jsonb, "validUntil" timestamptz, revision int, "isAnswer" bool)),
     updated as (
       update assessment a
          set meaning = i.meaning, outcome = i.outcome, answer = i.answer, statement = i.statement, facts = i.facts,
              source = 'auto', valid_until = i."validUntil",
              note = case when i."isAnswer" then '' else a.note end,
              evidence_ids = case when i."isAnswer" then '{}' else a.evidence_ids end,
              answered_by_id = case when i."isAnswer" then null else a.answered_by_id end,
              review_id = case when i."isAnswer" then null else a.review_id end,
              answered_at = case when i."isAnswer" then $2 else a.answered_at end,
              revision = a.revision + case when i."isAnswer" then 1 else 0 end
         from input i where i.revision > 0 and a.id = i.id and a.revision = i.revision
       returning a.system_id, a.control_key),
     inserted as (
       insert into assessment (id, system_id, control_key, meaning, outcome, answer, source, statement, facts,
                               evidence_ids, answered_at, valid_until)
       select id, "systemId", "controlKey", meaning, outcome, answer, 'auto', statement, facts, '{}', $2, "validUntil"
         from input where revision = 0
       on conflict (system_id, control_key) do nothing
       returning system_id, control_key)
     select system_id as "systemId", control_key as "controlKey" from updated
     union all select system_id, control_key from inserted`,
    [storableJson(rows), now],
  )
  const keys = new Set(written.map(({ systemId, controlKey }) => `${systemId} ${controlKey}`))
  return new Set(changes.filter(({ systemId, controlKey }) => keys.has(`${systemId} ${controlKey}`)))
}

/** Forgets the finding of answers whose finding was ended. */
export async function forgetFindings(on: Sql, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await on.query('update assessment set finding_id = null where finding_id = any($1::uuid[])', [[...ids]])
}

/**
 * Marks answers of people that a newer version of their checklist took over, with a line of history each. Looks at
 * versions published since then; at all without.
 */
export async function markCarried(on: Sql, since: Date | null, now: Date): Promise<number> {
  const { rows } = await on.query<
    Pick<AssessmentRow, 'systemId' | 'controlKey' | 'outcome' | 'answer' | 'statement'>
  >(
    `with asked as (
       select distinct s.system_id, r.key, r.meaning, v.published_at
         from checklist_version v
         join checklist c on c.id = v.checklist_id and c.retired_at is null
         join checklist_assignment s on s.checklist_id = c.id
         join control_revision r on r.version_id = v.id
        where v.state = 'published' and v.number > 1 and ($1::timestamptz is null or v.published_at > $1))
     update assessment a set source = 'carried'
       from asked where a.system_id = asked.system_id and a.control_key = asked.key and a.source = 'manual'
        and a.meaning = asked.meaning and a.answered_at < asked.published_at
     returning a.system_id as "systemId", a.control_key as "controlKey", a.outcome, a.answer, a.statement`,
    [since],
  )
  await appendEvents(
    on,
    rows.map(({ systemId, controlKey, ...answer }) => ({
      systemId,
      controlKey,
      at: now,
      actor: null,
      type: 'carried' as const,
      before: null,
      after: { ...answer, source: 'carried' as const },
    })),
  )
  return rows.length
}
