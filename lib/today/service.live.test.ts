import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { requestRun } from '@/lib/checks/store'
import { inTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { tasksQuery } from '@/lib/tasks/schema'
import { countTasksToDo, getDueList } from '@/lib/tasks/service'
import { addCheck, addFinding, addSystem, addWorker, setState } from '@/scripts/testing/estate-fixture'
import { addOccurrence, addTask } from '@/scripts/testing/task-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { createPerson, viewerFor } from '@/scripts/testing/test-people'
import { getNavigation, getSoonest, getToday, watchToday } from './service'
import { readSystemDayFacts } from './system-facts-store'

// Real time: what was asked for in the last ten minutes is found by the time in its id.
const now = new Date()
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
let database: TestDatabase
let viewer: Viewer
let self: { id: string; targetId: string }

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  viewer = await viewerFor(await createPerson({ email: 'okafor@example.com', role: 'maintainer' }))
})

afterAll(() => database.drop())

describe('the day, from the first minute on', () => {
  it('says that nobody is at work before anything else', async () => {
    const today = await getToday(viewer)
    expect(today.reading.silent).toBe(true)
    expect(today.headline).toBe('Nothing here is known yet. No worker has reported.')
  })

  it('shows the audit of the installation while it is all there is', async () => {
    await addWorker(now)
    self = await addSystem(now, 'This installation', { isSelf: true })
    const first = await addCheck(now, self, { name: 'Disk space', createdAgo: 3 })
    await addCheck(now, self, { name: 'Memory', createdAgo: 3 })
    await setState(now, first, { state: 'warn', reason: 'Disk is 82 % full.' })
    const today = await getToday(viewer)
    expect(today.headline).toBe('This installation is auditing itself: 1 of 2 checks have answered.')
    expect(today.firstRun?.lines.map(({ name, state }) => [name, state])).toEqual([
      ['Disk space', 'warn'],
      ['Memory', 'never'],
    ])
    expect(today.running).toBe(1)
  })

  it('is calm when all is well, with the proof', async () => {
    await sql().query(`delete from check_state`)
    await sql().query(`delete from "check"`)
    const calm = await addSystem(now, 'calm')
    await addCheck(now, calm, { state: 'ok' })
    const today = await getToday(viewer)
    expect(today.headline).toBe('Nothing needs you today.')
    expect(today.coverage).toContain('1 of 1 check has a current result')
    expect(today).toMatchObject({ needs: [], needsTotal: 0, firstRun: null, running: 0, next: [] })
  })

  it('names what comes next, but not the work of every day, while it is calm', async () => {
    const dated = await addSystem(now, 'dated')
    const weekly = await addTask(now, dated.id, { title: 'Restore test', tier: 'weekly' })
    await addOccurrence(now, weekly, 3)
    await addOccurrence(now, await addTask(now, dated.id, { title: 'Logs' }), 0.5)
    const today = await getToday(viewer)
    expect(today.headline).toMatch(/^Nothing needs you today\. Next: Restore test for dated on /)
    expect(today.next.map(({ title, system, href }) => [title, system, href])).toEqual([
      ['Restore test', 'dated', `/tasks/${weekly}`],
    ])
    expect((await getToday(viewer, 'mine')).next).toEqual([])
    await sql().query(`update system set archived_at = app_now() where id = $1`, [dated.id])
    expect((await getToday(viewer)).next).toEqual([])
  })
})

