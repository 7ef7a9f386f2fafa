import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql, useDatabase } from '@/lib/db/database'
import { createTestDatabase, type TestDatabase } from '../testing/test-database'
import { buildFleet } from './fleet'
import { buildFindings } from './fleet-findings'
import { createRandom } from './random'
import { type SeedCounts, seedDatabase } from './seed-database'

let database: TestDatabase
let counts: SeedCounts

beforeAll(async () => {
  database = await createTestDatabase()
  counts = await seedDatabase(database.url, {
    systems: 6,
    seed: 1,
    history: { days: 90, hourlyDays: 7, longHourlySeries: 10, runsPerCheck: 20 },
    progress: () => {},
  })
  await useDatabase(database.url)
})
afterAll(() => database.drop())

async function count(of: string): Promise<number> {
  const { rows } = await sql().query<{ count: number }>(`select count(*) as count from ${of}`)
  return rows[0]?.count ?? -1
}

describe('seedDatabase', () => {
  it('makes twenty checks a system, each with a state', async () => {
    expect(counts).toMatchObject({ systems: 6, checks: 120 })
    expect(await count('"check"')).toBe(120)
    expect(await count('check_state')).toBe(120)
    expect(await count('check_schedule')).toBe(120)
  })

  it('gives every series days for 90 days and hours for 7, and some hours for all', async () => {
    expect(await count('sample_day')).toBe(120 * 90)
    expect(await count('run_day')).toBe(120 * 90)
    expect(await count('sample_hour')).toBe(110 * 7 * 24 + 10 * 90 * 24)
    expect(await count('run_hour')).toBe(120 * 7 * 24)
    expect(await count('run')).toBe(120 * 20)
  })

  it('puts nothing into the default partitions', async () => {
    for (const table of [
      'run',
      'state_change',
      'sample',
      'sample_hour',
      'sample_day',
      'run_hour',
      'run_day',
    ]) {
      expect(await count(`${table}_default`), table).toBe(0)
    }
  })

  it('opens a finding for everything that is not ok', async () => {
    const bad = await count(`check_state where verdict in ('warn', 'fail', 'unknown')`)
    const reported = await count(
      `(select distinct check_id from finding where state not in ('verified', 'false-positive')) as f`,
    )
    expect(reported).toBe(bad)
    expect(await count('finding')).toBe(counts.findings)
    expect(await count('(select finding_id from finding_event group by 1) as e')).toBe(counts.findings)
  })

  it('refuses a database that is in use', async () => {
    await expect(seedDatabase(database.url, { systems: 1, seed: 1, progress: () => {} })).rejects.toThrow(
      'holds 6 systems already',
    )
    await useDatabase(database.url)
  })
})

describe('the made-up fleet', () => {
  const now = new Date('2026-11-23T10:00:00Z')
  const build = (seed: number) => {
    const random = createRandom(seed)
    const fleet = buildFleet(200, random, now)
    return { fleet, findings: buildFindings(fleet, random) }
  }

  it('is the same for the same seed, and another for another', () => {
    expect(JSON.stringify(build(7))).toBe(JSON.stringify(build(7)))
    expect(build(7).fleet.systems[0]?.id).not.toBe(build(8).fleet.systems[0]?.id)
  })

  it('has names, ids and fingerprints only once', () => {
    const { fleet, findings } = build(7)
    const once = (values: unknown[]) => expect(new Set(values).size).toBe(values.length)
    once(fleet.systems.map(({ name }) => name))
    once([...fleet.checks.map(({ id }) => id), ...fleet.checks.map(({ seriesId }) => seriesId)])
    once(fleet.people.map(({ email }) => email))
    once(findings.findings.map(({ fingerprint }) => fingerprint))
  })

  it('is mostly calm, as real ones are', () => {
    const { fleet } = build(7)
    const share = fleet.checks.filter(({ verdict }) => verdict === 'ok').length / fleet.checks.length
    expect(fleet.checks).toHaveLength(4_000)
    expect(share).toBeGreaterThan(0.85)
    expect(share).toBeLessThan(0.98)
  })

  it('reaches nobody: every name ends in .invalid', () => {
    for (const { kind, address } of build(7).fleet.targets) {
      if (kind !== 'backup') expect(address).toMatch(/\.invalid(:|\/)/)
    }
  })

  it('keeps a quarter of maintenance: most done, nothing of the past without an outcome but what is open', async () => {
    expect(
      await count(`system y where not exists (select 1 from maintenance_task k where k.system_id = y.id)`),
    ).toBe(0)
    expect(await count(`task_occurrence where state = 'done' and on_time`)).toBeGreaterThan(
      await count(`task_occurrence where due_at < app_now() and state <> 'done'`),
    )
    expect(await count(`task_occurrence where state = 'done' and finished_at is null`)).toBe(0)
  })

  it('keeps what was seen last, and of what changed most is explained', async () => {
    expect(await count('observation')).toBeGreaterThan(0)
    expect(await count('change_announcement')).toBe(6 * 4)
    const unexpected = await count(`system_change where expectation = 'unexpected'`)
    expect(unexpected).toBeGreaterThan(0)
    expect(
      await count(`system_change where expectation = 'unexpected' and acknowledged_at is null`),
    ).toBeLessThan(unexpected / 2)
    expect(
      await count(
        `system_change c join change_announcement a on a.id = c.announcement_id where c.at not between a.starts_at - interval '2 hours' and a.ends_at + interval '2 hours'`,
      ),
    ).toBe(0)
  })

  it('assigns checklists and answers a part of what only people can answer', async () => {
    expect(await count('checklist_assignment')).toBe(12)
    expect(await count('assessment')).toBeGreaterThan(0)
    expect(
      await count(
        `assessment s where not exists (select 1 from control_revision r where r.key = s.control_key and r.meaning = s.meaning)`,
      ),
    ).toBe(0)
  })
})
