import { sql, type Transaction } from '@/lib/db/database'
import type { Json } from '@/lib/json'
import type { TargetKind } from './target-address'

/** What a person may change about a system. */
export interface SystemFacts {
  name: string
  kind: string
  environment: string
  criticality: string
  ownerId: string | null
  backupOwnerId: string | null
  teamId: string | null
  runbookUrl: string | null
  timeZone: string
  rpoMinutes: number | null
  rtoMinutes: number | null
  reviewCadenceDays: number
  tags: string[]
  maintenanceWindow: string | null
  description: string
}

export interface EditableSystem extends SystemFacts {
  id: string
  isSelf: boolean
  archivedAt: Date | null
}

export interface EditableTarget {
  id: string
  systemId: string
  kind: TargetKind
  address: string
  config: Json
  secretSetAt: Date | null
  revision: number
}

/** Somebody who can own a system. */
export interface Person {
  id: string
  name: string
}

/** Everybody who can sign in, by name. */
export async function listPeople(): Promise<Person[]> {
  const { rows } = await sql().query<Person>(
    'select id, name from app_user where disabled_at is null order by name, id',
  )
  return rows
}

/** All teams by name. */
export async function listTeams(): Promise<Person[]> {
  const { rows } = await sql().query<Person>('select id, name from team order by name')
  return rows
}

/** Of these people those who can sign in: id and name. */
export async function activePeople(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.user.findMany({
    where: { id: { in: [...ids] }, disabledAt: null },
    select: { id: true, name: true },
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Whether there is a team with this id. */
export async function teamExists(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.team.count({ where: { id } })) > 0
}

/** Stores a new system. Throws when its name is taken. */
export async function insertSystem(
  tx: Transaction,
  system: Pick<SystemFacts, 'name' | 'kind' | 'environment' | 'criticality' | 'ownerId' | 'teamId'> & {
    id: string
    isSelf?: boolean
    description?: string
    createdAt: Date
  },
): Promise<void> {
  await tx.system.create({ data: { tags: [], ...system } })
}

/** Stores a target of a system; `secret` is sealed already, null where none is needed. */
export async function insertTarget(
  tx: Transaction,
  target: {
    id: string
    systemId: string
    kind: TargetKind
    address: string
    config: Json
    secret: string | null
    createdAt: Date
  },
): Promise<void> {
  await tx.target.create({
    data: {
      ...target,
      config: target.config ?? {},
      secretSetAt: target.secret === null ? null : target.createdAt,
    },
  })
}

/** Id of the system with this name, archived or not: names are unique for good. */
export async function systemIdByName(tx: Transaction, name: string): Promise<string | null> {
  const row = await tx.system.findUnique({ where: { name }, select: { id: true } })
  return row?.id ?? null
}

/** One system with everything that can be edited, locked until the transaction ends. */
export async function lockSystem(tx: Transaction, id: string): Promise<EditableSystem | null> {
  await tx.$queryRaw`select 1 from system where id = ${id}::uuid for update`
  return tx.system.findUnique({ where: { id } })
}

/** One system with the facts that people edit; null when there is none. */
export function findEditableSystem(tx: Transaction, id: string): Promise<EditableSystem | null> {
  return tx.system.findUnique({ where: { id } })
}

/** Changes the facts; workers that remember its checks load them anew, because findings go to its owner. */
export async function updateSystem(tx: Transaction, id: string, facts: SystemFacts): Promise<void> {
  await tx.system.update({ where: { id }, data: { ...facts } })
  await tx.check.updateMany({ where: { systemId: id }, data: { revision: { increment: 1 } } })
}

/** Takes a system out of all lists and its checks out of the schedule; runs and findings stay readable. */
export async function archiveSystem(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.system.update({ where: { id }, data: { archivedAt: now } })
  await tx.$executeRaw`
    delete from check_schedule where check_id in (select id from "check" where system_id = ${id}::uuid)`
}

/** The targets of a system, oldest first. */
export async function listEditableTargets(tx: Transaction, systemId: string): Promise<EditableTarget[]> {
  const rows = await tx.target.findMany({ where: { systemId }, orderBy: { createdAt: 'asc' } })
  return rows.map(asTarget)
}

/** One target, locked until the transaction ends. */
export async function lockTarget(tx: Transaction, id: string): Promise<EditableTarget | null> {
  await tx.$queryRaw`select 1 from target where id = ${id}::uuid for update`
  const row = await tx.target.findUnique({ where: { id } })
  return row && asTarget(row)
}

/** Sets or clears a secret; `secret` is sealed. */
export async function updateSecret(
  tx: Transaction,
  id: string,
  secret: string | null,
  now: Date,
): Promise<void> {
  await tx.target.update({
    where: { id },
    data: { secret, secretSetAt: secret === null ? null : now, revision: { increment: 1 } },
  })
}

/** Moves a target; with `dropSecret` its secret does not go along. */
export async function updateTargetAddress(
  tx: Transaction,
  id: string,
  to: { address: string; config: Json },
  dropSecret: boolean,
): Promise<void> {
  await tx.target.update({
    where: { id },
    data: {
      address: to.address,
      config: to.config ?? {},
      revision: { increment: 1 },
      ...(dropSecret ? { secret: null, secretSetAt: null } : {}),
    },
  })
}

function asTarget(row: {
  id: string
  systemId: string
  kind: string
  address: string
  config: unknown
  secretSetAt: Date | null
  revision: number
}): EditableTarget {
  const { id, systemId, kind, address, config, secretSetAt, revision } = row
  return { id, systemId, kind: kind as TargetKind, address, config: config as Json, secretSetAt, revision }
}

/** Checks of a target become due at once. */
export async function makeTargetDue(tx: Transaction, targetId: string): Promise<void> {
  await tx.$executeRaw`
    update check_schedule set next_due_at = app_now()
     where check_id in (
       select s.check_id from check_schedule s join "check" c on c.id = s.check_id
        where c.target_id = ${targetId}::uuid order by s.check_id for update of s)`
}
