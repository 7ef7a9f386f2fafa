import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { checkFacts } from './check-store'
import { diskSeries } from './disk-store'
import { expiryFacts } from './expiry-store'
import { findingFacts } from './finding-store'
import { incidentFacts } from './incident-store'
import { alertFacts, drillFacts, migrationFacts } from './proof-store'
import type { SystemFact, SystemFacts } from './system-facts'
import { taskFacts } from './task-store'
import { walkthroughFacts } from './walkthrough-store'

/** How many systems are read at once: enough to ask rarely, few enough to stay small with a thousand. */
export const factsBatch = 25

/**
 * Everything that is known of these systems, in the order asked for; one that does not exist is left out. A dozen
 * statements for each batch of systems. Whoever walks the whole estate takes `eachSystemFacts`, which keeps only one
 * batch in memory.
 */
export async function loadSystemFacts(systemIds: readonly string[], on: Sql = sql()): Promise<SystemFacts[]> {
  const loaded: SystemFacts[] = []
  for (let start = 0; start < systemIds.length; start += factsBatch) {
    loaded.push(...(await loadBatch(systemIds.slice(start, start + factsBatch), on)))
  }
  return loaded
}

/** The facts of many systems, batch by batch; of all that are not archived when none are named. */
export async function* eachSystemFacts(
  systemIds?: readonly string[],
  on: Sql = sql(),
): AsyncGenerator<SystemFacts[]> {
  const ids = systemIds ?? (await listSystemIds(on))
  for (let start = 0; start < ids.length; start += factsBatch) {
    yield await loadBatch(ids.slice(start, start + factsBatch), on)
  }
}

/** Every system that is not archived, by name. */
export async function listSystemIds(on: Sql = sql()): Promise<string[]> {
  const { rows } = await on.query<{ id: string }>(
    'select id from system where archived_at is null order by name, id',
  )
  return rows.map(({ id }) => id)
}

async function loadBatch(ids: readonly string[], on: Sql): Promise<SystemFacts[]> {
  const heads = await readHeads(ids, on)
  const [first] = heads
  if (!first) return []
  const { now } = first
  // One after the other: inside a transaction there is one connection, and the pool serves others meanwhile.
  const targets = await readTargets(ids, on)
  const checks = await checkFacts(ids, on)
  const findings = await findingFacts(ids, now, on)
  const tasks = await taskFacts(ids, now, on)
  const drills = await drillFacts(ids, now, on)
  const migrations = await migrationFacts(ids, now, on)
  const alerts = await alertFacts(ids, now, on)
  const walkthroughs = await walkthroughFacts(ids, now, on)
  const incidents = await incidentFacts(ids, now, on)
  const disks = await diskSeries(ids, now, on)
  const expiries = await expiryFacts(ids, now, on)
  const needs = await readDependencies(ids, 'system_id', 'depends_on_id', on)
  const neededBy = await readDependencies(ids, 'depends_on_id', 'system_id', on)
  return heads.map(({ reviewedAt, ...head }) => ({
    now,
    system: systemFact(head),
    targets: targets.get(head.id) ?? [],
    checks: checks.get(head.id) ?? [],
    findings: findings.get(head.id) ?? [],
    tasks: tasks.get(head.id) ?? [],
    drills: drills.get(head.id) ?? [],
    migrations: migrations.get(head.id) ?? [],
    alerts: alerts.get(head.id) ?? [],
    walkthroughs: walkthroughs.get(head.id) ?? [],
    incidents: incidents.get(head.id) ?? [],
    dependencies: needs.get(head.id) ?? [],
    dependents: neededBy.get(head.id) ?? [],
    reviewedAt,
    disks: disks.get(head.id) ?? [],
    expiries: expiries.get(head.id) ?? [],
  }))
}

interface Head extends Omit<SystemFact, 'owner' | 'backupOwner'> {
  now: Date
  ownerId: string | null
  ownerName: string | null
  backupOwnerId: string | null
  backupOwnerName: string | null
  reviewedAt: Date | null
}

async function readHeads(ids: readonly string[], on: Sql): Promise<Head[]> {
  const { rows } = await on.query<Head>(
    `select y.id, y.name, y.kind, y.environment, y.criticality, y.is_self as "isSelf", y.team_id as "teamId",
            o.id as "ownerId", o.name as "ownerName", b.id as "backupOwnerId", b.name as "backupOwnerName",
            y.runbook_url as "runbookUrl", y.time_zone as "timeZone", y.rpo_minutes as "rpoMinutes",
            y.rto_minutes as "rtoMinutes", y.maintenance_window as "maintenanceWindow",
            y.review_cadence_days as "reviewCadenceDays", y.created_at as "createdAt",
            greatest(y.created_at, (
              select max(a.at) from audit_entry a
               where a.entity = 'system' and a.entity_id = y.id::text and a.actor_id is not null
                 and a.action in ('system.edit', 'system.complete'))) as "editedAt",
            (select max(r.closed_at) from review r where r.system_id = y.id and r.state = 'closed') as "reviewedAt",
            (select app_now()) as now
       from unnest($1::uuid[]) with ordinality as asked(id, position) join system y on y.id = asked.id
            left join app_user o on o.id = y.owner_id left join app_user b on b.id = y.backup_owner_id
      order by asked.position`,
    [ids],
  )
  return rows
}

function systemFact(head: Omit<Head, 'reviewedAt'>): SystemFact {
  const { now: _, ownerId, ownerName, backupOwnerId, backupOwnerName, ...fact } = head
  return {
    ...fact,
    owner: ownerId === null ? null : { id: ownerId, name: ownerName ?? '' },
    backupOwner: backupOwnerId === null ? null : { id: backupOwnerId, name: backupOwnerName ?? '' },
  }
}

type Target = SystemFacts['targets'][number]

async function readTargets(ids: readonly string[], on: Sql): Promise<Map<string, Target[]>> {
  const { rows } = await on.query<{ systemId: string; targets: Target[] }>(
    `select system_id as "systemId",
            json_agg(json_build_object('id', id, 'kind', kind, 'address', address) order by created_at, id) as targets
       from target where system_id = any($1) group by system_id`,
    [ids],
  )
  return new Map(rows.map(({ systemId, targets }) => [systemId, targets]))
}

type Dependency = SystemFacts['dependencies'][number]

async function readDependencies(
  ids: readonly string[],
  self: 'system_id' | 'depends_on_id',
  other: 'system_id' | 'depends_on_id',
  on: Sql,
): Promise<Map<string, Dependency[]>> {
  const { rows } = await on.query<{ systemId: string; others: Dependency[] }>(
    `select d.${self} as "systemId",
            json_agg(json_build_object('id', y.id, 'name', y.name, 'purpose', d.purpose, 'currentChecks', (
              select count(*) from "check" c join check_state s on s.check_id = c.id
               where c.system_id = y.id and s.verdict not in ('unknown', 'not-applicable')
                 and s.stale_after > (select app_now())
                 and (c.paused_at is null or c.paused_until <= (select app_now())))) order by y.name) as others
       from system_dependency d join system y on y.id = d.${other} and y.archived_at is null
      where d.${self} = any($1) group by 1`,
    [ids],
  )
  return new Map(rows.map(({ systemId, others }) => [systemId, others]))
}
