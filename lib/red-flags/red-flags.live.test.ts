import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { drillForm } from '@/lib/drills/schema'
import { maintainTasks } from '@/lib/engine/duties/maintain-tasks'
import { addEvidence } from '@/lib/evidence/service'
import { raiseFinding } from '@/lib/findings/raise-finding'
import { getFinding } from '@/lib/findings/service'
import { parseInput } from '@/lib/parse-input'
import { actOnOccurrence } from '@/lib/tasks/act'
import { tasksQuery } from '@/lib/tasks/schema'
import { getDueList } from '@/lib/tasks/service'
import { verificationAreas, verificationForm } from '@/lib/verifications/schema'
import { getMigration } from '@/lib/verifications/service'
import { audited } from '@/scripts/testing/audited'
import { addCheck, addSystem } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { addTestTask } from '@/scripts/testing/test-task'
import { judgeDueSystems, judgeEverySeconds, judgeSystems } from './judge-systems'
import { getProofs } from './proofs-service'
import {
  evaluateNow,
  proveAlertLines,
  proveMigration,
  proveOutcome,
  proveRestore,
  proveVerification,
  reopenVerification,
} from './record-proof'
import {
  changeOwnRule,
  changeThresholds,
  createOwnRule,
  deleteOwnRule,
  previewOwnRule,
  previewThresholds,
  switchRule,
} from './rule-service'
import { getFlag, getRedFlags, getSystemFlags } from './service'

const start = new Date('2026-11-23T12:00:00Z')
const minute = 60_000
const day = 86_400_000

let database: TestDatabase
let cast: Cast
let admin: Viewer
let maintainer: Viewer
let system: { id: string; targetId: string }

const inDays = (days: number) => new Date(start.getTime() + days * day)
const text = (at: Date) => at.toISOString().slice(0, 16)

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(start)
  cast = await createCast()
  ;({ admin, maintainer } = cast.people)
})
afterAll(() => database.drop())
beforeEach(async () => {
  await emptyTables('system', 'red_flag_rule')
  await database.setNow(start)
  system = await addSystem(start, 'orders-db', { criticality: 'critical', ownerId: maintainer.id })
  await sql().query('update system set team_id = $2 where id = $1', [system.id, cast.team])
})

const addBackup = (systemId = system.id) =>
  sql().query(
    `insert into target (id, system_id, kind, address, config, created_at) values ($1, $2, 'backup', '/backups/*.tar', '{}', $3)`,
    [newId(), systemId, start],
  )
const evidence = async () => [
  (await addEvidence(maintainer, { systemId: system.id, kind: 'note', text: '12 of 12 rows' })).id,
]
const restore = (at: Date, over: Record<string, string> = {}) =>
  parseInput(drillForm, {
    backupName: 'orders-2026-11-23.tar',
    level: 'queried',
    result: 'pass',
    startedAt: text(at),
    durationMinutes: '11',
    what1: 'orders',
    expected1: '12',
    found1: '12',
    ...over,
  })
const flagOf = async (key: string, systemId = system.id) =>
  (await getSystemFlags(admin, systemId)).find((flag) => flag.key === key)
const finding = async (key: string) => {
  const { rows } = await sql().query<{
    state: string
    kind: string
    origin: string
    owner_id: string
    detail: string
  }>(`select state, kind, origin, owner_id, detail from finding where title = $1`, [`Red flag: ${key}`])
  return rows[0]
}
const pageOf = async (flag: string) => {
  const { rows } = await sql().query<{ number: number }>('select number from finding where title = $1', [
    `Red flag: ${flag}`,
  ])
  return getFinding(admin, rows[0]?.number ?? 0)
}
const historyOf = async (key: string) => {
  const { rows } = await sql().query<{ from_status: string | null; to_status: string }>(
    'select from_status, to_status from red_flag_change where flag_key = $1 order by at',
    [key],
  )
  return rows.map(({ from_status: from, to_status: to }) => [from, to])
}

