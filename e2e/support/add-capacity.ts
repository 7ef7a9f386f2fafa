import { prisma, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { World } from './world'

const day = 86_400_000

/** A disk of the system that fills by half a percent a day, measured for 60 days, and its forecast of today. */
export async function addCapacity(
  of: { systemId: string; targetId: string },
  now: Date,
): Promise<Pick<World, 'capacityCheckId'>> {
  const [checkId, seriesId] = [newId(), newId()]
  await prisma().check.create({
    data: {
      id: checkId,
      ...of,
      kind: 'host.disk_free',
      name: 'Disk space',
      config: {},
      intervalSeconds: 300,
      graceSeconds: 300,
      timeoutMs: 10_000,
      failAfter: 1,
      okAfter: 2,
      createdAt: now,
      schedule: { create: { nextDueAt: new Date(now.getTime() + 400 * day) } },
    },
  })
  await prisma().series.create({ data: { id: seriesId, checkId, key: '/var', unit: '%' } })
  const midnight = Math.floor(now.getTime() / day) * day
  for (let ago = 60; ago > 0; ago--) {
    const value = 80 - 0.5 * ago
    await sql().query(
      'insert into sample_day (series_id, at, min, max, sum, count, last) values ($1, $2, $3, $3, $3, 1, $3)',
      [seriesId, new Date(midnight - ago * day), value],
    )
  }
  const path = Array.from({ length: 45 }, (_unused, index) => {
    const middle = Math.min(100, 80 + 2 * index)
    return [now.getTime() + (index + 1) * 4 * day, middle - 2, middle, Math.min(100, middle + 2)]
  })
  await prisma().capacityForecast.create({
    data: {
      checkId,
      key: '/var',
      day: new Date(midnight),
      systemId: of.systemId,
      computedAt: now,
      resource: '/var',
      measure: 'disk',
      status: 'reaches',
      value: 80,
      unit: '%',
      limitValue: 95,
      limitLabel: '95 %, where its check fails',
      direction: 'up',
      growthPerWeek: 3.5,
      earliest: new Date(now.getTime() + 40 * day),
      middle: new Date(now.getTime() + 45 * day),
      latest: new Date(now.getTime() + 52 * day),
      historyDays: 60,
      neededDays: 14,
      method: 'theil-sen',
      explanation: 'Median of the slopes (Theil–Sen) of 60 days.',
      path,
      newest: true,
    },
  })
  return { capacityCheckId: checkId }
}
