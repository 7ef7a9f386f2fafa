import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { TargetConfig } from '@/lib/systems/target-address'
import type { DrillReport } from './drill-report'
import type { DrillPlanConfig } from './plan-schema'
import type { PlanSecrets } from './plan-store'
import type { DrillLevel, DrillResult } from './schema'

/** A run in lists: without its report, which may be long. */
export interface RunRow {
  id: string
  planId: string
  requestedAt: Date
  finishedAt: Date | null
  result: DrillResult | null
  level: DrillLevel | null
  headline: string | null
  seconds: number | null
}

/** One run with all that it saw. */
export interface WholeRunRow extends RunRow {
  planName: string
  systemId: string
  systemName: string
  teamId: string | null
  archivedAt: Date | null
  config: DrillPlanConfig
  report: DrillReport | null
  drillId: string | null
  evidenceIds: string[]
}

const columns = `r.id, r.plan_id as "planId", r.requested_at as "requestedAt", r.finished_at as "finishedAt",
  r.report->>'result' as result, r.report->>'level' as level, r.report->>'headline' as headline,
  (r.report->'rto'->>'seconds')::float8 as seconds`

/** Runs of a plan, newest first, and how many there are. */
export async function readRuns(
  { systemId, planId }: { systemId: string; planId: string },
  { limit, offset }: { limit: number; offset: number },
  on: Sql = sql(),
): Promise<{ rows: RunRow[]; total: number }> {
  const { rows } = await on.query<RunRow & { total: number }>(
    `select ${columns}, (count(*) over ())::int as total from drill_run r
      where r.system_id = $1 and r.plan_id = $2 order by r.requested_at desc, r.id desc limit $3 offset $4`,
    [systemId, planId, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** The newest run of each of these plans. */
export async function readNewestRuns(
  planIds: readonly string[],
  on: Sql = sql(),
): Promise<Map<string, RunRow>> {
  if (planIds.length === 0) return new Map()
  const { rows } = await on.query<RunRow>(
    `select ${columns} from unnest($1::uuid[]) as p(id)
       cross join lateral (select * from drill_run where plan_id = p.id order by requested_at desc, id desc limit 1) r`,
    [planIds],
  )
  return new Map(rows.map((row) => [row.planId, row]))
}

/** One run of a system; null when there is none with this id. */
export async function readRun(systemId: string, id: string, on: Sql = sql()): Promise<WholeRunRow | null> {
  const { rows } = await on.query<WholeRunRow>(
    `select ${columns}, p.name as "planName", r.system_id as "systemId", y.name as "systemName", y.team_id as "teamId",
            y.archived_at as "archivedAt", r.config, r.report, r.drill_id as "drillId",
            coalesce(d.evidence_ids, '{}') as "evidenceIds"
       from drill_run r join drill_plan p on p.id = r.plan_id join system y on y.id = r.system_id
       left join drill d on d.id = r.drill_id
      where r.system_id = $1 and r.id = $2`,
    [systemId, id],
  )
  return rows[0] ?? null
}

/** The run that made a restore on record. */
export async function readRunOfDrill(
  systemId: string,
  drillId: string,
  on: Sql = sql(),
): Promise<{ planId: string; runId: string } | null> {
  const { rows } = await on.query<{ planId: string; runId: string }>(
    'select plan_id as "planId", id as "runId" from drill_run where system_id = $1 and drill_id = $2',
    [systemId, drillId],
  )
  return rows[0] ?? null
}

/** Whether a run of the plan waits or goes on. */
export async function hasOpenRun(on: Sql, planId: string): Promise<boolean> {
  const { rows } = await on.query(
    `select 1 from drill_run r join long_job j on j.subject_id = r.id
      where r.plan_id = $1::uuid and j.state in ('queued', 'running') limit 1`,
    [planId],
  )
  return rows.length > 0
}

/** Stores a run that is asked for. */
export async function insertRun(
  on: Sql,
  run: { id: string; planId: string; systemId: string; config: DrillPlanConfig },
): Promise<void> {
  await on.query(
    `insert into drill_run (id, plan_id, system_id, config, requested_at)
     values ($1::uuid, $2::uuid, $3::uuid, $4::jsonb, app_now())`,
    [run.id, run.planId, run.systemId, JSON.stringify(run.config)],
  )
}

/** All that the work of a run begins with. */
export interface RunWork {
  id: string
  planId: string
  planName: string
  planEnded: boolean
  systemId: string
  systemName: string
  archivedAt: Date | null
  isSelf: boolean
  rpoMinutes: number | null
  rtoMinutes: number | null
  config: DrillPlanConfig
  secrets: PlanSecrets
  finishedAt: Date | null
  backupTargetId: string
  backup: TargetConfig<'backup'>
  source: { id: string; address: string; config: TargetConfig<'postgres'>; secret: string | null } | null
}

/** A run with its plan, system, backups and live source; null when it is gone. */
export async function readRunWork(runId: string, on: Sql = sql()): Promise<RunWork | null> {
  const { rows } = await on.query<RunWork>(
    `select r.id, r.plan_id as "planId", p.name as "planName", p.ended_at is not null as "planEnded",
            r.system_id as "systemId", y.name as "systemName", y.archived_at as "archivedAt", y.is_self as "isSelf",
            y.rpo_minutes as "rpoMinutes", y.rto_minutes as "rtoMinutes", r.config, p.secrets,
            r.finished_at as "finishedAt", t.id as "backupTargetId", t.config as backup,
            (select jsonb_build_object('id', s.id, 'address', s.address, 'config', s.config, 'secret', s.secret)
               from target s where s.id = (r.config->>'sourceTargetId')::uuid and s.system_id = r.system_id
                and s.kind = 'postgres') as source
       from drill_run r join drill_plan p on p.id = r.plan_id join system y on y.id = r.system_id
       join target t on t.id = p.backup_target_id
      where r.id = $1`,
    [runId],
  )
  return rows[0] ?? null
}

/** The newest earlier run of the plan whose restored data were kept as a measure: it passed, at least as restored. */
export async function readLastMeasure(
  planId: string,
  beforeRunId: string,
  on: Sql = sql(),
): Promise<{ runId: string } | null> {
  const { rows } = await on.query<{ runId: string }>(
    `select r.id as "runId" from drill_run r
      where r.plan_id = $1 and r.id <> $2 and r.report->>'result' = 'pass' and r.report->>'level' <> 'listed'
        and exists (select from stored_lines l where l.owner_id = r.id)
      order by r.requested_at desc, r.id desc limit 1`,
    [planId, beforeRunId],
  )
  return rows[0] ?? null
}

/** Other runs of the plan of which restored data are kept, also those that never came on record. */
export async function readOtherMeasures(planId: string, runId: string, on: Sql = sql()): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    `select r.id from drill_run r where r.plan_id = $1 and r.id <> $2
        and exists (select from stored_lines l where l.owner_id = r.id)`,
    [planId, runId],
  )
  return rows.map(({ id }) => id)
}

/** What the newest other run of the plan that could tell said of the backups: pass or fail; null: none could. */
export async function readLastVerdict(planId: string, runId: string, on: Sql): Promise<DrillResult | null> {
  const { rows } = await on.query<{ result: DrillResult }>(
    `select report->>'result' as result from drill_run
      where plan_id = $1::uuid and id <> $2::uuid and report->>'result' in ('pass', 'fail')
      order by requested_at desc, id desc limit 1`,
    [planId, runId],
  )
  return rows[0]?.result ?? null
}

/** Ends a run with what it saw; false when it has ended already, or its plan has. */
export async function finishRun(
  tx: Transaction,
  runId: string,
  to: { finishedAt: Date; report: DrillReport; drillId: string },
): Promise<boolean> {
  const { count } = await tx.drillRun.updateMany({
    where: { id: runId, finishedAt: null, plan: { endedAt: null } },
    data: { ...to, report: { ...to.report } as never },
  })
  return count === 1
}
