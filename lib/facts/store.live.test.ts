import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendAudit } from '@/lib/audit/store'
import { inTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { addCheck, addFinding, addSystem, addWorker, setState } from '@/scripts/testing/estate-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { eachSystemFacts, factsBatch, listSystemIds, loadSystemFacts } from './store'
import type { SystemFacts } from './system-facts'

const now = new Date('2026-11-23T12:30:00Z')
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const ago = (ms: number) => new Date(now.getTime() - ms)

let database: TestDatabase
let system: { id: string; targetId: string; address: string }
let owner: string
let deputy: string

const insert = (text: string, values: unknown[] = []) => sql().query(text, values)
const facts = async (): Promise<SystemFacts> => {
  const [loaded] = await loadSystemFacts([system.id])
  if (!loaded) throw new Error('no facts')
  return loaded
}

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  owner = await createPerson({ email: 'olga@example.com', role: 'maintainer' })
  deputy = await createPerson({ email: 'dario@example.com', role: 'maintainer' })
  await addWorker(now)
  system = await addSystem(now, 'orders', { criticality: 'high', ownerId: owner })
})
afterAll(() => database.drop())

describe('the system itself', () => {
  it('has its people, limits, and when a person last changed it', async () => {
    const team = newId()
    await insert(`insert into team (id, name, created_at) values ($1, 'Orders', $2)`, [team, now])
    await insert(
      `update system set backup_owner_id = $2, team_id = $3, runbook_url = 'https://wiki.example.com/orders', rpo_minutes = 60,
              rto_minutes = 240, maintenance_window = 'Sun 02:00', time_zone = 'Europe/Berlin' where id = $1`,
      [system.id, deputy, team],
    )
    const before = await facts()
    expect(before.now).toEqual(now)
    expect(before.system).toEqual({
      id: system.id,
      name: 'orders',
      kind: 'web-service',
      environment: 'production',
      criticality: 'high',
      isSelf: false,
      owner: { id: owner, name: 'olga' },
      backupOwner: { id: deputy, name: 'dario' },
      teamId: team,
      runbookUrl: 'https://wiki.example.com/orders',
      editedAt: ago(day),
      timeZone: 'Europe/Berlin',
      rpoMinutes: 60,
      rtoMinutes: 240,
      maintenanceWindow: 'Sun 02:00',
      reviewCadenceDays: 90,
      createdAt: ago(day),
    })
    expect(before.targets).toEqual([{ id: system.targetId, kind: 'url', address: system.address }])

    await database.setNow(ago(2 * hour))
    const actor = await viewerFor(owner)
    await inTransaction((tx) =>
      appendAudit(tx, {
        actor,
        action: 'system.edit',
        entity: 'system',
        entityId: system.id,
        before: {},
        after: {},
      }),
    )
    await database.setNow(now)
    expect((await facts()).system.editedAt).toEqual(ago(2 * hour))
  })

  it('names what it needs and what needs it, without what is archived', async () => {
    const store = await addSystem(now, 'sessions')
    const shop = await addSystem(now, 'shop')
    const gone = await addSystem(now, 'gone', { archived: true })
    await insert(
      `insert into system_dependency (system_id, depends_on_id, purpose, created_at)
       values ($1, $2, 'keeps its sessions there', $5), ($3, $1, 'places orders', $5), ($1, $4, 'once', $5)`,
      [system.id, store.id, shop.id, gone.id, now],
    )
    // Only what has a current result would show that it fails.
    await addCheck(now, store, { kind: 'http.status', state: 'fail' })
    await addCheck(now, store, { kind: 'http.body', state: 'ok', freshFor: -1 })
    await addCheck(now, store, { kind: 'http.latency', state: 'ok', paused: true })
    await addCheck(now, store, { kind: 'dns.resolve', state: 'unknown' })
    await addCheck(now, shop)
    const { dependencies, dependents } = await facts()
    expect(dependencies).toEqual([
      { id: store.id, name: 'sessions', purpose: 'keeps its sessions there', currentChecks: 1 },
    ])
    expect(dependents).toEqual([{ id: shop.id, name: 'shop', purpose: 'places orders', currentChecks: 0 }])
    const [needed] = await loadSystemFacts([store.id])
    expect(needed?.dependents).toEqual([
      { id: system.id, name: 'orders', purpose: 'keeps its sessions there', currentChecks: 0 },
    ])
  })

  it('knows its last closed review', async () => {
    expect((await facts()).reviewedAt).toBeNull()
    const [checklist, version] = [newId(), newId()]
    await insert(
      `insert into checklist (id, key, title, is_shipped, created_at) values ($1, 'q', 'Q', false, $2)`,
      [checklist, now],
    )
    await insert(
      `insert into checklist_version (id, checklist_id, number, state, title, purpose, occasion, applies_to, source, hash, created_at)
       values ($1, $2, 1, 'draft', 'Q', 'to test', 'quarterly', '{}', '', '', $3)`,
      [version, checklist, now],
    )
    const review = (state: string, closedAt: Date | null) =>
      insert(
        `insert into review (id, system_id, version_id, quarter, state, planned_for, owner_id, seed, created_at, closed_at)
         values ($1, $2, $3, '2026-Q3', $4, $5, $6, 1, $5, $7)`,
        [newId(), system.id, version, state, ago(100 * day), owner, closedAt],
      )
    await review('closed', ago(200 * day))
    await review('closed', ago(90 * day))
    expect((await facts()).reviewedAt).toEqual(ago(90 * day))
  })
})

