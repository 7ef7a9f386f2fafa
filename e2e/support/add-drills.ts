import { prisma } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { plainConfig } from '@/lib/drills/fill-plan-form'
import { drillReport } from './drill-report'
import type { World } from './world'

type Drills = Pick<World, 'drillTargetId' | 'drillPlans' | 'drillRunId' | 'jobId'>

async function addPlan(
  { systemId, personId, targetId }: { systemId: string; personId: string; targetId: string },
  name: string,
  now: Date,
  pausedAt: Date | null = null,
): Promise<string> {
  const id = newId()
  await prisma().drillPlan.create({
    data: {
      id,
      systemId,
      backupTargetId: targetId,
      name,
      config: plainConfig,
      secrets: {},
      tier: 'weekly',
      pausedAt,
      pausedReason: pausedAt && 'moving the backups',
      createdById: personId,
      createdAt: now,
    },
  })
  return id
}

/** Plans that prove a backup, one for each verb; a run that has ended, and the work that did it. */
export async function addDrills(systemId: string, personId: string, now: Date): Promise<Drills> {
  const [drillRunId, jobId, targetId] = [newId(), newId(), newId()]
  const address = '/var/backups/orders/*.dump'
  await prisma().target.create({
    data: {
      id: targetId,
      systemId,
      kind: 'backup',
      address,
      config: { path: '/var/backups/orders', pattern: '*.dump' },
      createdAt: now,
    },
  })
  const of = { systemId, personId, targetId }
  const drillPlans = {
    shown: await addPlan(of, 'Nightly dump of orders', now),
    toPause: await addPlan(of, 'Weekly dump of orders', now),
    paused: await addPlan(of, 'Monthly dump of orders', now, now),
    toRun: await addPlan(of, 'Quarterly dump of orders', now),
    toEnd: await addPlan(of, 'Dump of the old host', now),
  }
  const began = new Date(now.getTime() - 900_000)
  await prisma().drillRun.create({
    data: {
      id: drillRunId,
      planId: drillPlans.shown,
      systemId,
      config: plainConfig,
      requestedAt: began,
      finishedAt: now,
      report: structuredClone(drillReport(began)) as object,
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
      requestedAt: began,
      startedAt: began,
      finishedAt: now,
      attempts: 1,
      progress: { step: 'Counted', done: 15, total: 15, unit: 'tables' },
      log: 'orders-2026-11-14.dump: PostgreSQL custom dump in gzip\npg_restore: creating TABLE "public.orders"\n',
    },
  })
  return { drillTargetId: targetId, drillPlans, drillRunId, jobId }
}
