import { prisma } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { World } from './world'

type Drills = Pick<World, 'drillPlanId' | 'drillRunId' | 'jobId'>

/** A plan that proves a backup, a run of it that has ended, and the work that did it. */
export async function addDrills(systemId: string, personId: string, now: Date): Promise<Drills> {
  const [drillPlanId, drillRunId, jobId, backupTargetId] = [newId(), newId(), newId(), newId()]
  await prisma().target.create({
    data: {
      id: backupTargetId,
      systemId,
      kind: 'backup',
      address: '/var/backups/orders/*.dump',
      config: { pattern: '/var/backups/orders/*.dump' },
      createdAt: now,
    },
  })
  await prisma().longJob.create({
    data: {
      id: jobId,
      kind: 'drill',
      subjectId: drillRunId,
      systemId,
      state: 'done',
      requestedById: personId,
      requestedAt: now,
      startedAt: now,
      finishedAt: now,
      attempts: 1,
      progress: { step: 'Proven', done: 1, total: 1, unit: 'restore' },
      log: 'orders-2026-11-14.dump: custom format, PostgreSQL 15.8\n',
    },
  })
  return { drillPlanId, drillRunId, jobId }
}