describe('what needs somebody', () => {
  it('is ordered by severity × criticality × time left, and explains each place', async () => {
    const critical = await addSystem(now, 'orders-db', { criticality: 'critical', ownerId: viewer.id })
    const minor = await addSystem(now, 'wiki', { criticality: 'low' })
    const at = async (system: typeof critical, over: Parameters<typeof addFinding>[2]) =>
      addFinding(now, { id: await addCheck(now, system, { state: 'fail' }), systemId: system.id }, over)
    const fresh = await at(critical, { severity: 'high' })
    const late = await at(critical, { severity: 'high', dueIn: -2, ownerId: viewer.id, state: 'triaged' })
    const small = await at(minor, { severity: 'low' })
    const soon = await at(minor, { severity: 'critical', dueIn: 2, state: 'in-progress', ownerId: viewer.id })
    // In hand and in time, accepted, done: not today's business.
    await at(critical, { severity: 'critical', state: 'triaged', ownerId: viewer.id, dueIn: 20 })
    await at(critical, { severity: 'critical', state: 'accepted' })
    await at(critical, { severity: 'critical', state: 'verified' })
    const today = await getToday(viewer)
    expect(today.needs.map((need) => need.type === 'finding' && need.number)).toEqual([
      late,
      fresh,
      soon,
      small,
    ])
    expect(today.needs.map(({ score }) => score)).toEqual([80, 20, 20, 1])
    expect(today.needs[0]?.because).toBe('5 high × 4 critical × 4 overdue = 80')
    expect(today.headline).toBe('Four things need you. One is overdue.')
    expect(await getNavigation(viewer)).toMatchObject({ today: 4, findings: 4 })
  })

  it('includes systems that we cannot see, unless a finding says so already', async () => {
    const dark = await addSystem(now, 'dark', { criticality: 'high' })
    const stale = await addCheck(now, dark, { state: 'ok', freshFor: -10, finishedAgo: 7200 })
    await addCheck(now, dark, { state: 'ok' })
    const need = async () => (await getToday(viewer)).needs.find(({ systemId }) => systemId === dark.id)
    expect(await need()).toMatchObject({
      type: 'blind',
      unknown: 1,
      checks: 2,
      because: '3 unknown × 3 high × 1 waiting = 9',
    })
    await addFinding(
      now,
      { id: stale, systemId: dark.id },
      { kind: 'unwatched', severity: 'medium', state: 'triaged', ownerId: viewer.id },
    )
    expect(await need()).toBeUndefined()
  })

  it('names a task once however often it was not done, and leaves out what waits for its time', async () => {
    const kept = await addSystem(now, 'kept', { criticality: 'critical' })
    const restore = await addTask(now, kept.id, { title: 'Restore a backup', tier: 'monthly', minutes: 40 })
    for (const days of [-61, -31, -0.5, 20]) await addOccurrence(now, restore, days, { periodDays: 30 })
    await addOccurrence(now, restore, -91, { state: 'done' })
    const quiet = [
      await addTask(now, kept.id, { pausedUntil: ago(-3600) }),
      await addTask(now, kept.id, { archived: true }),
    ]
    for (const id of quiet) await addOccurrence(now, id, -3)
    const snoozed = await addTask(now, kept.id)
    await addOccurrence(now, snoozed, -1, { snoozedUntil: ago(-3600) })
    await addOccurrence(now, await addTask(now, kept.id), 0.5)
    const daily = await addTask(now, kept.id, { automation: 'check' })
    await addOccurrence(now, daily, -0.25, { blockedReason: 'The host is rebuilt' })

    const today = await getToday(viewer)
    const tasks = today.needs.filter(({ type }) => type === 'task')
    expect(tasks).toMatchObject([
      {
        id: restore,
        title: 'Restore a backup',
        open: 3,
        minutes: 40,
        severity: 'medium',
        because: '3 medium × 4 critical × 4 overdue = 48',
      },
      { id: daily, open: 1, automation: 'check', blockedReason: 'The host is rebuilt', severity: 'low' },
    ])
    expect(today.needs[1]).toMatchObject({ id: restore })
    expect(await getNavigation(viewer)).toMatchObject({ today: 6, findings: 4 })
    await sql().query(`update system set archived_at = app_now() where id = $1`, [kept.id])
    expect(await getNavigation(viewer)).toMatchObject({ today: 4 })
  })

  it('lets go of a period that was missed once a later one is done, as the page of tasks does', async () => {
    const caughtUp = await addSystem(now, 'caught-up')
    const weekly = await addTask(now, caughtUp.id, { tier: 'weekly' })
    const [missed, late] = [-22, -15]
    await addOccurrence(now, weekly, missed, { periodDays: 7 })
    await addOccurrence(now, weekly, late, { periodDays: 7 })
    const read = async () => ({
      need: (await getToday(viewer)).needs.find(({ systemId }) => systemId === caughtUp.id),
      facts: (await readSystemDayFacts([caughtUp.id])).get(caughtUp.id),
    })
    expect(await read()).toMatchObject({ need: { open: 2 }, facts: { overdueTasks: 1 } })
    await addOccurrence(now, weekly, -8, { periodDays: 7, state: 'done' })
    expect(await read()).toMatchObject({ need: undefined, facts: { overdueTasks: 0, tasks: 1 } })
    // What came after it and was not done is one again, and a snooze makes nothing late be in time.
    await addOccurrence(now, weekly, -1, { periodDays: 7, snoozedUntil: ago(-3600) })
    expect(await read()).toMatchObject({ need: undefined, facts: { overdueTasks: 1 } })
    await sql().query('update task_occurrence set snoozed_until = null where task_id = $1', [weekly])
    expect(await read()).toMatchObject({ need: { open: 1 }, facts: { overdueTasks: 1 } })
    await sql().query(`update system set archived_at = app_now() where id = $1`, [caughtUp.id])
  })

  it('counts beside “Tasks” what the headline there calls overdue and due today', async () => {
    const neglected = await addSystem(now, 'neglected')
    const daily = await addTask(now, neglected.id)
    for (const days of [-4, -3, -2, -1]) await addOccurrence(now, daily, days)
    await addOccurrence(now, await addTask(now, neglected.id), -1, { snoozedUntil: ago(-3600) })
    await addOccurrence(now, await addTask(now, neglected.id), 0.4)
    await addOccurrence(now, await addTask(now, neglected.id), 9)
    const { head } = await getDueList(viewer, tasksQuery.parse({}))
    expect(head.counts).toMatchObject({ overdue: 3, dueToday: 1 })
    expect(await countTasksToDo(viewer)).toBe(4)
    await sql().query(`update system set archived_at = app_now() where id = $1`, [neglected.id])
    expect(await countTasksToDo(viewer)).toBe(0)
  })

  it('keeps the page short however much there is, and counts the rest', async () => {
    const wide = await addSystem(now, 'wide')
    const check = await addCheck(now, wide, { state: 'fail' })
    for (let index = 0; index < 20; index += 1) await addFinding(now, { id: check, systemId: wide.id })
    const today = await getToday(viewer)
    expect(today.needs).toHaveLength(7)
    expect(today.needsTotal).toBe(24)
    expect(today.systems).toHaveLength(5)
  })

  it('does not blame every system while nobody is at work', async () => {
    await sql().query('update worker set heartbeat_at = $1', [ago(7200)])
    const today = await getToday(viewer)
    expect(today.headline).toMatch(/^Nothing here is current\. .* were waiting for you\.$/)
    expect(today.needs.every(({ type }) => type === 'finding')).toBe(true)
    expect(today.systems.every(({ counts }) => counts.ok === 0)).toBe(true)
    await sql().query('update worker set heartbeat_at = $1', [ago(5)])
  })
})

