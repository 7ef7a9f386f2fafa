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
import { drillForm } from './schema'
import { backupChoices, getDrill, lastProvenDrill, listDrills, measuredTimes, recordDrill } from './service'

const now = new Date('2026-11-23T12:00:00Z')
let database: TestDatabase
let cast: Cast
let maintainer: Viewer
let system: { id: string; targetId: string }
let other: { id: string }
let backupTargetId: string

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  cast = await createCast()
  maintainer = cast.people.maintainer
  system = await addSystem(now, 'orders-db')
  other = await addSystem(now, 'stock-db')
  backupTargetId = newId()
  await sql().query(
    `insert into target (id, system_id, kind, address, config, created_at) values ($1, $2, 'backup', '/backups/*.tar', '{}', $3)`,
    [backupTargetId, system.id, now],
  )
  await sql().query('update system set team_id = $2 where id = $1', [system.id, cast.team])
})
afterAll(() => database.drop())

const form = (over: Record<string, string> = {}) =>
  parseInput(drillForm, {
    backupName: 'orders-2026-11-14.dump',
    level: 'queried',
    result: 'pass',
    backupTakenAt: '2026-11-14T02:00',
    startedAt: '2026-11-14T03:30',
    durationMinutes: '11',
    what1: 'orders',
    expected1: '12',
    found1: '12',
    ...over,
  })
const evidence = async (systemId = system.id, by = maintainer) =>
  (await addEvidence(by, { systemId, kind: 'note', text: '12 of 12 rows' })).id

describe('a restore on record', () => {
  it('keeps its times, counts and evidence, and who wrote it down', async () => {
    const evidenceIds = [await evidence()]
    const { result, row } = await audited('drill.record', () =>
      recordDrill(maintainer, system.id, form({ backupTargetId }), evidenceIds),
    )
    expect(row).toMatchObject({
      entity: 'drill',
      entity_id: result.id,
      after: { level: 'queried', result: 'pass' },
    })
    expect(await getDrill(maintainer, system.id, result.id)).toEqual({
      id: result.id,
      backupTarget: '/backups/*.tar',
      backupName: 'orders-2026-11-14.dump',
      level: 'queried',
      result: 'pass',
      backupTakenAt: '2026-11-14T02:00:00.000Z',
      startedAt: '2026-11-14T03:30:00.000Z',
      durationSeconds: 660,
      dataLossSeconds: 5_400,
      counts: [{ what: 'orders', expected: 12, found: 12 }],
      note: '',
      evidenceIds,
      source: 'person',
      recordedBy: 'mia',
      recordedAt: now.toISOString(),
    })
    expect(await backupChoices(maintainer, system.id)).toEqual([
      { id: backupTargetId, address: '/backups/*.tar' },
    ])
  })

  it('is a proof only when it passed at a level that looks at the data', async () => {
    const ids = [await evidence()]
    await recordDrill(maintainer, system.id, form({ startedAt: '2026-11-20T03:30', level: 'restored' }), ids)
    await recordDrill(maintainer, system.id, form({ startedAt: '2026-11-21T03:30', result: 'fail' }), ids)
    const { rows, total } = await listDrills(maintainer, system.id)
    expect(total).toBe(3)
    expect(rows.map(({ level, result }) => `${level} ${result}`)).toEqual([
      'queried fail',
      'restored pass',
      'queried pass',
    ])
    const proven = await lastProvenDrill(maintainer, system.id, ['queried', 'booted'])
    expect(proven?.startedAt).toBe('2026-11-14T03:30:00.000Z')
    expect(await listDrills(maintainer, other.id)).toEqual({ rows: [], total: 0 })
    // What took so long without coming back says nothing about recovery.
    const limits = { rtoMinutes: 10, rpoMinutes: null }
    const [took, lost] = await measuredTimes(maintainer, { ...system, ...limits }, now)
    expect(took?.points.map(([at]) => new Date(at).toISOString())).toEqual([
      '2026-11-14T03:30:00.000Z',
      '2026-11-20T03:30:00.000Z',
    ])
    expect(took?.summary).toContain('10 min are declared (RTO), and 2 took longer.')
    expect(lost?.limits).toEqual([])
    expect(await measuredTimes(maintainer, { ...other, ...limits }, now)).toEqual([])
  })

  it('needs evidence, of the same system, and a backup of it', async () => {
    await expect(recordDrill(maintainer, system.id, form(), [])).rejects.toMatchObject({
      kind: 'invalid',
      fields: { evidenceIds: expect.any(String) },
    })
    const foreign = await evidence(other.id, cast.people.admin)
    await expect(recordDrill(maintainer, system.id, form(), [foreign])).rejects.toMatchObject({
      kind: 'invalid',
    })
    const ids = [await evidence()]
    await expect(
      recordDrill(maintainer, system.id, form({ backupTargetId: system.targetId }), ids),
    ).rejects.toMatchObject({ kind: 'invalid', fields: { backupTargetId: expect.any(String) } })
  })

  it('is written by those who maintain the system, and only while it is looked after', async () => {
    const ids = [await evidence()]
    for (const who of ['viewer', 'outsider'] as const)
      await expect(recordDrill(cast.people[who], system.id, form(), ids)).rejects.toMatchObject({
        kind: 'forbidden',
      })
    await expect(recordDrill(maintainer, newId(), form(), ids)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(recordDrill(maintainer, 'x', form(), ids)).rejects.toMatchObject({ kind: 'not-found' })
    await sql().query('update system set archived_at = $2 where id = $1', [system.id, now])
    await expect(recordDrill(maintainer, system.id, form(), ids)).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('is found only under its own system', async () => {
    const { rows } = await listDrills(maintainer, system.id)
    await expect(getDrill(maintainer, other.id, rows[0]?.id ?? '')).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(getDrill(maintainer, system.id, 'x')).rejects.toMatchObject({ kind: 'not-found' })
  })
})
