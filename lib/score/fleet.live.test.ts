import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addCheck, addFinding, addSystem } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { fleetQuery, systemScoreQuery } from './query'
import type { ScoredControl } from './schema'
import { getFleetScore, getSystemScore } from './service'

const now = new Date('2026-11-23T12:00:00Z')

let database: TestDatabase
let viewer: Viewer
const systems: Record<string, string> = {}

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  viewer = await viewerFor(await createPerson({ email: 'vera@example.com', role: 'viewer' }))
  for (const name of ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'])
    systems[name] = (await addSystem(now, name)).id
  await addSystem(now, 'gone', { archived: true })
  // alpha fell, beta rose, gamma is capped, delta is barely known, epsilon is asked nothing, zeta was left alone.
  await keep('alpha', '2026-11-16', { posture: 92, coverage: 95, grade: 'A' })
  await keep('alpha', '2026-11-23', { posture: 81, coverage: 95, grade: 'B' })
  await keep('beta', '2026-11-14', { posture: 60, coverage: 90, grade: 'D' })
  await keep('beta', '2026-11-23', { posture: 95, coverage: 99, grade: 'A' })
  await keep('gamma', '2026-11-23', {
    posture: 87,
    cappedPosture: 59,
    coverage: 90,
    grade: 'F',
    caps: [
      { at: 59, finding: 12, reason: 'open-critical' },
      { at: 79, finding: 9, reason: 'overdue-high' },
    ],
  })
  await keep('delta', '2026-11-23', { posture: 40, coverage: 41, grade: '?' })
  await keep('epsilon', '2026-11-23', { posture: 0, coverage: 0, grade: '?', checklists: [] })
  await keep('zeta', '2026-11-10', { posture: 99, coverage: 99, grade: 'A' })
})
afterAll(() => database.drop())

async function keep(
  name: string,
  day: string,
  over: {
    posture: number
    cappedPosture?: number
    coverage: number
    grade: string
    caps?: object[]
    checklists?: object[]
    contributions?: ScoredControl[]
  },
): Promise<void> {
  await sql().query(
    `insert into score_snapshot (system_id, day, formula_version, posture, capped_posture, coverage, health, grade, caps, contributions,
                                 checklists, taken_at)
     values ($1, $2, 1, $3, $4, $5, null, $6, $7, $8, $9, $10)`,
    [
      systems[name],
      day,
      over.posture,
      over.cappedPosture ?? over.posture,
      over.coverage,
      over.grade,
      JSON.stringify(over.caps ?? []),
      JSON.stringify(over.contributions ?? []),
      JSON.stringify(over.checklists ?? [{ key: 'quarterly', version: 1 }]),
      new Date(`${day}T00:05:00Z`),
    ],
  )
}

const fleet = (query: Record<string, string> = {}) => getFleetScore(viewer, fleetQuery.parse(query))
const names = async (query: Record<string, string>) => (await fleet(query)).rows.map(({ name }) => name)