describe('what moves', () => {
  it('counts runs that were asked for and have not ended', async () => {
    const { rows } = await sql().query<{ id: string }>(`select id from "check" limit 3`)
    await inTransaction((tx) =>
      requestRun(
        tx,
        rows.map(({ id }) => id),
        { viewer, title: 'All', systemId: null },
      ),
    )
    expect((await getToday(viewer)).running).toBe(3)
    await sql().query('update run_batch_item set finished_at = app_now()')
    expect((await getToday(viewer)).running).toBe(0)
  })

  it('tells the last 24 hours of findings', async () => {
    const { rows } = await sql().query<{ id: string }>('select id from finding limit 1')
    for (const [type, seconds] of [
      ['opened', 3600],
      ['reopened', 60],
      ['comment', 30],
      ['verified', 90_000],
    ] as const) {
      await sql().query(
        `insert into finding_event (id, finding_id, at, actor_label, type) values ($1, $2, $3, 'worker', $4)`,
        [newId(), rows[0]?.id, ago(seconds), type],
      )
    }
    const { since } = await getToday(viewer)
    expect(since).toMatchObject({ isFirstLook: true, opened: 1, reopened: 1, closed: 0 })
    expect(since.events.map(({ type }) => type)).toEqual(['reopened', 'opened'])
  })
})