describe('checks', () => {
  it('read as they read everywhere: stale, paused and never are not ok', async () => {
    const fresh = await addCheck(now, system, {
      name: 'a fresh',
      kind: 'http.latency',
      state: 'ok',
      value: 12,
    })
    const stale = await addCheck(now, system, { name: 'b stale', state: 'ok', freshFor: -1 })
    const paused = await addCheck(now, system, { name: 'c paused', state: 'ok', paused: true })
    const young = await addCheck(now, system, { name: 'd young', createdAgo: 30 })
    const overdue = await addCheck(now, system, { name: 'e overdue', createdAgo: 86_400 })
    const { checks } = await facts()
    expect(checks.map(({ id, state }) => [id, state])).toEqual([
      [fresh, 'ok'],
      [stale, 'unknown'],
      [paused, 'paused'],
      [young, 'never'],
      [overdue, 'unknown'],
    ])
    expect(checks[0]).toEqual({
      id: fresh,
      kind: 'http.latency',
      name: 'a fresh',
      dimension: 'service-health',
      target: { id: system.targetId, kind: 'url', address: system.address },
      state: 'ok',
      since: ago(20_000),
      reason: 'As expected.',
      lastVerdict: 'ok',
      value: 12,
      unit: 'ms',
      warnAt: null,
      failAt: null,
      conclusiveAt: ago(20_000),
      lastOkAt: ago(20_000),
      lastBadAt: null,
      pausedAt: null,
      pausedUntil: null,
      createdAt: ago(day),
      intervalSeconds: 60,
    })
    expect(checks[2]?.pausedAt).toEqual(now)
  })

  it('remember when they were last bad', async () => {
    const recovered = await addCheck(now, system, { name: 'f recovered', state: 'ok' })
    await insert(
      `insert into state_change (check_id, at, from_verdict, to_verdict, reason)
       values ($1, $2, 'ok', 'fail', ''), ($1, $3, 'fail', 'ok', '')`,
      [recovered, ago(3 * day), ago(2 * day)],
    )
    const failing = await addCheck(now, system, { name: 'g failing', state: 'fail', finishedAgo: 10 })
    const { checks } = await facts()
    expect(checks.find(({ id }) => id === recovered)?.lastBadAt).toEqual(ago(2 * day))
    expect(checks.find(({ id }) => id === failing)?.lastBadAt).toEqual(ago(10_000))
  })

  it('of a kind that this version does not know have no dimension', async () => {
    const strange = await addCheck(now, system, { name: 'h strange', kind: 'later.kind' })
    expect((await facts()).checks.find(({ id }) => id === strange)?.dimension).toBeNull()
  })
})

