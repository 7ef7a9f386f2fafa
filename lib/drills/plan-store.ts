import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { TargetConfig, TargetKind } from '@/lib/systems/target-address'
import type { DrillPlanConfig, PlanTier, ScratchAddress } from './plan-schema'
import type { DrillLevel } from './schema'

/** Sealed passwords by name, each with what it is bound to: a scratch address, or null. A type, so that it is JSON. */
export type PlanSecrets = { [name: string]: { config: ScratchAddress | null; secret: string } }

/** A plan as it is stored. */
export interface PlanRecord {
  id: string
  systemId: string
  backupTargetId: string
  name: string
  config: DrillPlanConfig
  secrets: PlanSecrets
  tier: PlanTier
  /** Null: only when somebody says so, or ended. Of a paused plan when it was due. */
  nextAt: Date | null
}

/** A plan with what lists show beside it. */
export interface PlanRow extends PlanRecord {
  systemName: string
  teamId: string | null
  isSelf: boolean
  archivedAt: Date | null
  timeZone: string
  maintenanceWindow: string | null
  backupAddress: string
  pausedAt: Date | null
  pausedReason: string | null
  endedAt: Date | null
  createdBy: string | null
  createdById: string | null
  createdAt: Date
  revision: number
  lastProof: { runId: string; at: string; level: DrillLevel } | null
}

const columns = `p.id, p.system_id as "systemId", p.backup_target_id as "backupTargetId", p.name, p.config, p.secrets, p.tier,
  p.next_at as "nextAt", y.name as "systemName", y.team_id as "teamId", y.is_self as "isSelf", y.archived_at as "archivedAt",
  y.time_zone as "timeZone", y.maintenance_window as "maintenanceWindow", t.address as "backupAddress",
  p.paused_at as "pausedAt", p.paused_reason as "pausedReason", p.ended_at as "endedAt", u.name as "createdBy",
  p.created_by_id as "createdById", p.created_at as "createdAt", p.revision,
  (select jsonb_build_object('runId', r.id, 'at', d.started_at, 'level', d.level)
     from drill_run r join drill d on d.id = r.drill_id
    where r.plan_id = p.id and d.result = 'pass' and d.level in ('queried', 'booted')
    order by r.requested_at desc limit 1) as "lastProof"`
const tables = `drill_plan p join system y on y.id = p.system_id join target t on t.id = p.backup_target_id
  left join app_user u on u.id = p.created_by_id`

/** Most plans that one system lists: nobody has more than a few. */
const mostPlans = 100

/** Plans of a system: those that run first, ended ones last. */
export async function readPlans(systemId: string, on: Sql = sql()): Promise<PlanRow[]> {
  const { rows } = await on.query<PlanRow>(
    `select ${columns} from ${tables} where p.system_id = $1
      order by p.ended_at is not null, p.paused_at is not null, p.next_at nulls last, p.created_at, p.id limit $2`,
    [systemId, mostPlans],
  )
  return rows
}

/** One plan; null when the system has none with this id. */
export async function readPlan(systemId: string, id: string, on: Sql = sql()): Promise<PlanRow | null> {
  const { rows } = await on.query<PlanRow>(
    `select ${columns} from ${tables} where p.system_id = $1 and p.id = $2`,
    [systemId, id],
  )
  return rows[0] ?? null
}

/** The same, held until the transaction ends. */
export async function lockPlan(on: Sql, systemId: string, id: string): Promise<PlanRow | null> {
  await on.query('select from drill_plan where system_id = $1::uuid and id = $2::uuid for update', [
    systemId,
    id,
  ])
  const { rows } = await on.query<PlanRow>(
    `select ${columns} from ${tables} where p.system_id = $1::uuid and p.id = $2::uuid`,
    [systemId, id],
  )
  return rows[0] ?? null
}