describe('since somebody looked', () => {
  const later = (minutes: number) => database.setNow(new Date(now.getTime() + minutes * 60_000))
  afterAll(() => database.setNow(now))

  it('tells what happened after the visit before, however often this one asks', async () => {
    const person = await viewerFor(await createPerson({ email: 'looks@example.com', role: 'viewer' }))
    const other = await viewerFor(await createPerson({ email: 'other@example.com', role: 'viewer' }))
    expect((await getToday(person)).since.isFirstLook).toBe(true)
    await later(10)
    await getToday(person)
    // Gone for a day; the event of the first hour was seen, that of the night was not.
    const { rows } = await sql().query<{ id: string }>('select id from finding limit 1')
    await sql().query(
      `insert into finding_event (id, finding_id, at, actor_label, type) values ($1, $2, $3, 'worker', 'healed')`,
      [newId(), rows[0]?.id, new Date(now.getTime() + 600 * 60_000)],
    )
    await later(1450)
    const seenAt = new Date(now.getTime() + 10 * 60_000).toISOString()
    expect((await getToday(person)).since).toMatchObject({
      at: seenAt,
      isFirstLook: false,
      opened: 0,
      reopened: 0,
      closed: 1,
    })
    await later(1455)
    expect((await getToday(person)).since.at).toBe(seenAt)
    // A wall looks for nobody.
    await watchToday(person, 'all', 5)
    await later(1490)
    await watchToday(person, 'all', 5)
    expect((await getToday(other)).since.isFirstLook).toBe(true)
    // The visit ended when the page was asked for last.
    expect((await getToday(person)).since.at).toBe(new Date(now.getTime() + 1455 * 60_000).toISOString())
  })
})

describe('whose day', () => {
  it('is that of one person, of a team, or of all', async () => {
    const team = newId()
    await sql().query(`insert into team (id, name, created_at) values ($1, 'Orders', app_now())`, [team])
    const owner = await viewerFor(
      await createPerson({ email: 'owner@example.com', role: 'maintainer', teamIds: [team] }),
    )
    const [mine, ours, theirs] = [
      await addSystem(now, 'mine', { ownerId: owner.id }),
      await addSystem(now, 'ours'),
      await addSystem(now, 'theirs'),
    ]
    await sql().query('update system set team_id = $1 where id = $2', [team, ours.id])
    for (const system of [ours, theirs]) {
      const check = await addCheck(now, system, { state: 'fail' })
      await addFinding(now, { id: check, systemId: system.id }, { title: `Of ${system.address}` })
    }
    const task = await addTask(now, mine.id, { title: 'Rotate the key' })
    await addOccurrence(now, task, -1)
    const day = async (scope: 'mine' | 'team' | 'all') => {
      const { needs, needsTotal, systems, headline } = await getToday(owner, scope)
      return {
        titles: needs.map((need) => ('title' in need ? need.title : need.type)),
        needsTotal,
        systems,
        headline,
      }
    }
    const [own, of, all] = [await day('mine'), await day('team'), await day('all')]
    expect(own.titles).toEqual(['Rotate the key'])
    expect(own.headline).toBe('One thing needs you. One is overdue.')
    expect(own.systems.map(({ name }) => name)).toEqual(['mine'])
    expect(of.titles).toEqual([`Of ${ours.address}`])
    expect(of.systems.map(({ name }) => name)).toEqual(['ours'])
    expect(all.needsTotal).toBeGreaterThan(own.needsTotal + of.needsTotal)
    // In no team: no team's day, and not everybody's.
    const alone = await getToday(viewer, 'team')
    expect(alone).toMatchObject({ hasTeam: false, needsTotal: 0, systems: [], systemsTotal: 0 })
  })
})