describe('a flag', () => {
  it('is raised by data, has a finding with owner and date, and is cleared by a recorded restore', async () => {
    await judgeSystems([system.id])
    expect(await flagOf('unproven-backup')).toMatchObject({
      status: 'raised',
      sentence: expect.stringContaining('Nothing is known to back this system up'),
      since: start.toISOString(),
    })
    expect(await finding('Backups never restored')).toMatchObject({
      state: 'open',
      kind: 'red-flag',
      origin: 'red-flag',
      owner_id: maintainer.id,
    })
    await database.setNow(inDays(1))
    await proveRestore(maintainer, system.id, restore(start), await evidence())
    expect(await flagOf('unproven-backup')).toMatchObject({
      status: 'clear',
      sentence: expect.stringContaining(
        'Last proven restore Mon 23 Nov, level queried, 11 min; 1 d ago, 35 d allowed.',
      ),
      since: inDays(1).toISOString(),
    })
    expect(await finding('Backups never restored')).toMatchObject({ state: 'verified' })
    const { rows } = await sql().query<{ type: string }>('select type from finding_event order by at, type')
    expect(rows.map(({ type }) => type)).toContain('proof-recorded')
    expect(await historyOf('unproven-backup')).toEqual([
      [null, 'raised'],
      ['raised', 'clear'],
    ])
    // Stale after 35 days: raised again, the same finding reopened.
    await database.setNow(inDays(36))
    await judgeSystems([system.id])
    expect(await flagOf('unproven-backup')).toMatchObject({ status: 'raised' })
    expect(await finding('Backups never restored')).toMatchObject({ state: 'open' })
  })

  it('is led back to from its finding, whose page names the rule; a deleted rule has none', async () => {
    await judgeSystems([system.id])
    expect((await pageOf('Backups never restored')).flagKey).toBe('unproven-backup')
    await createOwnRule(
      admin,
      'key: own.all\ntitle: Any check\nclaim: It is watched.\nproof: Checks give answers.\nclears: Repair them.\nseverity: low\n' +
        "raised: {any: [{fact: checks.unknown.count, operator: '>=', value: 0}]}\n",
    )
    await judgeSystems([system.id])
    expect((await pageOf('Any check')).flagKey).toBe('own.all')
    await deleteOwnRule(admin, 'own.all')
    expect((await pageOf('Any check')).flagKey).toBeNull()
  })

  it('is unknown until something is recorded, says why, and then has no finding', async () => {
    await addBackup()
    await judgeSystems([system.id])
    for (const [key, why] of [
      ['unproven-backup', 'No restore of it was ever recorded'],
      ['ignored-alerts', 'No alert of this system is recorded'],
      ['missing-after-migration', 'No migration or restore is recorded'],
      ['postponed', 'No maintenance task is defined'],
    ] as const)
      expect(await flagOf(key)).toMatchObject({ status: 'unknown', sentence: expect.stringContaining(why) })
    expect(await finding('Backups never restored')).toBeUndefined()
  })

  it('that becomes unknown keeps its finding open: nothing was proved', async () => {
    await judgeSystems([system.id])
    await addBackup()
    await judgeSystems([system.id])
    expect(await flagOf('unproven-backup')).toMatchObject({ status: 'unknown' })
    expect(await finding('Backups never restored')).toMatchObject({ state: 'open' })
    expect(await historyOf('unproven-backup')).toEqual([
      [null, 'raised'],
      ['raised', 'unknown'],
    ])
  })

  it('that says the same again adds nothing to the history, and since when it does so stays', async () => {
    await judgeSystems([system.id])
    await database.setNow(inDays(1))
    await judgeSystems([system.id])
    expect(await historyOf('unproven-backup')).toHaveLength(1)
    expect((await flagOf('unproven-backup'))?.since).toBe(start.toISOString())
    const { rows } = await sql().query<{ at: Date }>('select distinct evaluated_at as at from red_flag_state')
    expect(rows).toEqual([{ at: inDays(1) }])
  })

  it('takes back a claim that the finding is resolved', async () => {
    await judgeSystems([system.id])
    await sql().query(`update finding set state = 'resolved', resolved_at = $1 where kind = 'red-flag'`, [
      start,
    ])
    await judgeSystems([system.id])
    expect(await finding('Backups never restored')).toMatchObject({ state: 'in-progress' })
  })

  it('is not judged for a system that is archived', async () => {
    const archived = await addSystem(start, 'old', { archived: true })
    expect(await judgeSystems([archived.id, system.id])).toMatchObject({ systems: 1 })
    expect(await getRedFlags(admin, { page: 1 })).toMatchObject({ coverage: { systems: 1, judged: 1 } })
  })

  it('is raised by a monthly task that nobody did, once it is late by more than a month, and cleared by its record', async () => {
    const taskId = await addTestTask({
      systemId: system.id,
      tier: 'monthly',
      title: 'Restore test',
      schedule: { type: 'monthly-day', day: 25, missing: 'last', at: '02:00' },
      graceMinutes: 3 * 24 * 60,
    })
    const statusAfter = async (days: number) => {
      await database.setNow(inDays(days))
      await maintainTasks()
      await judgeSystems([system.id])
      const { groups } = await getDueList(maintainer, tasksQuery.parse({ tier: 'monthly' }))
      const status = Object.values(groups).flatMap(({ rows }) => rows.map((line) => line.status))
      return { status, flag: await flagOf('postponed') }
    }
    expect(await statusAfter(0)).toMatchObject({ flag: { status: 'unknown' } })
    expect(await statusAfter(3)).toMatchObject({ status: ['due', 'upcoming'], flag: { status: 'clear' } })
    expect(await statusAfter(6)).toMatchObject({ status: ['overdue', 'upcoming'], flag: { status: 'clear' } })
    expect(await statusAfter(36)).toMatchObject({
      status: ['missed', 'overdue', 'upcoming'],
      flag: { status: 'raised', sentence: expect.stringContaining('Restore test (monthly, 31 d late)') },
    })
    expect(await finding('Maintenance put off')).toMatchObject({ state: 'open', owner_id: maintainer.id })
    // The month that runs is done; the one that was missed is made good by it.
    const { rows } = await sql().query<{ id: string; revision: number }>(
      `select id, revision from task_occurrence where task_id = $1 and scheduled_at <= app_now()
        order by scheduled_at desc limit 1`,
      [taskId],
    )
    await actOnOccurrence(maintainer, rows[0]?.id ?? '', {
      do: 'record',
      result: 'done',
      measure: null,
      note: '',
      minutes: 20,
      evidenceIds: [],
      revision: rows[0]?.revision ?? 0,
    })
    expect(await statusAfter(36.1)).toMatchObject({ flag: { status: 'clear' } })
    expect(await finding('Maintenance put off')).toMatchObject({ state: 'verified' })
  })

  it('about a migration goes from unknown over missing to clear', async () => {
    const form = {
      kind: 'migration' as const,
      title: 'PostgreSQL 17 to 18',
      happenedAt: text(start),
      note: '',
    }
    const { id } = await proveMigration(maintainer, system.id, form)
    expect(await flagOf('missing-after-migration')).toMatchObject({ status: 'unknown' })
    const areas = (over: Record<string, string>) =>
      parseInput(verificationForm, {
        revision: '1',
        ...Object.fromEntries(verificationAreas.map((area) => [`${area}Outcome`, 'verified'])),
        ...over,
      })
    const [opened] = (await getMigration(maintainer, system.id, id)).verifications
    const verification = { systemId: system.id, id: opened?.id ?? '' }
    await proveVerification(
      maintainer,
      verification,
      areas({ filesOutcome: 'missing', filesMissing: '3' }),
      [],
    )
    expect(await flagOf('missing-after-migration')).toMatchObject({
      status: 'raised',
      sentence: 'Missing after a migration: 3 things of PostgreSQL 17 to 18.',
    })
    await proveVerification(
      maintainer,
      verification,
      areas({ revision: '2', close: 'yes' }),
      await evidence(),
    )
    expect(await flagOf('missing-after-migration')).toMatchObject({ status: 'clear' })
    expect(await finding('Missing after a migration')).toMatchObject({ state: 'verified' })
    await reopenVerification(maintainer, id)
    expect(await flagOf('missing-after-migration')).toMatchObject({ status: 'clear' })
  })

  it('about alerts follows what is recorded of them', async () => {
    const lines = (outcome: string) =>
      Array.from(
        { length: 5 },
        (_, index) => `DiskFull, attention, 2026-11-2${index} 0${index}:00, , , ${outcome}`,
      )
    await database.setNow(inDays(2))
    await proveAlertLines(maintainer, system.id, lines('').join('\n'))
    expect(await flagOf('ignored-alerts')).toMatchObject({ status: 'unknown' })
    const { rows } = await sql().query<{ id: string }>('select id from alert_outcome')
    for (const { id } of rows) await proveOutcome(maintainer, id, 'needed-nothing')
    expect(await flagOf('ignored-alerts')).toMatchObject({
      status: 'raised',
      sentence: '5 alerts fired in 90 d, 5 needed nothing (100 %); 50 % raise the flag.',
    })
  })
})