/** Stores a new plan. */
export async function insertPlan(
  tx: Transaction,
  plan: PlanRecord & { createdById: string | null; createdAt: Date },
): Promise<void> {
  await tx.drillPlan.create({ data: plan })
}

/** Changes a plan that still has this revision; false: somebody was faster. */
export async function updatePlan(
  tx: Transaction,
  { id, revision }: { id: string; revision: number },
  to: Partial<Omit<PlanRecord, 'id' | 'systemId'>> & {
    pausedAt?: Date | null
    pausedReason?: string | null
    endedAt?: Date | null
  },
): Promise<boolean> {
  const { count } = await tx.drillPlan.updateMany({
    where: { id, revision },
    data: { ...to, revision: { increment: 1 } },
  })
  return count === 1
}

/** A plan whose time has come. */
export interface DuePlan {
  id: string
  systemId: string
  tier: PlanTier
  config: DrillPlanConfig
  timeZone: string
  maintenanceWindow: string | null
}

/** Plans that are due, held until the transaction ends; what another worker holds is left to it. */
export async function takeDuePlans(on: Sql, limit: number): Promise<DuePlan[]> {
  const { rows } = await on.query<DuePlan>(
    `select p.id, p.system_id as "systemId", p.tier, p.config, y.time_zone as "timeZone",
            y.maintenance_window as "maintenanceWindow"
       from drill_plan p join system y on y.id = p.system_id
      where p.next_at <= app_now() and p.paused_at is null and p.ended_at is null and y.archived_at is null
      order by p.next_at, p.id limit $1 for update of p skip locked`,
    [limit],
  )
  return rows
}

/** Says when a plan is due next. Its revision stays: no person changed it. */
export async function setNextDue(on: Sql, planId: string, nextAt: Date | null): Promise<void> {
  await on.query('update drill_plan set next_at = $2 where id = $1', [planId, nextAt])
}

/** A target of a system as forms offer it. */
export interface PlanTarget {
  id: string
  kind: TargetKind
  address: string
}

/** Targets of a system that a plan may name: backups and databases. */
export async function readPlanTargets(systemId: string, on: Sql = sql()): Promise<PlanTarget[]> {
  const { rows } = await on.query<PlanTarget>(
    `select id, kind, address from target where system_id = $1 and kind in ('backup', 'postgres') order by created_at, id`,
    [systemId],
  )
  return rows
}

/** Of a system, what its plans need to know. */
export interface PlanSystem {
  id: string
  name: string
  teamId: string | null
  isSelf: boolean
  archivedAt: Date | null
  timeZone: string
  maintenanceWindow: string | null
  rpoMinutes: number | null
  rtoMinutes: number | null
}

/** The system; null when there is none. `hold`: it is not archived until the transaction ends. */
export async function readPlanSystem(id: string, on: Sql = sql(), hold = false): Promise<PlanSystem | null> {
  const { rows } = await on.query<PlanSystem>(
    `select id, name, team_id as "teamId", is_self as "isSelf", archived_at as "archivedAt", time_zone as "timeZone",
            maintenance_window as "maintenanceWindow", rpo_minutes as "rpoMinutes", rto_minutes as "rtoMinutes"
       from system where id = $1::uuid ${hold ? 'for share' : ''}`,
    [id],
  )
  return rows[0] ?? null
}

/** Where the backups of a target lie. */
export async function readBackupPlace(targetId: string, on: Sql = sql()): Promise<TargetConfig<'backup'>> {
  const { rows } = await on.query<{ config: TargetConfig<'backup'> }>(
    `select config from target where id = $1 and kind = 'backup'`,
    [targetId],
  )
  const [row] = rows
  if (!row) throw new Error(`no backup target ${targetId}`)
  return row.config
}

/** Whether the system has this database as a target. */
export async function isSourceTarget(tx: Transaction, systemId: string, targetId: string): Promise<boolean> {
  return (await tx.target.count({ where: { id: targetId, systemId, kind: 'postgres' } })) > 0
}
