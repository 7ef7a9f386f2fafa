import { createHash } from 'node:crypto'
import { prisma } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { reportWeeks } from '@/lib/reports/testing/report-weeks'
import { storeTestReport } from '@/scripts/testing/report-fixture'
import type { World } from './world'

type Reports = Pick<World, 'reports' | 'reportRequestId' | 'reportShare'>

/** Two weekly reports, a request that waits, and a link to the newer one. */
export async function addReports(managerId: string, now: Date): Promise<Reports> {
  const typical = reportWeeks['a typical week']
  const period = {
    ...typical.period,
    week: '2026-W46',
    from: '2026-11-08T23:00:00.000Z',
    to: typical.period.from,
  }
  const reports: World['reports'] = [
    await storeTestReport({ ...reportWeeks['a quiet week'], period, asOf: period.to, builtAt: period.to }),
    await storeTestReport(typical),
  ]
  const reportRequestId = newId()
  await prisma().reportRequest.create({
    data: {
      id: reportRequestId,
      scope: 'instance',
      periodFrom: new Date(period.from),
      periodTo: new Date(period.to),
      zone: 'UTC',
      requestedById: managerId,
      requestedAt: now,
    },
  })
  const [id, token] = [newId(), 'a'.repeat(43)]
  await prisma().reportShare.create({
    data: {
      id,
      reportId: reports[1],
      tokenHash: createHash('sha256').update(token).digest('hex'),
      note: 'Board meeting',
      createdById: managerId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + 14 * 86_400_000),
    },
  })
  return { reports, reportRequestId, reportShare: { id, token } }
}
