import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addEvidence } from '@/lib/evidence/service'
import { parseInput } from '@/lib/parse-input'
import { audited } from '@/scripts/testing/audited'
import { addSystem } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { verificationAreas, verificationForm } from './schema'
import {
  getMigration,
  listMigrations,
  migrationTotals,
  openVerification,
  recordMigration,
  saveVerification,
} from './service'

const now = new Date('2026-11-23T12:00:00Z')
let database: TestDatabase
let cast: Cast
let maintainer: Viewer
let system: { id: string }

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  cast = await createCast()
  maintainer = cast.people.maintainer
  system = await addSystem(now, 'orders-db')
  await sql().query('update system set team_id = $2 where id = $1', [system.id, cast.team])
})
afterAll(() => database.drop())

const migration = (over: object = {}) => ({
  kind: 'migration' as const,
  title: 'PostgreSQL 17 to 18',
  happenedAt: '2026-11-20T22:00',
  note: '',
  ...over,
})
const areas = (revision: number, over: Record<string, string> = {}) =>
  parseInput(verificationForm, {
    revision: String(revision),
    ...Object.fromEntries(verificationAreas.map((area) => [`${area}Outcome`, 'verified'])),
    ...over,
  })
const evidence = async () => [
  (await addEvidence(maintainer, { systemId: system.id, kind: 'note', text: 'compared' })).id,
]
const verificationOf = async (id: string) => {
  const [verification] = (await getMigration(maintainer, system.id, id)).verifications
  if (!verification) throw new Error('no verification')
  return verification
}

describe('a migration on record', () => {
  it('opens a verification of five areas that nobody has looked at', async () => {
    const { result, row } = await audited('migration.record', () =>
      recordMigration(maintainer, system.id, migration()),
    )
    expect(row).toMatchObject({ entity: 'migration', entity_id: result.id })
    expect(await getMigration(maintainer, system.id, result.id)).toMatchObject({
      title: 'PostgreSQL 17 to 18',
      happenedAt: '2026-11-20T22:00:00.000Z',
      recordedBy: 'mia',
    })
    const verification = await verificationOf(result.id)
    expect(verification).toMatchObject({ state: 'open', source: 'person', openedBy: 'mia' })
    expect(verification.items.map(({ outcome }) => outcome)).toEqual(Array(5).fill('not-checked'))
  })

  it('closes when every area is decided, nothing is missing and something shows it; then it stays', async () => {
    const { id } = await recordMigration(maintainer, system.id, migration())
    const verification = await verificationOf(id)
    const save = (form: ReturnType<typeof areas>, ids: string[] = []) =>
      saveVerification(maintainer, { systemId: system.id, id: verification.id }, form, ids)
    const lost = { filesOutcome: 'missing', filesExpected: '12', filesFound: '9' }
    await audited('verification.save', () => save(areas(1, { ...lost, jobsOutcome: 'not-checked' })))
    await expect(save(areas(2, { ...lost, close: 'yes' }), await evidence())).rejects.toMatchObject({
      kind: 'invalid',
      fields: { filesOutcome: expect.stringContaining('3 missing') },
    })
    await expect(
      save(areas(2, { jobsOutcome: 'not-checked', close: 'yes' }), await evidence()),
    ).rejects.toMatchObject({ fields: { jobsOutcome: expect.stringContaining('not checked') } })
    await expect(save(areas(2, { close: 'yes' }))).rejects.toMatchObject({
      fields: { evidenceIds: expect.any(String) },
    })
    const ids = await evidence()
    const { row } = await audited('verification.close', () => save(areas(2, { close: 'yes' }), ids))
    expect(row.before).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ missing: 3 })]),
    })
    expect(await verificationOf(id)).toMatchObject({
      state: 'closed',
      closedBy: 'mia',
      closedAt: now.toISOString(),
      evidenceIds: ids,
    })
    await expect(save(areas(3))).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('loses no answer when two save at once', async () => {
    const { id } = await recordMigration(maintainer, system.id, migration())
    const verification = await verificationOf(id)
    const both = await Promise.allSettled(
      [maintainer, cast.people.manager].map((who) =>
        saveVerification(who, { systemId: system.id, id: verification.id }, areas(1), []),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'conflict' } })
  })

  it('can be verified again once its verification is closed', async () => {
    const { id } = await recordMigration(maintainer, system.id, migration())
    await expect(openVerification(maintainer, id)).rejects.toMatchObject({ kind: 'conflict' })
    const verification = await verificationOf(id)
    await saveVerification(
      maintainer,
      { systemId: system.id, id: verification.id },
      areas(1, { close: 'yes' }),
      await evidence(),
    )
    await audited('verification.open', () => openVerification(maintainer, id))
    const { verifications } = await getMigration(maintainer, system.id, id)
    expect(verifications.map(({ state }) => state)).toContain('open')
    expect(verifications).toHaveLength(2)
  })

  it('cannot have happened tomorrow, or at no time', async () => {
    for (const happenedAt of ['2026-11-24T12:00', 'soon'])
      await expect(recordMigration(maintainer, system.id, migration({ happenedAt }))).rejects.toMatchObject({
        kind: 'invalid',
        fields: { happenedAt: expect.any(String) },
      })
  })

  it('is written by those who maintain the system', async () => {
    const { id } = await recordMigration(maintainer, system.id, migration())
    const verification = await verificationOf(id)
    for (const who of ['viewer', 'outsider'] as const) {
      const viewer = cast.people[who]
      for (const work of [
        () => recordMigration(viewer, system.id, migration()),
        () => saveVerification(viewer, { systemId: system.id, id: verification.id }, areas(1), []),
        () => openVerification(viewer, id),
      ])
        await expect(work()).rejects.toMatchObject({ kind: 'forbidden' })
    }
    await expect(
      saveVerification(maintainer, { systemId: newId(), id: verification.id }, areas(1), []),
    ).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(openVerification(maintainer, 'x')).rejects.toMatchObject({ kind: 'not-found' })
    await expect(getMigration(maintainer, newId(), id)).rejects.toMatchObject({ kind: 'not-found' })
    expect((await listMigrations(maintainer, system.id)).total).toBe(5)
  })
})

it('all migrations of a system are counted, also those that are not on the page', async () => {
  const many = await addSystem(now, 'moved-often')
  await sql().query('update system set team_id = $2 where id = $1', [many.id, cast.team])
  const [first] = await Promise.all(
    Array.from({ length: 27 }, (_, index) =>
      recordMigration(maintainer, many.id, migration({ title: `Move ${index}` })),
    ),
  )
  await sql().query(
    `update verification set items = jsonb_set(items, '{0,missing}', '3') where migration_id = $1`,
    [first?.id],
  )
  await sql().query(
    `update verification set state = 'closed', closed_at = app_now() where migration_id in (
       select id from migration where system_id = $1 and id <> $2 order by id limit 20)`,
    [many.id, first?.id],
  )
  expect(await migrationTotals(maintainer, many.id)).toEqual({ unverified: 7, missing: 3 })
})