describe('findings', () => {
  let check: { id: string; systemId: string }
  beforeAll(async () => {
    check = { id: await addCheck(now, system, { name: 'z findings', state: 'fail' }), systemId: system.id }
  })
  const byNumber = async (number: number) => (await facts()).findings.find((each) => each.number === number)

  it('are read with who they belong to and how often they were put off', async () => {
    const number = await addFinding(now, check, { severity: 'critical', ownerId: owner, dueIn: 4 })
    await insert('update finding set due_moved_count = 2 where number = $1', [number])
    expect(await byNumber(number)).toEqual({
      id: expect.any(String),
      number,
      kind: 'defect',
      checkId: check.id,
      checkKind: 'http.status',
      controlKey: null,
      title: expect.any(String),
      severity: 'critical',
      state: 'open',
      ownerId: owner,
      firstSeen: ago(hour),
      due: new Date(now.getTime() + 4 * day),
      dueMovedCount: 2,
      actedOnAt: null,
      endedAt: null,
      acceptance: null,
    })
  })

  it("take a person's first act, never the worker's", async () => {
    const number = await addFinding(now, check)
    const event = (at: Date, actorId: string | null, type: string) =>
      insert(
        `insert into finding_event (id, finding_id, at, actor_id, actor_label, type)
         select $2, id, $3, $4, 'x', $5 from finding where number = $1`,
        [number, newId(), at, actorId, type],
      )
    await event(ago(5 * hour), null, 'opened')
    await event(ago(2 * hour), owner, 'comment')
    await event(ago(hour), owner, 'comment')
    expect((await byNumber(number))?.actedOnAt).toEqual(ago(2 * hour))
  })

  it('leave out what ended long ago', async () => {
    const recent = await addFinding(now, check, { state: 'verified' })
    const old = await addFinding(now, check, { state: 'verified' })
    await insert('update finding set state_since = $2 where number = $1', [recent, ago(380 * day)])
    await insert('update finding set state_since = $2 where number = $1', [old, ago(400 * day)])
    expect((await byNumber(recent))?.endedAt).toEqual(ago(380 * day))
    expect(await byNumber(old)).toBeUndefined()
  })

  it('count an acceptance only while it is approved and runs', async () => {
    const number = await addFinding(now, check, { state: 'accepted' })
    const accept = (approvedAt: Date | null, until: Date) =>
      insert(
        `insert into acceptance (id, finding_id, decision, rationale, requester_id, approver_id, requested_at, approved_at, until)
         select $2, id, 'accept', 'because', $3, $4, $5, $6, $7 from finding where number = $1`,
        [number, newId(), owner, approvedAt && deputy, ago(9 * day), approvedAt, until],
      )
    await accept(null, ago(-50 * day))
    expect((await byNumber(number))?.acceptance).toBeNull()
    await accept(ago(8 * day), ago(-20 * day))
    expect((await byNumber(number))?.acceptance).toEqual({ until: ago(-20 * day), approvedAt: ago(8 * day) })
    await database.setNow(ago(-21 * day))
    expect((await byNumber(number))?.acceptance).toBeNull()
    await database.setNow(now)
  })
})