describe('reviews', () => {
  it('need somebody when they are due, near their day, or wait for a signature', async () => {
    const reviewed = async (name: string, createdDaysAgo: number) => {
      const system = await addSystem(now, name, { criticality: 'critical' })
      await sql().query(`update system set created_at = $2 where id = $1`, [
        system.id,
        ago(createdDaysAgo * 86_400),
      ])
      return system
    }
    const [due, fresh, planned, signed] = [
      await reviewed('due', 100),
      await reviewed('fresh', 20),
      await reviewed('planned', 100),
      await reviewed('signed', 100),
    ]
    const [checklist, version] = [newId(), newId()]
    await sql().query(
      `insert into checklist (id, key, title, is_shipped, created_at) values ($1, 'q', 'Quarterly', false, app_now())`,
      [checklist],
    )
    await sql().query(
      `insert into checklist_version (id, checklist_id, number, state, title, purpose, occasion, applies_to, source, hash, created_at)
       values ($1, $2, 1, 'published', 'Quarterly', '', 'quarterly', '{}', '', 'x', app_now())`,
      [version, checklist],
    )
    const review = async (systemId: string, state: string, inDays: number) => {
      const id = newId()
      await sql().query(
        `insert into review (id, system_id, version_id, quarter, state, planned_for, owner_id, seed, submitted_at, created_at)
         values ($1, $2, $3, '2026-Q4', $4, $5, $6, 1, $7, app_now())`,
        [
          id,
          systemId,
          version,
          state,
          ago(-inDays * 86_400),
          viewer.id,
          state === 'sign-off' ? ago(7200) : null,
        ],
      )
      return id
    }
    const far = await review(planned.id, 'planned', 9)
    const handedIn = await review(signed.id, 'sign-off', 20)
    const needs = async () =>
      (await getToday(viewer)).needs.flatMap((need) => (need.type === 'review' ? [need] : []))
    const listed = await needs()
    expect(listed.map(({ system }) => system).toSorted()).toEqual(['due', 'signed'])
    expect(listed.find(({ systemId }) => systemId === due.id)).toMatchObject({
      reviewId: null,
      state: null,
      urgency: 'overdue',
      because: '3 medium × 4 critical × 4 overdue = 48',
    })
    expect(listed.find(({ systemId }) => systemId === signed.id)).toMatchObject({
      reviewId: handedIn,
      state: 'sign-off',
      owner: viewer.name,
    })
    await sql().query('update review set planned_for = $2 where id = $1', [far, ago(-2 * 86_400)])
    expect((await needs()).find(({ systemId }) => systemId === planned.id)).toMatchObject({
      reviewId: far,
      urgency: 'due-soon',
    })
    expect((await needs()).some(({ systemId }) => systemId === fresh.id)).toBe(false)
  })
})

describe('what runs out first', () => {
  it('is drawn over one axis of time, soonest first, and stands beside its system', async () => {
    const [near, far] = [await addSystem(now, 'near'), await addSystem(now, 'far')]
    const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
    for (const [system, earliest, latest] of [
      [far, 40, 80],
      [near, 9, 23],
    ] as const) {
      const check = await addCheck(now, system, { state: 'fail', kind: 'host.disk' })
      await sql().query(
        `insert into capacity_forecast (check_id, key, day, system_id, computed_at, resource, measure, status, value, unit,
           limit_value, limit_label, direction, growth_per_week, earliest, middle, latest, history_days, needed_days, method,
           explanation, path, newest)
         values ($1, '/var', $2::date, $3, $2, '/var', 'disk', 'reaches', 80, '%', 95, 'limit', 'up', 2, $4, $5, $6, 60, 14,
                 'theil-sen', 'A straight line.', $7, true)`,
        [
          check,
          now,
          system.id,
          days(earliest),
          days((earliest + latest) / 2),
          days(latest),
          JSON.stringify([[days(1).getTime(), 80, 81, 82]]),
        ],
      )
    }
    const soonest = await getSoonest(viewer, 'all')
    expect(soonest.map(({ system }) => system)).toEqual(['near', 'far'])
    expect(new Set(soonest.map(({ spec }) => `${spec.from} ${spec.to}`)).size).toBe(1)
    expect(soonest[1]?.spec.to).toBeGreaterThan(days(80).getTime())
    expect(soonest[0]?.sentence).toMatch(/^reaches 95 % between /)
    expect(soonest[0]?.spec.forecast?.points).toHaveLength(1)
    expect(await getSoonest(viewer, 'team')).toEqual([])
    const facts = await readSystemDayFacts([near.id, far.id])
    expect(facts.get(near.id)).toMatchObject({
      soonest: { resource: '/var', status: 'reaches', earliest: days(9).toISOString() },
      forecasts: 1,
      tasks: 0,
      reviewedAt: null,
    })
  })
})
