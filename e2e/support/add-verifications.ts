import { prisma } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { storeLines } from '@/lib/jobs/stored-lines-store'
import { chosenAreas, differenceLines } from '@/lib/verifications/chosen-areas'
import { type ComparisonSummary, createTally, encodeDifference } from '@/lib/verifications/comparison'
import type { GuidedConfig, GuidedState } from '@/lib/verifications/guided-schema'
import type { Accepted } from '@/lib/verifications/guided-store'
import type { Difference } from '@/lib/verifications/guided-view'
import { payloadOf, signatureOf } from '@/lib/verifications/sign-result'
import type { SnapshotSummary } from '@/lib/verifications/snapshot'
import type { World } from './world'

const config: GuidedConfig = {
  databases: [
    {
      name: 'orders',
      before: { type: 'sqlite', path: '/srv/old/orders.sqlite' },
      after: { type: 'sqlite', path: '/srv/new/orders.sqlite' },
    },
  ],
  folders: [{ name: 'uploads', before: '/srv/old/uploads', after: '/srv/new/uploads' }],
  volumes: [],
  rows: [],
  dependencies: [],
  jobs: [],
  without: [],
}

const seen = (files: number): SnapshotSummary => ({
  databases: [
    {
      name: 'orders',
      place: '/srv/orders.sqlite',
      version: 'SQLite 3.46',
      tables: 12,
      rows: 128_044,
      writes: null,
      writesMeanwhile: null,
      keptTables: [],
      unread: 0,
      fault: null,
    },
  ],
  folders: [
    {
      name: 'uploads',
      place: '/srv/uploads',
      files,
      bytes: 418_000_000,
      sampled: files,
      changedMeanwhile: 0,
      fault: null,
    },
  ],
  references: [],
  volumes: [],
  dependencies: [],
})

const allFiles = 1_416

const gone = (key: string): Difference => ({
  area: 'files',
  part: 'files',
  key: `uploads: ${key}`,
  kind: 'missing',
  before: '84 kB',
  after: null,
})
const differences = [
  ...['2026/10/invoice-1412.pdf', '2026/11/invoice-1415.pdf', '2026/11/scan-7.pdf'].map(gone),
  gone('cache/thumbnail-9.png'),
]

interface Making {
  systemId: string
  person: { id: string; name: string }
  now: Date
}

interface Wish {
  title: string
  state: GuidedState
  isMigrated?: boolean
  differences?: readonly Difference[]
  accepted?: readonly Accepted[]
  isSigned?: boolean
}

async function addSnapshot(guidedId: string, side: 'before' | 'after', files: number, at: Date) {
  const id = newId()
  const summary = seen(files)
  await prisma().verificationSnapshot.create({
    data: { id, guidedId, side, takenAt: at, createdAt: at, summary: structuredClone(summary) as object },
  })
  return { id, takenAt: at, summary }
}

/** One at the step that is wished, with all that came before it. */
async function addGuided(making: Making, wish: Wish): Promise<string> {
  const { systemId, person, now } = making
  const { title, state, isMigrated = false, accepted = [] } = wish
  const id = newId()
  const [beforeAt, migratedAt] = [new Date(now.getTime() - 7_200_000), new Date(now.getTime() - 3_600_000)]
  const migrationId = isMigrated ? newId() : null
  const proof = { systemId, kind: 'migration', title, note: '', recordedAt: now }
  if (migrationId)
    await prisma().migration.create({ data: { id: migrationId, ...proof, happenedAt: migratedAt } })
  await prisma().guidedVerification.create({
    data: {
      id,
      systemId,
      title,
      state,
      config: structuredClone(config) as object,
      secrets: {},
      accepted: structuredClone(accepted) as object[],
      migrationId,
      migratedAt: isMigrated ? migratedAt : null,
      createdById: person.id,
      createdAt: beforeAt,
    },
  })
  if (state === 'planned') return id
  const before = await addSnapshot(id, 'before', allFiles, beforeAt)
  if (state === 'before-taken') return id
  const after = await addSnapshot(id, 'after', allFiles - (wish.differences?.length ?? 0), now)
  const comparison = await addComparison(id, [before.id, after.id], wish, now)
  if (!wish.isSigned) return id
  const system = { id: systemId, name: 'orders-db' }
  const moved = { title, system, config, migratedAt, before, after, comparison, accepted }
  const statement = 'Writes were stopped from 02:00 to 02:40.'
  await sign(id, payloadOf({ ...moved, statement, signedAt: now, signedBy: person }), making)
  return id
}

async function addComparison(guidedId: string, [beforeId, afterId]: [string, string], wish: Wish, now: Date) {
  const { differences: found = [], accepted = [] } = wish
  const id = newId()
  const tally = createTally(chosenAreas(config), accepted)
  tally.equal('records', 12)
  tally.equal('files', allFiles - found.length)
  for (const difference of found) tally.add(difference)
  const summary: ComparisonSummary = { ...tally.result(), warnings: [], sha256: '0'.repeat(64) }
  const stored = structuredClone(summary) as object
  const at = { comparedAt: now, createdAt: now }
  await prisma().verificationComparison.create({
    data: { id, guidedId, beforeId, afterId, ...at, summary: stored },
  })
  await storeLines(id, differenceLines, found.map(encodeDifference))
  return { id, comparedAt: now, summary }
}

const sign = (id: string, payload: string, { person, now }: Making) =>
  prisma().guidedVerification.update({
    where: { id },
    data: {
      state: 'signed',
      signedAt: now,
      signedById: person.id,
      signature: signatureOf(payload),
      payload,
      recheckAt: new Date(now.getTime() + 7 * 86_400_000),
    },
  })

/** Guided verifications: one for each verb, one that is looked at, and one that is signed. */
export async function addVerifications(
  systemId: string,
  personId: string,
  now: Date,
): Promise<Pick<World, 'guided'>> {
  const making = { systemId, person: { id: personId, name: 'maintainer' }, now }
  const accepted: Accepted = {
    pattern: 'uploads: cache/*',
    area: 'files',
    kind: null,
    reason: 'Thumbnails are made anew when somebody looks.',
    byId: personId,
    by: 'maintainer',
    at: now.toISOString(),
  }
  const planned = { state: 'planned' } as const
  const looked = { state: 'before-taken' } as const
  const compared = { state: 'compared', isMigrated: true } as const
  const some = { ...compared, differences, accepted: [accepted] }
  const cache = differences.slice(3)
  const wishes: Record<keyof World['guided'], Wish> = {
    shown: { ...some, title: 'PostgreSQL 15 to 18' },
    toTakeBefore: { ...planned, title: 'To the new rack' },
    toMigrate: { ...looked, title: 'To another host' },
    toTakeAfter: { ...looked, title: 'To another zone', isMigrated: true },
    toCompare: { ...compared, title: 'To other disks' },
    toAccept: { ...compared, title: 'To another store of files', differences },
    toWithdraw: { ...some, title: 'To smaller disks' },
    toSign: { ...compared, title: 'To the cluster' },
    toCancel: { ...planned, title: 'To the cloud' },
    signed: { ...some, title: 'PostgreSQL 14 to 15', differences: cache, isSigned: true },
  }
  const made: [string, string][] = []
  for (const [name, wish] of Object.entries(wishes)) made.push([name, await addGuided(making, wish)])
  return { guided: Object.fromEntries(made) as World['guided'] }
}
