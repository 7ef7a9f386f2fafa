import { asSql } from '@/lib/db/as-sql'
import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { AgendaInput } from './agenda'

/** What the agenda needs besides the facts of the system. */
export interface AgendaFacts {
  flags: { key: string; status: 'raised' | 'clear' | 'unknown'; sentence: string }[]
  exclusions: { controlKey: string; until: Date; reason: string; approver: string | null }[]
  evidence: AgendaInput['evidence'][number][]
  core: AgendaInput['core'][number][]
  incidents: AgendaInput['incidents'][number][]
  people: Map<string, string>
}

/** Flags, exclusions, ending evidence, core answers and names of one system's people. */
export async function readAgendaFacts(systemId: string, on: Sql = sql()): Promise<AgendaFacts> {
  const ask = async <Row extends object>(text: string) => (await on.query<Row>(text, [systemId])).rows
  const flags = await ask<AgendaFacts['flags'][number]>(
    `select f.flag_key as key, f.status, f.sentence from red_flag_state f
       left join red_flag_rule r on r.key = f.flag_key
      where f.system_id = $1::uuid and coalesce(r.enabled, true) order by f.flag_key`,
  )
  const exclusions = await currentExclusionsAt(on, systemId)
  const evidence = await ask<AgendaInput['evidence'][number]>(
    `select id, title, valid_until as "validUntil" from evidence
      where system_id = $1::uuid and superseded_by_id is null
        and valid_until between app_now() - interval '90 days' and app_now() + interval '90 days'
      order by valid_until limit 100`,
  )
  const core = await ask<AgendaInput['core'][number]>(
    `select question, what, created_at as "createdAt", ended_at as "endedAt" from core_answer
      where system_id = $1::uuid order by question, created_at`,
  )
  const people = await ask<{ id: string; name: string }>(
    `select id, name from app_user
      where id in (select owner_id from finding where system_id = $1::uuid and owner_id is not null)`,
  )
  const incidents = await ask<AgendaInput['incidents'][number]>(
    `select i.number, i.title, i.severity, i.detected_by as "detectedBy", i.started_at as "startedAt",
            i.detected_at as "detectedAt", i.state, count(p.id)::int as preventions,
            count(p.id) filter (where p.state = 'proven')::int as proven
       from incident i left join incident_prevention p on p.incident_id = i.id
      where i.system_id = $1::uuid
        and (i.state = 'open' or i.started_at >= coalesce(
              (select max(m.closed_at) from milestone m where m.system_id = $1::uuid), app_now() - interval '90 days'))
      group by i.id order by i.started_at desc limit 100`,
  )
  return {
    flags,
    exclusions,
    evidence,
    core,
    incidents,
    people: new Map(people.map(({ id, name }) => [id, name])),
  }
}

/** Controls of a system that do not apply now, with who approved it. */
export async function currentExclusionsAt(
  on: Transaction | Sql,
  systemId: string,
): Promise<AgendaFacts['exclusions']> {
  const { rows } = await asSql(on).query<AgendaFacts['exclusions'][number]>(
    `select e.control_key as "controlKey", e.until, e.reason, p.name as approver
       from control_exclusion e left join app_user p on p.id = e.approver_id
      where e.system_id = $1::uuid and e.approved_at is not null and e.ended_at is null and e.until > app_now()
      order by e.control_key`,
    [systemId],
  )
  return rows
}
