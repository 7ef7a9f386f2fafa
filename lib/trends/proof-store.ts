import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { ProofState } from './counts'
import type { Span } from './weeks'

/** Days that a proof holds, by criticality of the system. */
export type AllowedDays = Readonly<Record<'critical' | 'high' | 'medium' | 'low', number>>

/**
 * Backups at an instant: systems of which one is known (a backup target, a check of a backup, a recorded restore), with
 * the newest restore that was proven by then. `s.ends` is the instant; $3 allowed days, $4 proving levels.
 */
const claimSql = `
  claim as materialized (
    select s.span, s.ends, y.id, y.name, y.team_id, y.criticality, p.started_at as proof_at, p.level, p.id as drill_id,
           ($3::jsonb ->> y.criticality)::float8 as allowed
      from span s join system y on y.created_at < s.ends and (y.archived_at is null or y.archived_at >= s.ends)
           left join lateral (
             select d.id, d.started_at, d.level from drill d
              where d.system_id = y.id and d.started_at < s.ends and d.result = 'pass' and d.level = any($4)
              order by d.started_at desc limit 1) p on true
     where exists (select from target t where t.system_id = y.id and t.kind = 'backup' and t.created_at < s.ends)
        or exists (select from "check" c where c.system_id = y.id and c.kind like 'bk.%' and c.created_at < s.ends)
        or exists (select from drill d where d.system_id = y.id and d.started_at < s.ends))`

const spanSql = `
  span as materialized (
    select n::int - 1 as span, starts, ends
      from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as s(starts, ends, n))`

const ageDays = `extract(epoch from ends - proof_at) / 86400`

const values = (spans: readonly Span[], allowed: AllowedDays, levels: readonly string[]): unknown[] => [
  spans.map(({ from }) => from),
  spans.map(({ to }) => to),
  JSON.stringify(allowed),
  levels,
]

/** How many backups were proven by a restore at the end of each span, and the oldest proof among them. */
export async function readProofStates(
  spans: readonly Span[],
  allowed: AllowedDays,
  levels: readonly string[],
  on: Sql = sql(),
): Promise<ProofState[]> {
  const { rows } = await on.query<ProofState>(
    `with ${spanSql}, ${claimSql}
     select span, team_id as "teamId", count(*) as claimed, count(*) filter (where ${ageDays} <= allowed) as proven,
            count(*) filter (where proof_at is null) as never, (max(${ageDays}))::float8 as "oldestDays"
       from claim group by 1, 2`,
    values(spans, allowed, levels),
  )
  return rows
}

/** A system whose backup is not proven recently enough. */
export interface UnprovenBackup {
  systemId: string
  system: string
  teamId: string | null
  criticality: string
  proofAt: Date | null
  level: string | null
  drillId: string | null
  ageDays: number | null
  allowedDays: number
}

/** Backups without a proof that still holds, never proven ones first, then the longest overdue; and how many there are. */
export async function listUnproven(
  at: Date,
  allowed: AllowedDays,
  levels: readonly string[],
  limit: number,
  on: Sql = sql(),
): Promise<{ rows: UnprovenBackup[]; total: number }> {
  const { rows } = await on.query<UnprovenBackup & { total: number }>(
    `with ${spanSql}, ${claimSql}
     select id as "systemId", name as system, team_id as "teamId", criticality, proof_at as "proofAt", level,
            drill_id as "drillId", (${ageDays})::float8 as "ageDays", allowed as "allowedDays", count(*) over () as total
       from claim where proof_at is null or ${ageDays} > allowed
      order by proof_at is not null, array_position(array['critical', 'high', 'medium', 'low'], criticality),
               ${ageDays} - allowed desc, name limit $5`,
    [...values([{ from: at, to: at }], allowed, levels), limit],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