describe('tasks', () => {
  it('bring their occurrences that could begin, newest first', async () => {
    const task = await addTask('postgres.vacuum', {})
    const proof = newId()
    await addOccurrence(task, { start: ago(-day) }) // tomorrow's
    await addOccurrence(task, { start: ago(2 * hour) })
    await addOccurrence(task, {
      start: ago(3 * day),
      state: 'done',
      finishedAt: ago(2 * day),
      onTime: true,
      proof,
    })
    await addOccurrence(task, { start: ago(400 * day), state: 'skipped', finishedAt: ago(399 * day) })
    const [fact] = (await facts()).tasks
    expect(fact).toMatchObject({
      id: task,
      key: 'postgres.vacuum',
      tier: 'daily',
      idempotent: 'yes',
      paused: false,
    })
    expect(fact?.ownerId).toBe(owner)
    expect(fact?.occurrences.map(({ state }) => state)).toEqual(['pending', 'done'])
    expect(fact?.occurrences[1]).toEqual({
      id: expect.any(String),
      periodStart: ago(3 * day),
      periodEnd: ago(2 * day),
      scheduledAt: ago(3 * day),
      dueAt: ago(2 * day),
      state: 'done',
      finishedAt: ago(2 * day),
      onTime: true,
      snoozeCount: 1,
      measure: 4.5,
      provenByCheckId: proof,
    })
  })

  it('are paused until the end of the pause, belong to who was named, and go with the archive when nothing was owed', async () => {
    const ended = await addTask('b', { ownerId: deputy, pausedAt: ago(day), pausedUntil: ago(hour) })
    const paused = await addTask('c', { pausedAt: ago(day), pausedUntil: ago(-hour) })
    await addTask('d', { archivedAt: ago(day) })
    const { tasks } = await facts()
    expect(tasks.find(({ id }) => id === ended)).toMatchObject({
      paused: false,
      ownerId: deputy,
      occurrences: [],
    })
    expect(tasks.find(({ id }) => id === paused)?.paused).toBe(true)
    expect(tasks.some(({ key }) => key === 'd')).toBe(false)
  })

  it('stay for 90 days after they were archived, when they left work undone, late or put off', async () => {
    const left = async (
      key: string,
      archivedDays: number,
      over: Partial<Parameters<typeof addOccurrence>[1]>,
    ) => {
      const task = await addTask(key, { archivedAt: ago(archivedDays * day) })
      await addOccurrence(task, { start: ago((archivedDays + 5) * day), snoozes: 0, ...over })
      // Came due after the archive: owed by nobody.
      await addOccurrence(task, { start: ago((archivedDays + 0.5) * day) })
    }
    await left('overdue', 3, {})
    await left('skipped', 3, { state: 'skipped', finishedAt: ago(8 * day), onTime: false })
    await left('late', 3, { state: 'done', finishedAt: ago(4 * day), onTime: false })
    await left('put off', 3, { state: 'done', finishedAt: ago(8 * day), onTime: true, snoozes: 3 })
    await left('kept', 3, { state: 'done', finishedAt: ago(8 * day), onTime: true })
    await left('long ago', 91, {})
    const archived = (await facts()).tasks.filter(({ archivedAt }) => archivedAt !== null)
    expect(archived.map(({ title, occurrences }) => [title, occurrences.length])).toEqual([
      ['late', 1],
      ['overdue', 1],
      ['put off', 1],
      ['skipped', 1],
    ])
    expect(archived[0]?.archivedAt).toEqual(ago(3 * day))
  })

  async function addTask(
    key: string,
    over: { ownerId?: string; pausedAt?: Date; pausedUntil?: Date; archivedAt?: Date },
  ): Promise<string> {
    const id = newId()
    await insert(
      `insert into maintenance_task (id, system_id, key, tier, title, why, procedure, expected_minutes, evidence_wanted, evidence_policy,
         idempotent, automation, schedule, time_zone, anchor, grace_minutes, owner_id, starts_at, paused_at, paused_until,
         paused_reason, created_at, archived_at)
       values ($1, $2, $3, 'daily', $3, '', '', 5, '', 'none', 'yes', 'manual', '{}', 'UTC', 'scheduled', 60, $4, $5, $6, $7,
         case when $6::timestamptz is not null then 'because' end, $5, $8)`,
      [
        id,
        system.id,
        key,
        over.ownerId ?? null,
        ago(500 * day),
        over.pausedAt ?? null,
        over.pausedUntil ?? null,
        over.archivedAt ?? null,
      ],
    )
    return id
  }

  const addOccurrence = (
    task: string,
    over: {
      start: Date
      state?: string
      finishedAt?: Date
      onTime?: boolean
      proof?: string
      snoozes?: number
    },
  ) =>
    insert(
      `insert into task_occurrence (id, task_id, period_start, period_end, scheduled_at, due_at, state, snooze_count, finished_at,
         on_time, measure, skip_reason, proven_by_check_id, evidence_ids)
       values ($1, $2, $3, $3::timestamptz + interval '1 day', $3, $3::timestamptz + interval '1 day', $4, $9, $5, $6, 4.5, $7, $8, '{}')`,
      [
        newId(),
        task,
        over.start,
        over.state ?? 'pending',
        over.finishedAt ?? null,
        over.onTime ?? null,
        over.state === 'skipped' ? 'because' : null,
        over.proof ?? null,
        over.snoozes ?? 1,
      ],
    )
})

