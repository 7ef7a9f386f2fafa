import type { Transaction } from '@/lib/db/database'
import type { Writing } from './change-store'

/** Lets a checklist count for these systems; returns those for which it did not count before. */
export async function assignSystems(
  tx: Transaction,
  checklistId: string,
  systemIds: readonly string[],
  { at, byId }: Writing,
): Promise<string[]> {
  const rows = await tx.checklistAssignment.createManyAndReturn({
    data: systemIds.map((systemId) => ({ checklistId, systemId, assignedAt: at, assignedById: byId })),
    skipDuplicates: true,
    select: { systemId: true },
  })
  return rows.map(({ systemId }) => systemId)
}

/** Ends that a checklist counts for these systems; returns those for which it did. Their answers stay. */
export async function unassignSystems(
  tx: Transaction,
  checklistId: string,
  systemIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ systemId: string }[]>`
    delete from checklist_assignment where checklist_id = ${checklistId}::uuid and system_id = any(${[...systemIds]}::uuid[])
    returning system_id as "systemId"`
  return rows.map(({ systemId }) => systemId)
}

/** Lets a checklist count for every system that is not archived; returns how many. */
export async function assignEverySystem(
  tx: Transaction,
  checklistId: string,
  { at, byId }: Writing,
): Promise<number> {
  return tx.$executeRaw`
    insert into checklist_assignment (system_id, checklist_id, assigned_at, assigned_by_id)
    select id, ${checklistId}::uuid, ${at}, ${byId}::uuid from system where archived_at is null
    on conflict do nothing`
}

/** Systems locked for an assignment, with what decides who may do it; archived ones are left out. */
export async function lockSystems(
  tx: Transaction,
  ids: readonly string[],
): Promise<{ id: string; name: string; teamId: string | null }[]> {
  return tx.$queryRaw`
    select id, name, team_id as "teamId" from system
     where id = any(${[...ids]}::uuid[]) and archived_at is null order by id for update`
}

/** The id of a checklist with a published version that is in use; null when there is none of this key. */
export async function findUsedChecklist(tx: Transaction, key: string): Promise<string | null> {
  const row = await tx.checklist.findFirst({
    where: { key, retiredAt: null, versions: { some: { state: 'published' } } },
    select: { id: true },
  })
  return row?.id ?? null
}
