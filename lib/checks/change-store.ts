import type { Transaction } from '@/lib/db/database'
import type { Json } from '@/lib/json'
import { makeDue, type NewCheck } from './store'

/** A check with its system's facts that decide who may change it. */
export interface EditableCheck extends NewCheck {
  id: string
  revision: number
  pausedAt: Date | null
  pausedUntil: Date | null
  pausedReason: string | null
  system: { id: string; name: string; teamId: string | null; isSelf: boolean; archivedAt: Date | null }
}

/** One check, locked until the transaction ends. */
export async function lockCheck(tx: Transaction, id: string): Promise<EditableCheck | null> {
  await tx.$queryRaw`select 1 from "check" where id = ${id}::uuid for update`
  return findEditableCheck(tx, id)
}

/** A check with its settings and what of its system decides who may edit it; null when there is none. */
export async function findEditableCheck(tx: Transaction, id: string): Promise<EditableCheck | null> {
  const row = await tx.check.findUnique({
    where: { id },
    include: { system: { select: { id: true, name: true, teamId: true, isSelf: true, archivedAt: true } } },
  })
  return row && { ...row, config: row.config as Json }
}

/** Ids of a system's checks that are not paused. */
export async function runnableCheckIds(tx: Transaction, systemId: string): Promise<string[]> {
  const rows = await tx.check.findMany({
    where: { systemId, pausedAt: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id }) => id)
}

/** Marks a check as paused until a given moment; running workers load it anew. Throws when it does not exist. */
export async function pauseCheck(
  tx: Transaction,
  id: string,
  pause: { at: Date; until: Date; reason: string },
): Promise<void> {
  await tx.check.update({
    where: { id },
    data: {
      pausedAt: pause.at,
      pausedUntil: pause.until,
      pausedReason: pause.reason,
      revision: { increment: 1 },
    },
  })
}

/** Ends a pause; the check is due at once. */
export async function resumeCheck(tx: Transaction, id: string): Promise<void> {
  await tx.check.update({
    where: { id },
    data: { pausedAt: null, pausedUntil: null, pausedReason: null, revision: { increment: 1 } },
  })
  await makeDue(tx, [id])
}

/** New settings; they are tried at once, so that the page shows what they mean. */
export async function updateCheck(
  tx: Transaction,
  id: string,
  change: Pick<NewCheck, 'name' | 'config' | 'intervalSeconds' | 'graceSeconds' | 'timeoutMs' | 'failAfter'>,
): Promise<void> {
  await tx.check.update({
    where: { id },
    data: { ...change, config: change.config ?? {}, revision: { increment: 1 } },
  })
  await makeDue(tx, [id])
}