describe('the fleet', () => {
  it('counts systems by grade, and names the worst; there is no mean', async () => {
    const found = await fleet()
    expect(found).toMatchObject({
      day: '2026-11-23',
      systems: 6,
      unasked: 1,
      counts: { A: 1, B: 1, C: 0, D: 0, F: 1, '?': 2 },
      median: 81,
      worst: { name: 'delta', grade: '?', cappedPosture: 40 },
      total: 6,
      pages: 1,
    })
    expect(Object.keys(found)).not.toContain('average')
  })

  it('ranks the worst first by what is left after caps, and what is not asked last', async () => {
    expect(await names({})).toEqual(['delta', 'gamma', 'alpha', 'beta', 'zeta', 'epsilon'])
  })

  it('says what caps, and only what holds the posture down', async () => {
    const gamma = (await fleet()).rows.find(({ name }) => name === 'gamma')
    expect(gamma).toMatchObject({ posture: 87, cappedPosture: 59, grade: 'F' })
    expect(gamma?.caps.map(({ finding }) => finding)).toEqual([12, 9])
    expect((await fleet()).rows.find(({ name }) => name === 'alpha')?.caps).toEqual([])
  })

  it('compares with a week before, or what was kept last before that', async () => {
    const changes = Object.fromEntries(
      (await fleet()).rows.map((row) => [row.name, [row.change, row.changeSince]]),
    )
    expect(changes).toMatchObject({
      alpha: [-11, '2026-11-16'],
      beta: [35, '2026-11-14'],
      gamma: [null, null],
    })
  })

  it('gives no grade to a score that is too old, and says from when it is', async () => {
    const zeta = (await fleet()).rows.find(({ name }) => name === 'zeta')
    expect(zeta).toMatchObject({ grade: '?', isOld: true, day: '2026-11-10', posture: 99 })
  })

  it('is sorted and narrowed as the address says', async () => {
    expect(await names({ sort: 'name', view: 'A' })).toEqual(['beta'])
    expect(await names({ view: 'unknown' })).toEqual(['delta', 'zeta'])
    expect(await names({ view: 'unasked' })).toEqual(['epsilon'])
    expect(await names({ q: 'ETA', sort: 'name' })).toEqual(['beta', 'zeta'])
    expect((await names({ sort: 'change' }))[0]).toBe('alpha')
    expect((await names({ sort: 'coverage' })).slice(0, 2)).toEqual(['delta', 'gamma'])
    expect(await names({ page: '2' })).toEqual([])
    expect(await names({ view: 'Z', sort: 'owner', page: 'x' })).toHaveLength(6)
  })
})

describe('one system', () => {
  const control = (key: string, standing: ScoredControl['standing']): ScoredControl => ({
    key,
    checklist: 'quarterly',
    severity: 'high',
    meaning: 'm',
    standing,
    excluded: false,
  })
  const read = (query: Record<string, string> = {}) =>
    getSystemScore(viewer, systems.alpha ?? '', systemScoreQuery.parse(query))

  it('has its trend, and compares two days that were kept', async () => {
    const extra = await addSystem(now, 'eta')
    systems.eta = extra.id
    await keep('eta', '2026-11-20', {
      posture: 100,
      coverage: 100,
      grade: 'A',
      contributions: [control('backup.restored', 'pass')],
    })
    await keep('eta', '2026-11-22', {
      posture: 50,
      coverage: 100,
      grade: 'F',
      checklists: [{ key: 'quarterly', version: 2 }],
      contributions: [control('backup.restored', 'pass'), control('owner.named', 'fail')],
    })
    const score = await getSystemScore(
      viewer,
      extra.id,
      systemScoreQuery.parse({ from: '2026-11-20', to: '2026-11-22' }),
    )
    expect(score.trend.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-22'])
    expect(score.days).toEqual(['2026-11-22', '2026-11-20'])
    expect(score.marks).toEqual([{ day: '2026-11-22', label: 'quarterly 1 → 2' }])
    expect(score.comparison).toMatchObject({
      from: { day: '2026-11-20', cappedPosture: 100 },
      to: { day: '2026-11-22', cappedPosture: 50 },
      causes: [{ cause: 'checklist', posture: -50 }],
      lines: [{ key: 'owner.named', sentence: 'not asked → failing' }],
    })
  })

  it('compares a week with now when nobody chose', async () => {
    const { comparison } = await read()
    expect(comparison).toMatchObject({ from: { day: '2026-11-16' }, to: { day: null } })
  })

  it('says so when a day was not kept', async () => {
    expect((await read({ from: '2026-11-01' })).comparison).toBeNull()
    expect((await read({ from: 'yesterday' })).comparison).not.toBeNull()
  })

  it('without a checklist has no grade and nothing to answer', async () => {
    expect(await read()).toMatchObject({ isAsked: false, grade: '?', parts: [], next: null, health: null })
  })

  it('names the findings that cap it', async () => {
    const target = await addSystem(now, 'theta')
    const check = { id: await addCheck(now, target, { state: 'fail' }), systemId: target.id }
    await addFinding(now, check, { severity: 'critical', title: 'Gone' })
    // Nothing is asked, so the posture is 0 and nothing can hold it down.
    expect((await getSystemScore(viewer, target.id, systemScoreQuery.parse({}))).caps).toEqual([])
  })

  it.each([newId(), 'no-id'])('that is not there is not found: %s', async (id) => {
    await expect(getSystemScore(viewer, id, systemScoreQuery.parse({}))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})