describe('the worker', () => {
  it('judges each system again after its time, longest waiting first', async () => {
    const other = await addSystem(start, 'stock')
    expect(await judgeDueSystems(1)).toMatchObject({ systems: 1 })
    expect(await judgeDueSystems(10)).toMatchObject({ systems: 1 })
    expect(await judgeDueSystems(10)).toMatchObject({ systems: 0 })
    await database.setNow(new Date(start.getTime() + judgeEverySeconds * 1_000))
    await judgeSystems([other.id])
    expect(await judgeDueSystems(10)).toMatchObject({ systems: 1, changes: 0 })
    await sql().query('update system set archived_at = app_now()')
    await database.setNow(inDays(1))
    expect(await judgeDueSystems(10)).toMatchObject({ systems: 0 })
  })

  it('judges anew at once when a rule was changed', async () => {
    await judgeDueSystems(10)
    await database.setNow(new Date(start.getTime() + minute))
    await changeThresholds(admin, 'unproven-backup', { daysCritical: '30' })
    await database.setNow(new Date(start.getTime() + 2 * minute))
    expect(await judgeDueSystems(10)).toMatchObject({ systems: 1 })
    expect(await judgeDueSystems(10)).toMatchObject({ systems: 0 })
  })

  it('and somebody who asks for it at the same moment say the same once', async () => {
    await Promise.all([judgeDueSystems(10), judgeSystems([system.id]), judgeSystems([system.id])])
    expect(await historyOf('unproven-backup')).toEqual([[null, 'raised']])
    const { rows } = await sql().query(
      `select 1 from finding where title = 'Red flag: Backups never restored'`,
    )
    expect(rows).toHaveLength(1)
  })
})

