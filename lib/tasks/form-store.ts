import { prisma } from '@/lib/db/database'
import type { TaskTier } from './schema'

/** The living tasks of a system by title, with what each follows. */
export async function listTasksOf(
  systemId: string,
): Promise<{ id: string; title: string; tier: TaskTier; afterId: string | null }[]> {
  const rows = await prisma().maintenanceTask.findMany({
    where: { systemId, archivedAt: null },
    select: { id: true, title: true, tier: true, afterTaskId: true },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ afterTaskId, tier, ...row }) => ({
    ...row,
    tier: tier as TaskTier,
    afterId: afterTaskId,
  }))
}
