import { prisma } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import type { World } from './world'

const hour = 3_600_000

/** A setting and two roles that nobody announced, a release that somebody did, and what was seen last. */
export async function addChanges(
  { systemId, checkId }: { systemId: string; checkId: string },
  createdById: string,
  now: Date,
): Promise<Pick<World, 'changeId' | 'announcementId'>> {
  const ago = (hours: number) => new Date(now.getTime() - hours * hour)
  const [changeId, announcementId] = [newId(), newId()]
  await prisma().observation.create({
    data: {
      checkId,
      hash: 'seen',
      basis: 'asked',
      facts: { setting: { max_connections: '200' }, role: { app: 'login' } },
      unseen: { role: ago(5).toISOString() },
      observedAt: now,
      changedAt: ago(2),
    },
  })
  await prisma().changeAnnouncement.create({
    data: {
      id: announcementId,
      systemId,
      kind: 'deploy',
      title: 'Release 2026.11.3',
      startsAt: ago(9),
      endsAt: ago(8),
      createdById,
      createdAt: ago(10),
    },
  })
  const seen = { systemId, checkId, place: 'orders.example.com:5432/orders', inWindow: false }
  const unexpected = { ...seen, expectation: 'unexpected' }
  await prisma().systemChange.createMany({
    data: [
      {
        ...unexpected,
        id: changeId,
        at: ago(2),
        lastSeenBefore: ago(3),
        subject: 'setting',
        key: 'max_connections',
        kind: 'changed',
        before: '100',
        after: '200',
      },
      ...['night_shift', 'reporting'].map((key) => ({
        ...unexpected,
        id: newId(),
        at: ago(4),
        lastSeenBefore: ago(5),
        subject: 'role',
        key,
        kind: 'added',
        before: null,
        after: 'login, member of pg_read_all_data',
      })),
      {
        ...seen,
        id: newId(),
        at: ago(8.5),
        lastSeenBefore: ago(9.5),
        subject: 'schema',
        key: 'table public.orders',
        kind: 'changed',
        before: '7 columns · owner app · definition 0a1b2c3d4e5f',
        after: '8 columns · owner app · definition 5f4e3d2c1b0a',
        expectation: 'announced',
        announcementId,
      },
    ],
  })
  return { changeId, announcementId }
}