describe('the pages', () => {
  it('show systems worst first, with counts, reasons and the weeks', async () => {
    const calm = await addSystem(start, 'calm')
    await addBackup(calm.id)
    await addBackup()
    await sql().query(
      `insert into drill (id, system_id, backup_name, level, result, started_at, duration_seconds, counts, note, evidence_ids, source, recorded_at)
       values ($1, $2, 'b', 'queried', 'pass', $3, 60, '[]', '', '{}', 'machine', $3)`,
      [newId(), calm.id, inDays(-1)],
    )
    await database.setNow(inDays(-20))
    await judgeSystems([system.id])
    await sql().query(
      `insert into drill (id, system_id, backup_name, level, result, started_at, duration_seconds, counts, note, evidence_ids, source, recorded_at)
       values ($1, $2, 'b', 'queried', 'fail', $3, 60, '[]', '', '{}', 'machine', $3)`,
      [newId(), system.id, inDays(-8)],
    )
    await database.setNow(inDays(-8))
    await judgeSystems([system.id])
    await database.setNow(start)
    await judgeSystems([system.id, calm.id])
    const page = await getRedFlags(admin, { page: 1 })
    expect(page.matrix.rows.map(({ name }) => name)).toEqual(['orders-db', 'calm'])
    expect(page.matrix.rows[0]?.cells['unproven-backup']).toMatchObject({ status: 'raised' })
    expect(page.coverage).toMatchObject({ systems: 2, judged: 2 })
    const flag = page.flags.find(({ key }) => key === 'unproven-backup')
    expect(flag?.counts).toEqual({ raised: 1, unknown: 0, clear: 1 })
    expect(flag?.raised).toMatchObject([{ name: 'orders-db', findingNumber: expect.any(Number) }])
    // 23 November is a Monday: unknown on the 3rd, raised on the 15th, now one of each.
    expect(flag?.weeks.map(({ raised, unknown, clear }) => `${raised}${unknown}${clear}`).slice(-5)).toEqual([
      '000',
      '010',
      '100',
      '100',
      '101',
    ])
    expect(flag?.weeks).toHaveLength(12)
    const detail = await getFlag(admin, 'unproven-backup', { page: 1, show: 'raised' })
    expect(detail.systems.rows.map(({ name }) => name)).toEqual(['orders-db'])
    expect(detail.thresholds.map(({ value }) => value)).toEqual([35, 90, 90, 180])
  })

  it('do not exist for a flag that nobody knows', async () => {
    await expect(getFlag(admin, 'moon', { page: 1, show: 'raised' })).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('say of a system that was never judged that it was not', async () => {
    expect(await flagOf('unproven-backup')).toMatchObject({ status: null, since: null })
  })

  it('of proofs count all migrations, whichever page of them is shown', async () => {
    await sql().query(
      `insert into migration (id, system_id, kind, title, happened_at, note, recorded_at)
       select gen_random_uuid(), $1, 'migration', 'Move ' || n, $2::timestamptz - n * interval '1 day', '', $2::timestamptz
         from generate_series(1, 26) as n`,
      [system.id, start],
    )
    const of = { ...system, name: 'orders-db', criticality: 'high', rtoMinutes: null, rpoMinutes: null }
    for (const migrations of [1, 2]) {
      const { lead } = await getProofs(cast.people.viewer, of, { now: start, restores: 1, migrations })
      expect(lead).toMatch(/^26 of 26 migrations not verified/)
    }
  })
})

describe('rules', () => {
  it('show the effect of other numbers before they are saved, and are audited', async () => {
    await proveRestore(maintainer, system.id, restore(inDays(-1)), await evidence())
    await database.setNow(inDays(20))
    await judgeSystems([system.id])
    const { effect } = await previewThresholds(admin, 'unproven-backup', { daysCritical: '14' })
    expect(effect).toMatchObject({
      before: { raised: 0 },
      after: { raised: 1 },
      newlyRaised: ['orders-db'],
    })
    expect(await flagOf('unproven-backup')).toMatchObject({ status: 'clear' })
    const { row } = await audited('red-flag-rule.change', () =>
      changeThresholds(admin, 'unproven-backup', { daysCritical: '14' }),
    )
    expect(row).toMatchObject({
      entity_id: 'unproven-backup',
      before: { thresholds: { daysCritical: 35 } },
      after: { thresholds: { daysCritical: 14 } },
    })
    await judgeSystems([system.id])
    expect(await flagOf('unproven-backup')).toMatchObject({
      status: 'raised',
      sentence: expect.stringContaining('14 d allowed'),
    })
  })

  it('that are switched off say nothing any more; their history ends, their findings stay', async () => {
    await judgeSystems([system.id])
    await audited('red-flag-rule.switch', () => switchRule(admin, 'unproven-backup', false))
    expect(await flagOf('unproven-backup')).toBeUndefined()
    expect(await historyOf('unproven-backup')).toEqual([
      [null, 'raised'],
      ['raised', 'unknown'],
    ])
    expect(await finding('Backups never restored')).toMatchObject({ state: 'open' })
    await expect(switchRule(admin, 'unproven-backup', false)).rejects.toMatchObject({ kind: 'conflict' })
    await switchRule(admin, 'unproven-backup', true)
    await judgeSystems([system.id])
    expect(await flagOf('unproven-backup')).toMatchObject({ status: 'raised' })
    expect(await historyOf('unproven-backup')).toHaveLength(3)
  })

  it('that come switched off can be switched on', async () => {
    await switchRule(admin, 'single-owner', true)
    await judgeSystems([system.id])
    expect(await flagOf('single-owner')).toMatchObject({
      status: 'raised',
      sentence: 'Only mia answers for it.',
    })
  })

  const source = (value: number) => `key: own.blind
title: Too many blind checks
claim: It is watched.
proof: Checks give answers.
clears: Repair them.
severity: low
raised: {any: [{fact: checks.unknown.count, operator: '>', value: ${value}}]}
`

  it('of one’s own are tried, stored, judged, changed and deleted', async () => {
    await addCheck(start, system, { state: 'unknown' })
    expect((await previewOwnRule(admin, source(0))).effect).toMatchObject({
      before: null,
      after: { raised: 1 },
      newlyRaised: ['orders-db'],
    })
    await audited('red-flag-rule.create', () => createOwnRule(admin, source(0)))
    await expect(createOwnRule(admin, source(0))).rejects.toMatchObject({ kind: 'conflict' })
    await judgeSystems([system.id])
    expect(await flagOf('own.blind')).toMatchObject({
      status: 'raised',
      sentence: 'Checks of which the answer is not known: 1 (more than 0 raises it).',
    })
    expect(await finding('Too many blind checks')).toMatchObject({ state: 'open' })
    await changeOwnRule(admin, 'own.blind', source(1))
    await judgeSystems([system.id])
    expect(await flagOf('own.blind')).toMatchObject({ status: 'clear' })
    await expect(
      changeOwnRule(admin, 'own.blind', source(1).replace('own.blind', 'own.other')),
    ).rejects.toMatchObject({
      kind: 'invalid',
      fields: { source: expect.stringContaining('must stay own.blind') },
    })
    await audited('red-flag-rule.delete', () => deleteOwnRule(admin, 'own.blind'))
    expect(await flagOf('own.blind')).toBeUndefined()
    await expect(deleteOwnRule(admin, 'own.blind')).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('that came with the product cannot be deleted', async () => {
    await switchRule(admin, 'postponed', false)
    await expect(deleteOwnRule(admin, 'postponed')).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('with an error in the YAML are refused with its line', async () => {
    await expect(
      previewOwnRule(admin, source(0).replace('severity: low', 'severity: bad')),
    ).rejects.toMatchObject({
      kind: 'invalid',
      fields: { source: expect.stringMatching(/^line 6: severity must be one of/) },
    })
  })

  it.each(['viewer', 'maintainer', 'manager'] as const)('are not changed by a %s', async (role) => {
    const viewer = cast.people[role]
    for (const work of [
      () => previewThresholds(viewer, 'postponed', {}),
      () => changeThresholds(viewer, 'postponed', {}),
      () => switchRule(viewer, 'postponed', false),
      () => previewOwnRule(viewer, source(0)),
      () => createOwnRule(viewer, source(0)),
      () => changeOwnRule(viewer, 'own.blind', source(0)),
      () => deleteOwnRule(viewer, 'own.blind'),
    ])
      await expect(work()).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('evaluating on demand', () => {
  it('is audited, and open to those who maintain the system', async () => {
    const { result } = await audited('red-flag.evaluate', () => evaluateNow(maintainer, system.id))
    expect(result).toMatchObject({ systems: 1, total: 1 })
    expect(await evaluateNow(admin, null)).toMatchObject({ systems: 1, total: 1 })
    for (const who of ['viewer', 'outsider'] as const)
      await expect(evaluateNow(cast.people[who], system.id)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(evaluateNow(cast.people.viewer, null)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(evaluateNow(admin, newId())).rejects.toMatchObject({ kind: 'not-found' })
  })
})

it('findings of other rooms are left alone', async () => {
  const fault = {
    systemId: system.id,
    origin: 'review' as const,
    kind: 'defect' as const,
    fingerprintKind: 'control:backup.fresh',
    resource: '',
    title: 'Something else',
    detail: 'x',
    remediation: 'y',
    severity: 'low' as const,
    severityReason: 'z',
  }
  await inTransaction((tx) => raiseFinding(tx, fault))
  await proveRestore(maintainer, system.id, restore(inDays(-1)), await evidence())
  const { rows } = await sql().query<{ state: string }>(
    `select state from finding where title = 'Something else'`,
  )
  expect(rows).toEqual([{ state: 'open' }])
})
