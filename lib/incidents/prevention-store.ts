import { asSql } from '@/lib/db/as-sql'
import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { PreventionFacts, Proof } from './judge-prevention'
import { alertSql, checkSql, controlSql, taskSql } from './prevention-sql'
import type { PreventionKind, PreventionState } from './schema'
import { plain } from './store'

// What is to prevent the next one, and what happened to it since it was chosen.

/** What was chosen, and why. */
interface ChosenPrevention {
  id: string
  incidentId: string
  kind: PreventionKind
  checkId: string | null
  taskId: string | null
  controlKey: string | null
  alertRule: string | null
  title: string
  why: string
  neededTimes: number
  addedAt: Date
}

/** A prevention that is linked now. */
export interface NewPrevention extends ChosenPrevention {
  addedById: string
}

/** Links a prevention to an incident. */
export async function insertPrevention(tx: Transaction, prevention: NewPrevention): Promise<void> {
  await tx.incidentPrevention.create({ data: { ...prevention, state: 'unproven' } })
}

/** Takes one off; null when it was not there. */
export async function deletePrevention(
  tx: Transaction,
  incidentId: string,
  id: string,
): Promise<{ title: string; kind: string } | null> {
  const found = await tx.incidentPrevention.findFirst({
    where: { id, incidentId },
    select: { title: true, kind: true },
  })
  if (found) await tx.incidentPrevention.delete({ where: { id } })
  return found
}

/** Whether the incident has this very thing already. */
export async function isLinked(
  tx: Transaction,
  incidentId: string,
  thing: Pick<NewPrevention, 'checkId' | 'taskId' | 'controlKey' | 'alertRule'>,
): Promise<boolean> {
  return (await tx.incidentPrevention.count({ where: { incidentId, ...thing } })) > 0
}

/** Writes down how a prevention stands now; false when it stood so already, or is gone. */
export async function setStanding(
  tx: Transaction,
  id: string,
  { state, proof, now }: { state: PreventionState; proof: Proof | null; now: Date },
): Promise<boolean> {
  const { count } = await tx.incidentPrevention.updateMany({
    where: { id, state: { not: state } },
    data: {
      state,
      ...(proof ? { proof: plain(proof) } : {}),
      ...(state === 'proven' ? { provenAt: now } : {}),
    },
  })
  return count > 0
}

/** A prevention with everything that its judgement rests on. */
export interface StoredPrevention extends ChosenPrevention {
  number: number
  state: PreventionState
  proof: Proof | null
  provenAt: Date | null
  addedBy: string | null
  systemId: string
  zone: string
  incident: { startedAt: Date; detectedAt: Date }
  facts: PreventionFacts
}

type Row = Omit<StoredPrevention, 'facts' | 'incident'> & {
  startedAt: Date
  detectedAt: Date
  known: Record<string, unknown> | null
}

const preventionsSql = (condition: string) => `
  select p.id, p.incident_id as "incidentId", i.number, p.kind, p.check_id as "checkId", p.task_id as "taskId",
         p.control_key as "controlKey", p.alert_rule as "alertRule", p.title, p.why, p.needed_times as "neededTimes",
         p.state, p.proof, p.proven_at as "provenAt", p.added_at as "addedAt", u.name as "addedBy",
         i.system_id as "systemId", y.time_zone as zone, i.started_at as "startedAt", i.detected_at as "detectedAt",
         case p.kind when 'check' then (${checkSql}) when 'task' then (${taskSql})
                     when 'control' then (${controlSql}) else (${alertSql}) end as known
    from incident_prevention p join incident i on i.id = p.incident_id join system y on y.id = i.system_id
    left join app_user u on u.id = p.added_by_id
   where ${condition}`

/** Preventions of one incident, oldest first. */
export async function readPreventions(
  incidentId: string,
  on: Transaction | Sql = sql(),
): Promise<StoredPrevention[]> {
  const text = `${preventionsSql('p.incident_id = $1::uuid')} order by p.added_at, p.id`
  const { rows } = await asSql(on).query<Row>(text, [incidentId])
  return rows.map(stored)
}

/** Preventions after this id, of systems that are looked after: a turn of the worker. */
export async function readAllPreventions(
  afterId: string | null,
  limit: number,
  on: Sql = sql(),
): Promise<StoredPrevention[]> {
  const text = `${preventionsSql('y.archived_at is null and ($1::uuid is null or p.id > $1)')} order by p.id limit $2`
  const { rows } = await on.query<Row>(text, [afterId, limit])
  return rows.map(stored)
}

function stored({ startedAt, detectedAt, known, ...row }: Row): StoredPrevention {
  return { ...row, incident: { startedAt, detectedAt }, facts: factsOf(row, known) }
}

const date = (value: unknown): Date | null => (typeof value === 'number' ? new Date(value) : null)
const dated = <T extends { at: unknown }>(value: unknown) => {
  const found = value as T | null
  return found && { ...found, at: new Date(found.at as number) }
}

function factsOf(row: Pick<Row, 'kind' | 'neededTimes'>, known: Row['known']): PreventionFacts {
  switch (row.kind) {
    case 'check':
      return {
        kind: 'check',
        check: known && {
          pausedSince: date(known.pausedSince),
          runs: known.runs === true,
          seen: dated<{ at: unknown; verdict: string; reason: string }>(known.seen),
          replay: dated<{ at: unknown; value: number; limit: number }>(known.replay),
          sawItSince: date(known.sawItSince),
        },
      }
    case 'task':
      return {
        kind: 'task',
        task: known && {
          archivedAt: date(known.archivedAt),
          neededTimes: row.neededTimes,
          onTime: (known.onTime as number[]).map((at) => new Date(at)),
          late: Number(known.late),
          nextDueAt: date(known.nextDueAt),
        },
      }
    case 'control':
      return {
        kind: 'control',
        isAsked: known?.isAsked === true,
        answer: dated<{ at: unknown; outcome: string; hasEvidence: boolean }>(known?.answer),
      }
    case 'alert-rule':
      return {
        kind: 'alert-rule',
        acted: dated<{ at: unknown; note: string }>(known?.acted),
        fired: Number(known?.fired ?? 0),
      }
  }
}
