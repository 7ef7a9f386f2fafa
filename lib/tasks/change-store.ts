import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { Json } from '@/lib/json'
import type { Schedule } from './schedule-schema'
import type { TaskEventType, TaskTier } from './schema'

// What people do to tasks and occurrences. Plans are made in plan-store.ts, lists are read elsewhere.

/** Plain facts for history and audit. */
export type JsonObject = { [key: string]: Json }

/** What a person decides about a task. */
export interface TaskFields {
  tier: TaskTier
  title: string
  why: string
  procedure: string
  expectedMinutes: number
  evidenceWanted: string
  evidencePolicy: string
  measureLabel: string | null
  measureUnit: string | null
  idempotent: string
  idempotentProof: string
  needsDowntime: boolean
  needsVerification: boolean
  automation: string
  provenByKinds: string[]
  schedule: Schedule
  timeZone: string
  anchor: string
  afterTaskId: string | null
  graceMinutes: number
  ownerId: string | null
}

/** A task with its system's facts that decide who may change it. */
export interface StoredTask extends TaskFields {
  id: string
  systemId: string
  key: string
  startsAt: Date
  plannedUntil: Date | null
  pausedAt: Date | null
  pausedUntil: Date | null
  pausedReason: string | null
  revision: number
  archivedAt: Date | null
  system: {
    id: string
    name: string
    teamId: string | null
    ownerId: string | null
    timeZone: string
    maintenanceWindow: string | null
    archivedAt: Date | null
  }
}

const system = {
  select: {
    id: true,
    name: true,
    teamId: true,
    ownerId: true,
    timeZone: true,
    maintenanceWindow: true,
    archivedAt: true,
  },
} as const

/** Stores new tasks; those that others follow come first. */
export async function insertTasks(
  tx: Transaction,
  tasks: readonly (TaskFields & {
    id: string
    systemId: string
    key: string
    startsAt: Date
    createdAt: Date
  })[],
): Promise<void> {
  // One by one, in their order: a task may follow one of the same list.
  for (const task of tasks) await tx.maintenanceTask.create({ data: task })
}

/** One task; null when there is none. */
export async function findTask(tx: Transaction, id: string): Promise<StoredTask | null> {
  const row = await tx.maintenanceTask.findUnique({ where: { id }, include: { system } })
  return row && { ...row, tier: row.tier as TaskTier, schedule: row.schedule as unknown as Schedule }
}

/** One task, locked until the transaction ends. */
export async function lockTask(tx: Transaction, id: string): Promise<StoredTask | null> {
  await tx.$queryRaw`select 1 as locked from maintenance_task where id = ${id}::uuid for update`
  return findTask(tx, id)
}

/** The living tasks of a system, locked in one order: whoever links tasks needs all of them. */
export async function lockTasksOf(
  tx: Transaction,
  systemId: string,
): Promise<{ id: string; key: string; title: string; tier: TaskTier; afterId: string | null }[]> {
  await tx.$queryRaw`
    select 1 as locked from maintenance_task where system_id = ${systemId}::uuid order by id for update`
  const rows = await tx.maintenanceTask.findMany({
    where: { systemId, archivedAt: null },
    select: { id: true, key: true, title: true, tier: true, afterTaskId: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ afterTaskId, tier, ...row }) => ({
    ...row,
    tier: tier as TaskTier,
    afterId: afterTaskId,
  }))
}

/** Keys that tasks of a system have or had: a key is never given twice. */
export async function keysOf(tx: Transaction, systemId: string): Promise<Set<string>> {
  const rows = await tx.maintenanceTask.findMany({ where: { systemId }, select: { key: true } })
  return new Set(rows.map(({ key }) => key))
}

export type TaskUpdate = Partial<
  TaskFields & {
    pausedAt: Date | null
    pausedUntil: Date | null
    pausedReason: string | null
    archivedAt: Date
  }
>

/** Changes a task; whoever calls holds its lock. */
export async function updateTask(tx: Transaction, id: string, update: TaskUpdate): Promise<void> {
  await tx.maintenanceTask.update({ where: { id }, data: { ...update, revision: { increment: 1 } } })
}

/** Tasks that followed this one follow nothing any more. Returns them. */
export async function freeFollowers(
  tx: Transaction,
  taskId: string,
): Promise<{ id: string; title: string }[]> {
  const followers = await tx.maintenanceTask.findMany({
    where: { afterTaskId: taskId, archivedAt: null },
    select: { id: true, title: true },
    orderBy: { id: 'asc' },
  })
  await tx.maintenanceTask.updateMany({
    where: { id: { in: followers.map(({ id }) => id) } },
    data: { afterTaskId: null, revision: { increment: 1 } },
  })
  return followers
}

/** Appends lines to the history of tasks. */
export async function appendTaskEvents(
  tx: Transaction,
  events: readonly {
    taskId: string
    occurrenceId?: string
    at: Date
    actor: { id: string; email: string }
    type: TaskEventType
    before?: JsonObject
    after?: JsonObject
    comment?: string
  }[],
): Promise<void> {
  await tx.taskEvent.createMany({
    data: events.map(({ actor, ...event }) => ({
      id: newId(),
      ...event,
      actorId: actor.id,
      actorLabel: actor.email,
    })),
  })
}