describe('proofs', () => {
  it('are drills, newest first, of 13 months', async () => {
    const drill = (name: string, startedAt: Date) =>
      insert(
        `insert into drill (id, system_id, backup_name, level, result, started_at, duration_seconds, data_loss_seconds, counts, note,
           evidence_ids, source, recorded_by_id, recorded_at)
         values ($1, $2, $3, 'queried', 'pass', $4, 660, 300, '[]', '', '{}', 'person', $5, $6)`,
        [newId(), system.id, name, startedAt, owner, now],
      )
    await drill('older', ago(40 * day))
    await drill('newer', ago(9 * day))
    await drill('ancient', ago(420 * day))
    const { drills } = await facts()
    expect(drills.map(({ backupName }) => backupName)).toEqual(['newer', 'older'])
    expect(drills[0]).toEqual({
      id: expect.any(String),
      level: 'queried',
      result: 'pass',
      backupName: 'newer',
      startedAt: ago(9 * day),
      durationSeconds: 660,
      dataLossSeconds: 300,
    })
  })

  it('are migrations with what was compared', async () => {
    const [compared, forgotten] = [newId(), newId()]
    const migration = (id: string, title: string, at: Date) =>
      insert(
        `insert into migration (id, system_id, kind, title, happened_at, note, recorded_by_id, recorded_at)
         values ($1, $2, 'migration', $3, $4, '', $5, $6)`,
        [id, system.id, title, at, owner, now],
      )
    await migration(compared, 'to 18', ago(20 * day))
    await migration(forgotten, 'to a new disk', ago(10 * day))
    await insert(
      `insert into verification (id, migration_id, state, items, evidence_ids, source, opened_at, opened_by_id, closed_at, closed_by_id)
       values ($1, $2, 'closed', $3, '{}', 'person', $4, $5, $6, $5)`,
      [
        newId(),
        compared,
        JSON.stringify([
          { area: 'records', outcome: 'fail', missing: 3 },
          { area: 'files', outcome: 'pass', missing: 0 },
          { area: 'jobs', outcome: 'pass', missing: null },
        ]),
        ago(19 * day),
        owner,
        ago(18 * day),
      ],
    )
    const { migrations } = await facts()
    expect(migrations.map(({ title, verifications }) => [title, verifications.length])).toEqual([
      ['to a new disk', 0],
      ['to 18', 1],
    ])
    expect(migrations[1]?.verifications[0]).toEqual({
      id: expect.any(String),
      state: 'closed',
      closedAt: ago(18 * day),
      missing: 3,
      areas: [
        { area: 'records', outcome: 'fail' },
        { area: 'files', outcome: 'pass' },
        { area: 'jobs', outcome: 'pass' },
      ],
    })
  })

  it('are alerts and what became of them', async () => {
    await insert(
      `insert into alert_outcome (id, system_id, rule, class, fired_at, acknowledged_at, outcome, snooze_count, note, evidence_ids,
         source, recorded_by_id, recorded_at)
       values ($1, $2, 'disk 90 %', 'wake', $3, $4, 'needed-nothing', 2, '', '{}', 'person', $5, $6)`,
      [newId(), system.id, ago(3 * day), ago(3 * day - hour), owner, now],
    )
    expect((await facts()).alerts).toEqual([
      {
        id: expect.any(String),
        rule: 'disk 90 %',
        class: 'wake',
        firedAt: ago(3 * day),
        acknowledgedAt: ago(3 * day - hour),
        outcome: 'needed-nothing',
        snoozeCount: 2,
      },
    ])
  })
})

describe('disks', () => {
  it('have an hourly figure per mount point, also of hours that are not rolled up yet', async () => {
    const check = await addCheck(now, system, { name: 'y disk', kind: 'host.disk_free' })
    await setState(now, check, { state: 'ok' })
    await insert('update check_state set warn_at = 70, fail_at = 95 where check_id = $1', [check])
    const [root, whole] = [newId(), newId()]
    await insert(
      `insert into series (id, check_id, key, unit) values ($1, $3, '/', '%'), ($2, $3, 'value', '%')`,
      [root, whole, check],
    )
    const top = new Date('2026-11-23T12:00:00Z')
    const hours = (count: number) => new Date(top.getTime() - count * hour)
    const hourly = (at: Date, last: number) =>
      insert(
        'insert into sample_hour (series_id, at, min, max, sum, count, last) values ($1, $2, $3, $4, $5, 12, $5)',
        [root, at, last - 1, last + 1, last],
      )
    await hourly(hours(91 * 24), 10)
    await hourly(hours(50), 40)
    await hourly(hours(2), 50)
    // The hour before and this one are still raw.
    const sample = (at: Date, value: number) =>
      insert('insert into sample (series_id, at, value) values ($1, $2, $3)', [root, at, value])
    await sample(new Date(hours(2).getTime() + minute), 99) // rolled up already
    await sample(new Date(hours(1).getTime() + minute), 60)
    await sample(new Date(hours(1).getTime() + 2 * minute), 62)
    await sample(new Date(hours(0).getTime() + minute), 64)
    await insert(`insert into duty (name, watermark) values ('roll-up-samples', $1)`, [hours(1)])
    expect((await facts()).disks).toEqual([
      {
        checkId: check,
        checkKind: 'host.disk_free',
        resource: '/',
        unit: '%',
        warnAt: 70,
        failAt: 95,
        hours: [
          { at: hours(50), min: 39, max: 41, last: 40 },
          { at: hours(2), min: 49, max: 51, last: 50 },
          { at: hours(1), min: 60, max: 62, last: 62 },
          { at: hours(0), min: 64, max: 64, last: 64 },
        ],
        forecast: null,
      },
    ])
    const earliest = new Date('2026-12-03T00:00:00Z')
    const forecastAt = (at: Date, isNewest: boolean, status: string) =>
      insert(
        `insert into capacity_forecast (check_id, key, day, system_id, computed_at, resource, measure, status, limit_label,
           direction, earliest, history_days, needed_days, method, explanation, path, newest)
         values ($1, '/', $3::timestamptz::date, $2, $3, '/', 'disk', $5, '', 'up', $6, 30, 14, 'theil-sen', '', '[]', $4)`,
        [check, system.id, at, isNewest, status, status === 'reaches' ? earliest : null],
      )
    await forecastAt(hours(26), false, 'steady')
    await forecastAt(hours(2), true, 'reaches')
    expect((await facts()).disks[0]?.forecast).toEqual({ status: 'reaches', earliest })
    // What was expected four days ago is no longer known.
    await insert(`update capacity_forecast set computed_at = computed_at - interval '4 days'`, [])
    expect((await facts()).disks[0]?.forecast).toBeNull()
  })
})

describe('many systems', () => {
  it('come in the order asked for, without those that are not there', async () => {
    const [other] = [await addSystem(now, 'another')]
    const loaded = await loadSystemFacts([other.id, newId(), system.id])
    expect(loaded.map((each) => each.system.id)).toEqual([other.id, system.id])
    expect(loaded[0]).toMatchObject({ checks: [], findings: [], tasks: [], disks: [] })
    expect(await loadSystemFacts([])).toEqual([])
  })

  it('are walked in batches, and the archived are not among them', async () => {
    const gone = await addSystem(now, 'retired', { archived: true })
    for (let index = 0; index < factsBatch; index++) await addSystem(now, `many ${index}`)
    const ids = await listSystemIds()
    expect(ids).not.toContain(gone.id)
    const batches: number[] = []
    const seen: string[] = []
    for await (const batch of eachSystemFacts()) {
      batches.push(batch.length)
      seen.push(...batch.map((each) => each.system.id))
    }
    expect(seen).toEqual(ids)
    expect(batches).toEqual([factsBatch, ids.length - factsBatch])
  })
})
