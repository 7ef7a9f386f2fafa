import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { maintainTasks } from '@/lib/engine/duties/maintain-tasks'
import { audited } from '@/scripts/testing/audited'
import { addTestSystem } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { actOnOccurrence, actOnTask, changeTask, createTask, reportProblem } from './act'
import { getTaskForm, previewSchedule, proposeFinding } from './form-service'
import { type OccurrenceAction, type TaskInput, taskChange, taskInput } from './schema'
import { addStarterTasks, proposeStarterTasks } from './starters'
import { getOccurrence, getSystemTasks, getTask } from './task-service'
import type { TaskPage } from './task-view'

// A Monday, one in the afternoon.
const now = new Date('2026-11-23T13:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)

let database: TestDatabase
let people: Cast['people']
let team: string
let systemId: string
let me: Viewer

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  ;({ team, people } = await createCast())
  me = people.maintainer
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.setNow(now)
  ;({ systemId } = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [
    { kind: 'host.disk_free' },
    { kind: 'host.inodes' },
  ]))
  await sql().query('update system set team_id = $2, owner_id = $3 where id = $1', [
    systemId,
    team,
    people.manager.id,
  ])
})

const typed = (over: Record<string, unknown> = {}): TaskInput =>
  taskInput.parse({
    systemId,
    tier: 'daily',
    title: 'Look at the queue',
    why: 'It grows without a sound.',
    procedure: 'Count what waits.',
    expectedMinutes: '5',
    evidenceWanted: '',
    evidencePolicy: 'optional',
    measureLabel: '',
    measureUnit: '',
    idempotent: 'yes',
    idempotentProof: '',
    automation: 'manual',
    schedule: { type: 'daily', at: '02:00' },
    timeZone: 'UTC',
    anchor: 'scheduled',
    afterTaskId: '',
    graceMinutes: '720',
    ownerId: '',
    ...over,
  })
const change = (input: TaskInput, revision: number, over: Record<string, unknown> = {}) => {
  const { systemId: _, ...fields } = input
  return taskChange.parse({ ...fields, revision, ...over })
}
const create = (over: Record<string, unknown> = {}) => createTask(me, typed(over)).then(({ id }) => id)
const page = (id: string): Promise<TaskPage> => getTask(me, id)
const occurrences = async (taskId: string) =>
  (
    await sql().query<{
      id: string
      scheduled_at: Date
      period_end: Date
      due_at: Date
      state: string
      in_pause: boolean
      revision: number
    }>('select * from task_occurrence where task_id = $1 order by scheduled_at', [taskId])
  ).rows
const current = async (taskId: string) => {
  const { task } = await page(taskId)
  if (!task.current) throw new Error('nothing is planned')
  return task.current
}
type Said = OccurrenceAction extends infer Each
  ? Each extends { do: string }
    ? Omit<Each, 'revision'>
    : never
  : never
const act = async (taskId: string, action: Said, viewer = me) => {
  const { id, revision } = await current(taskId)
  return actOnOccurrence(viewer, id, { ...action, revision } as OccurrenceAction)
}
const record = (over: Partial<Extract<OccurrenceAction, { do: 'record' }>> = {}): Said => ({
  do: 'record',
  result: 'done',
  measure: null,
  note: '',
  minutes: null,
  evidenceIds: [],
  ...over,
})

describe('a new task', () => {
  it('is planned two months ahead at once, in one transaction with its audit row', async () => {
    const { result, row } = await audited('task.created', () => createTask(me, typed()))
    expect(row).toMatchObject({ actor_label: 'mia@example.com', entity_id: result.id })
    const planned = await occurrences(result.id)
    expect(planned).toHaveLength(70)
    expect(planned[0]).toMatchObject({ scheduled_at: hours(13), due_at: hours(25), state: 'pending' })
    const { task, headline, events } = await page(result.id)
    expect(task).toMatchObject({ key: 'own.look-at-the-queue', scheduleText: 'Every day at 02:00, UTC' })
    expect(headline).toBe('Next on Tue 24 Nov 02:00; never done yet')
    expect(events.map(({ type }) => type)).toEqual(['created'])
  })

  it('gets a key of its own beside one of the same title', async () => {
    const [first, second] = [await create(), await create()]
    expect((await page(first)).task.key).toBe('own.look-at-the-queue')
    expect((await page(second)).task.key).toBe('own.look-at-the-queue-2')
  })

  it.each([
    [
      '30 February',
      { schedule: { type: 'yearly', month: 2, day: 30, missing: 'skip', at: '02:00' } },
      'schedule.day',
    ],
    [
      'a pattern that never fires',
      { schedule: { type: 'cron', expression: '0 2 30 2 *' } },
      'schedule.expression',
    ],
    ['a check that does not exist', { provenByKinds: ['pg.magic'] }, 'provenByKinds'],
    ['a check without its kind', { automation: 'check' }, 'provenByKinds'],
    ['a task of nowhere', { afterTaskId: newId() }, 'afterTaskId'],
    ['an owner who is nobody', { ownerId: newId() }, 'ownerId'],
    ['more grace than there is', { graceMinutes: '1441' }, 'graceMinutes'],
    ['counting from completion without an interval', { anchor: 'completed' }, 'anchor'],
  ])('with %s is refused at its field', async (_what, over, field) => {
    await expect(create(over)).rejects.toMatchObject({
      kind: 'invalid',
      fields: { [field]: expect.stringMatching(/./) },
    })
    expect((await getSystemTasks(me, systemId)).tasks).toEqual([])
  })

  it.each(['viewer', 'outsider'] as const)('is not for a %s', async (role) => {
    await expect(createTask(people[role], typed())).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(getTaskForm(people[role], { systemId })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(addStarterTasks(people[role], systemId, ['host.disk'])).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  it('is shown before it is saved', async () => {
    const schedule = { type: 'daily', at: '02:30' }
    const shown = await previewSchedule(me, { systemId, schedule, timeZone: 'Europe/Berlin' })
    expect(shown.text).toBe('Every day at 02:30, Europe/Berlin')
    expect(shown.dates[0]).toBe('2026-11-24T01:30:00.000Z')
    expect(shown.dates).toHaveLength(5)
    expect(shown.notes).toEqual([expect.stringMatching(/2027-03-28 there is no 02:30.*03:00 instead/)])
    await expect(
      previewSchedule(me, {
        systemId,
        schedule: { type: 'cron', expression: '0 2 30 2 *' },
        timeZone: 'UTC',
      }),
    ).rejects.toMatchObject({ fields: { 'schedule.expression': expect.stringMatching(/never fires/) } })
  })
})

describe('a task that follows another', () => {
  it('waits for that of its day until it is done', async () => {
    const daily = await create({ title: 'Daily work' })
    const weekly = await create({
      title: 'Weekly work',
      tier: 'weekly',
      schedule: { type: 'weekly', weekdays: [2], at: '02:00' },
      afterTaskId: daily,
      graceMinutes: '1440',
    })
    await database.setNow(hours(14))
    expect(await current(weekly)).toMatchObject({
      status: 'upcoming',
      waitsFor: { taskId: daily, title: 'Daily work' },
      // A day after the deadline of the one before: never overdue while it waits.
      dueAt: hours(49).toISOString(),
    })
    await act(daily, record())
    expect(await current(weekly)).toMatchObject({ status: 'due', waitsFor: null })
  })

  it('waits, when it comes once a month, for the weekly one in whose week it lies', async () => {
    const weekly = await create({
      title: 'Weekly work',
      tier: 'weekly',
      schedule: { type: 'weekly', weekdays: [2], at: '02:00' },
      graceMinutes: '4320',
    })
    const monthly = await create({
      title: 'Monthly work',
      tier: 'monthly',
      schedule: { type: 'monthly-day', day: 25, missing: 'last', at: '03:00' },
      afterTaskId: weekly,
      graceMinutes: '1440',
    })
    // Wednesday morning: its own time has come, Tuesday's work has not been done.
    await database.setNow(hours(40))
    expect(await current(monthly)).toMatchObject({
      status: 'upcoming',
      waitsFor: { taskId: weekly, title: 'Weekly work' },
    })
    await act(weekly, record())
    expect(await current(monthly)).toMatchObject({ status: 'due', waitsFor: null })
    // In December, too: the 25th lies in the week of Tuesday the 22nd.
    const { rows } = await sql().query<{ at: Date }>(
      `select w.scheduled_at as at from task_occurrence o join task_occurrence w on w.id = o.waits_for_id
        where o.task_id = $1 order by o.scheduled_at`,
      [monthly],
    )
    expect(rows.map(({ at }) => at.toISOString()).slice(0, 2)).toEqual([
      '2026-11-24T02:00:00.000Z',
      '2026-12-22T02:00:00.000Z',
    ])
  })

  it('waits no longer than until the other’s deadline', async () => {
    const daily = await create()
    const weekly = await create({
      tier: 'weekly',
      schedule: { type: 'weekly', weekdays: [2], at: '01:00' },
      afterTaskId: daily,
    })
    await database.setNow(hours(24))
    // It begins an hour before the daily one of the same day, and waits for that.
    expect(await current(weekly)).toMatchObject({ status: 'upcoming' })
    await database.setNow(hours(25))
    expect(await current(weekly)).toMatchObject({ status: 'due' })
  })

  it('closes no circle, and does not wait for what is rarer', async () => {
    const a = await create({ title: 'Task A' })
    const b = await create({ title: 'Task B', afterTaskId: a })
    const circle = change(typed({ title: 'Task A' }), 1, { afterTaskId: b })
    await expect(changeTask(me, a, circle)).rejects.toMatchObject({
      fields: { afterTaskId: expect.stringMatching(/Task A → Task B → Task A/) },
    })
    const offered = await getTaskForm(me, { taskId: a })
    expect(offered.others).toEqual([])
    const weekly = await create({ tier: 'weekly', schedule: { type: 'weekly', weekdays: [2], at: '02:00' } })
    await expect(create({ afterTaskId: weekly })).rejects.toMatchObject({
      fields: { afterTaskId: expect.stringMatching(/daily task cannot wait for a weekly/) },
    })
  })

  it('is free when the other is archived', async () => {
    const daily = await create({ title: 'Daily work' })
    const follower = await create({ title: 'Follower', afterTaskId: daily })
    const { row } = await audited('task.archived', () =>
      actOnTask(me, daily, { do: 'archive', reason: 'a check does it' }),
    )
    expect(row.after).toMatchObject({ comment: 'a check does it' })
    const { task, events } = await page(follower)
    expect(task.after).toBeNull()
    expect(events[0]).toMatchObject({ type: 'changed', comment: expect.stringMatching(/Daily work/) })
    await database.setNow(hours(14))
    expect(await current(follower)).toMatchObject({ status: 'due', dueAt: hours(25).toISOString() })
    await expect(actOnTask(me, daily, { do: 'resume' })).rejects.toThrow(/archived/)
  })
})

describe('changing a task', () => {
  it('makes the future anew, keeps what came due, and says what changed', async () => {
    const id = await create()
    await database.setNow(hours(40))
    const before = await occurrences(id)
    const wanted = change(typed({ title: 'Look at the queue' }), 1, {
      schedule: { type: 'weekly', weekdays: [5], at: '04:00' },
      graceMinutes: 60,
      tier: 'weekly',
    })
    const { row } = await audited('task.changed', () => changeTask(me, id, wanted))
    expect(row.before).toEqual({
      tier: 'daily',
      schedule: { type: 'daily', at: '02:00' },
      graceMinutes: 720,
    })
    const after = await occurrences(id)
    // Tuesday and Wednesday had begun; then come Fridays.
    expect(after.slice(0, 3).map((each) => each.scheduled_at.toISOString())).toEqual([
      '2026-11-24T02:00:00.000Z',
      '2026-11-25T02:00:00.000Z',
      '2026-11-27T04:00:00.000Z',
    ])
    expect(after[1]).toMatchObject({ id: before[1]?.id, period_end: new Date('2026-11-27T04:00:00Z') })
    expect(after[2]?.due_at).toEqual(new Date('2026-11-27T05:00:00Z'))
    await maintainTasks()
    expect(await occurrences(id)).toHaveLength(after.length)
  })

  it('leaves the plan alone when only words change, and writes nothing when nothing does', async () => {
    const id = await create()
    const before = await occurrences(id)
    await changeTask(me, id, change(typed({ why: 'It grows overnight.' }), 1))
    expect(await occurrences(id)).toEqual(before)
    await changeTask(me, id, change(typed({ why: 'It grows overnight.' }), 2))
    expect((await page(id)).events.map(({ type }) => type)).toEqual(['changed', 'created'])
  })

  it('tells of a change that came between', async () => {
    const id = await create()
    await changeTask(people.manager, id, change(typed({ title: 'Renamed meanwhile' }), 1))
    await expect(changeTask(me, id, change(typed({ title: 'Mine' }), 1))).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect((await page(id)).task.title).toBe('Renamed meanwhile')
  })

  it('keeps what somebody touched, even when it lies ahead', async () => {
    const id = await create()
    const [first] = await occurrences(id)
    await act(id, { do: 'claim' })
    await changeTask(me, id, change(typed(), 1, { schedule: { type: 'daily', at: '05:00' } }))
    const after = await occurrences(id)
    expect(after[0]).toMatchObject({ id: first?.id, state: 'in-progress' })
    expect(after[1]?.scheduled_at).toEqual(new Date('2026-11-24T05:00:00Z'))
  })

  it('follows the low-traffic window when that moves', async () => {
    const id = await create({ schedule: { type: 'daily', at: 'window' } })
    await sql().query(`update system set maintenance_window = 'daily 23:00-24:00' where id = $1`, [systemId])
    await maintainTasks()
    expect((await occurrences(id))[0]?.scheduled_at).toEqual(new Date('2026-11-23T23:00:00Z'))
    await sql().query(`update system set maintenance_window = 'some night' where id = $1`, [systemId])
    await maintainTasks()
    expect((await occurrences(id))[0]?.scheduled_at).toEqual(new Date('2026-11-24T02:00:00Z'))
    expect((await page(id)).task.windowNotice).toMatch(/"some night" cannot be read, so 02:00 holds/)
  })

  it('refuses to delete what has come due', async () => {
    const id = await create()
    await database.setNow(hours(14))
    await expect(sql().query('delete from task_occurrence where task_id = $1', [id])).rejects.toThrow()
    await expect(
      sql().query(`update task_event set type = 'changed' where task_id = $1`, [id]),
    ).rejects.toThrow()
  })
})

describe('a pause', () => {
  const pause = { do: 'pause', reason: 'release freeze', until: '2026-11-27' } as const

  it('leaves out what falls into it, visibly, and what was due before stays due', async () => {
    await database.setNow(hours(-24))
    const id = await create()
    await database.setNow(now)
    const { row } = await audited('task.paused', () => actOnTask(me, id, pause))
    expect(row.after).toMatchObject({ pausedReason: 'release freeze', comment: 'release freeze' })
    const made = await occurrences(id)
    expect(made.slice(0, 6).map(({ state, in_pause }) => [state, in_pause])).toEqual([
      ['pending', false],
      ['skipped', true],
      ['skipped', true],
      ['skipped', true],
      ['skipped', true],
      ['pending', false],
    ])
    await database.setNow(hours(30))
    const { task, history, headline } = await page(id)
    expect(headline).toMatch(/^Paused until Fri 27 Nov 23:59/)
    expect(task.paused).toMatchObject({ reason: 'release freeze' })
    expect(history.rows.map(({ status }) => status)).toEqual(['paused', 'missed'])
    expect(history.rows[0]?.skipReason).toBe('release freeze')
    // A gap is nobody's fault: it does not count against anybody.
    await database.setNow(hours(24 * 5))
    expect((await page(id)).task.paused).toBeNull()
    expect((await page(id)).task.onTimeShare).toBe(0)
  })

  it('ends before its time: what lies ahead is due again', async () => {
    const id = await create()
    await actOnTask(me, id, pause)
    await database.setNow(hours(30))
    const { row } = await audited('task.resumed', () => actOnTask(me, id, { do: 'resume' }))
    expect(row.before).toMatchObject({ pausedReason: 'release freeze' })
    expect((await occurrences(id)).slice(0, 3).map(({ state }) => state)).toEqual([
      'skipped',
      'pending',
      'pending',
    ])
  })

  it('holds for what is planned later, too', async () => {
    const id = await create()
    await actOnTask(me, id, { ...pause, until: '2027-02-20' })
    await database.setNow(hours(24 * 60))
    await maintainTasks()
    const made = await occurrences(id)
    const paused = made.filter(({ in_pause }) => in_pause)
    expect(paused.at(-1)?.scheduled_at).toEqual(new Date('2027-02-20T02:00:00Z'))
    expect(paused).toHaveLength(89)
    expect(made.find(({ in_pause }) => !in_pause)?.scheduled_at).toEqual(new Date('2027-02-21T02:00:00Z'))
  })

  it.each([
    ['2026-11-22', /over already/],
    ['2027-03-01', /too long/],
    ['2026-02-30', /does not exist/],
  ])('until %s is refused', async (until, sentence) => {
    await expect(actOnTask(me, await create(), { ...pause, until })).rejects.toThrow(sentence)
  })

  it('is neither doubled nor ended twice', async () => {
    const id = await create()
    await expect(actOnTask(me, id, { do: 'resume' })).rejects.toThrow(/not paused/)
    await actOnTask(me, id, pause)
    await expect(actOnTask(me, id, pause)).rejects.toThrow(/paused already/)
  })
})

describe('what somebody does with an occurrence', () => {
  it('is each one transaction with its audit row', async () => {
    const id = await create()
    await database.setNow(hours(14))
    const said = async (action: Said) => {
      const line = await current(id)
      return () => actOnOccurrence(me, line.id, { ...action, revision: line.revision } as OccurrenceAction)
    }
    const { row } = await audited('task.claimed', await said({ do: 'claim' }))
    expect(row).toMatchObject({ entity_id: id, actor_label: 'mia@example.com' })
    await audited('task.blocked', await said({ do: 'block', reason: 'no access to the host' }))
    await audited('task.unblocked', await said({ do: 'unblock' }))
    await audited('task.released', await said({ do: 'release' }))
    await audited('task.recorded', await said(record({ note: 'all quiet', minutes: 4 })))
    const { history, events, headline } = await page(id)
    expect(history.rows[0]).toMatchObject({
      status: 'done',
      onTime: true,
      note: 'all quiet',
      minutes: 4,
      finishedBy: { name: 'mia', initials: 'M' },
    })
    expect(events.map(({ type }) => type)).toEqual([
      'recorded',
      'released',
      'unblocked',
      'blocked',
      'claimed',
      'created',
    ])
    expect(headline).toMatch(/^Next on Wed 25 Nov 02:00; last done just now/)
  })

  it('is put off with a count, and with a reason when it comes once a month', async () => {
    const id = await create({
      tier: 'monthly',
      schedule: { type: 'monthly-day', day: 23, missing: 'skip', at: '13:00' },
      graceMinutes: '14400',
    })
    await database.setNow(hours(1))
    await expect(act(id, { do: 'snooze', until: '2026-11-25', reason: '' })).rejects.toMatchObject({
      fields: { reason: expect.stringMatching(/monthly task needs a reason/) },
    })
    const line = await current(id)
    await audited('task.snoozed', () =>
      actOnOccurrence(me, line.id, {
        do: 'snooze',
        revision: line.revision,
        until: '2026-11-25',
        reason: 'release freeze',
      }),
    )
    expect(await current(id)).toMatchObject({
      status: 'upcoming',
      snoozeCount: 1,
      snoozedUntil: '2026-11-25T00:00:00.000Z',
      dueAt: hours(240).toISOString(),
    })
    await expect(act(id, { do: 'snooze', until: '2026-12-24', reason: 'later' })).rejects.toMatchObject({
      fields: { until: expect.stringMatching(/next period begins/) },
    })
    await database.setNow(hours(241))
    expect(await current(id)).toMatchObject({ status: 'overdue' })
  })

  it('is skipped with a reason', async () => {
    const id = await create()
    await database.setNow(hours(14))
    const line = await current(id)
    const { row } = await audited('task.skipped', () =>
      actOnOccurrence(me, line.id, { do: 'skip', revision: line.revision, reason: 'the queue is gone' }),
    )
    expect(row.after).toMatchObject({ state: 'skipped', skipReason: 'the queue is gone' })
    expect((await page(id)).task.lastDoneAt).toBeNull()
  })

  it('is refused when somebody was faster, and nothing of theirs is lost', async () => {
    const id = await create()
    await database.setNow(hours(14))
    const line = await current(id)
    await act(id, { do: 'claim' }, people.manager)
    const late = { ...record({ note: 'mine' }), revision: line.revision } as OccurrenceAction
    await expect(actOnOccurrence(me, line.id, late)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringMatching(/What you typed is still here/),
    })
    await expect(act(id, { do: 'claim' })).rejects.toThrow(/Somebody else has taken this/)
    expect((await current(id)).claimedBy).toMatchObject({ name: 'max' })
  })

  it('records what is overdue and what was missed, as late', async () => {
    const id = await create()
    await database.setNow(hours(60))
    const missed = (await page(id)).history.rows.find(({ status }) => status === 'missed')
    await actOnOccurrence(me, missed?.id ?? '', {
      ...record({ note: 'done, not noted' }),
      revision: 1,
    } as OccurrenceAction)
    const { history } = await page(id)
    expect(history.rows.find(({ id: each }) => each === missed?.id)).toMatchObject({
      status: 'done',
      onTime: false,
    })
  })

  it('is no bulk pass: only the next period may be done ahead', async () => {
    const id = await create()
    const [first, second, third] = await occurrences(id)
    const done = (each: typeof first) =>
      actOnOccurrence(me, each?.id ?? '', { ...record(), revision: 1 } as OccurrenceAction)
    await expect(done(second)).rejects.toThrow(/earlier period is still open/)
    await done(first)
    await expect(done(third)).rejects.toThrow(/earlier period is still open/)
    await expect(done(second)).rejects.toThrow(/too far ahead/)
    await expect(done(first)).rejects.toThrow()
  })

  it('wants the number, the evidence and the words that the task asks for', async () => {
    const id = await create({
      measureLabel: 'Entries waiting',
      measureUnit: 'entries',
      evidencePolicy: 'required',
    })
    await database.setNow(hours(14))
    await expect(act(id, record())).rejects.toMatchObject({
      fields: { measure: expect.stringMatching(/Entries waiting/) },
    })
    await expect(act(id, record({ measure: 4 }))).rejects.toMatchObject({
      fields: { evidenceIds: expect.stringMatching(/wants evidence/) },
    })
    await expect(act(id, record({ measure: 4, evidenceIds: [newId()] }))).rejects.toMatchObject({
      fields: { evidenceIds: expect.stringMatching(/of this system/) },
    })
    await expect(
      act(id, record({ measure: 4, result: 'done-with-problem', note: '' })),
    ).rejects.toMatchObject({ fields: { note: expect.stringMatching(/what the problem is/) } })
    const evidenceId = newId()
    await sql().query(
      `insert into evidence (id, system_id, kind, title, text, sha256, captured_at)
       values ($1, $2, 'note', 'screen', 'four', $3, app_now())`,
      [evidenceId, systemId, 'a'.repeat(64)],
    )
    await act(id, record({ measure: 4, evidenceIds: [evidenceId] }))
    expect((await page(id)).history.rows[0]).toMatchObject({ measure: 4, evidenceIds: [evidenceId] })
  })

  it('is not for those who only read', async () => {
    const id = await create()
    await database.setNow(hours(14))
    for (const role of ['viewer', 'outsider'] as const) {
      await expect(act(id, { do: 'claim' }, people[role])).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(actOnTask(people[role], id, { do: 'resume' })).rejects.toMatchObject({ kind: 'forbidden' })
      expect((await getTask(people[role], id)).editable).toBe(false)
    }
    await expect(actOnOccurrence(me, newId(), { do: 'claim', revision: 1 })).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(getOccurrence(me, 'x')).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('done with a problem', () => {
  it('proposes a finding, raises it when the person confirms, and links both', async () => {
    const id = await create({ measureLabel: 'Entries waiting', measureUnit: 'entries' })
    await database.setNow(hours(14))
    await expect(proposeFinding(me, (await current(id)).id)).rejects.toThrow(/No problem was recorded/)
    const { id: occurrenceId, proposesFinding } = await act(
      id,
      record({
        result: 'done-with-problem',
        measure: 4_000,
        note: 'the queue holds entries of October. Nobody reads them.',
      }),
    )
    expect(proposesFinding).toBe(true)
    const proposal = await proposeFinding(me, occurrenceId)
    expect(proposal).toMatchObject({
      title: 'The queue holds entries of October',
      detail: expect.stringMatching(
        /Entries waiting: 4000 entries[\s\S]*Found while doing "Look at the queue"/,
      ),
      remediation: 'Count what waits.',
      severity: 'medium',
      ownerId: people.manager.id,
      finding: null,
    })
    const { title, detail, remediation, due } = proposal
    const report = { title, detail, remediation, severity: 'high' as const, ownerId: me.id, due }
    const { result } = await audited('finding.created', () => reportProblem(me, occurrenceId, report))
    expect((await page(id)).history.rows[0]?.finding).toMatchObject({ number: result.number, title })
    await expect(reportProblem(me, occurrenceId, report)).rejects.toThrow(/finding already/)
    expect((await proposeFinding(me, occurrenceId)).finding).toMatchObject({ number: result.number })
  })
})

describe('a task that counts from completion', () => {
  const every30 = {
    schedule: { type: 'interval', every: 30, unit: 'days', at: '02:00' },
    anchor: 'completed',
    tier: 'monthly',
  }

  it('has one open period, and the next an interval after it was done', async () => {
    const id = await create(every30)
    expect(await occurrences(id)).toHaveLength(1)
    await database.setNow(hours(24 * 12))
    await maintainTasks()
    expect(await occurrences(id)).toHaveLength(1)
    expect(await current(id)).toMatchObject({ status: 'overdue' })
    await act(id, record())
    const made = await occurrences(id)
    expect(made).toHaveLength(2)
    expect(made[1]?.scheduled_at).toEqual(new Date('2027-01-04T02:00:00Z'))
  })

  it('goes on after a pause, and before its end when that is taken back', async () => {
    const id = await create(every30)
    await actOnTask(me, id, { do: 'pause', reason: 'release freeze', until: '2026-11-27' })
    expect(
      (await occurrences(id)).map(({ scheduled_at, in_pause }) => [scheduled_at.toISOString(), in_pause]),
    ).toEqual([
      ['2026-11-24T02:00:00.000Z', true],
      ['2026-11-28T02:00:00.000Z', false],
    ])
    await database.setNow(hours(30))
    await actOnTask(me, id, { do: 'resume' })
    const open = (await occurrences(id)).filter(({ state }) => state === 'pending')
    expect(open.map(({ scheduled_at }) => scheduled_at.toISOString())).toEqual(['2026-11-25T02:00:00.000Z'])
  })
})

describe('starter tasks', () => {
  it('are proposed for what the system is, and added as chosen', async () => {
    const proposal = await proposeStarterTasks(people.viewer, systemId)
    expect(proposal.headline).toBe(`${proposal.total} tasks for a host: review and add`)
    expect(proposal.otherSets.map(({ key }) => key)).toContain('mysql')
    const disk = proposal.sets[0]?.tasks.find(({ key }) => key === 'host.disk')
    expect(disk?.automation).toMatchObject({ by: 'check', kinds: [{ watched: true }, { watched: true }] })
    const { row } = await audited('task.starters-added', () =>
      addStarterTasks(me, systemId, [
        'security.audit-log',
        'host.disk',
        'host.memory',
        'host.scheduled-jobs',
        'host.log-rotation',
      ]),
    )
    expect(row.after).toMatchObject({ tasks: expect.arrayContaining(['host.disk']) })
    const { tasks, proposal: rest } = await getSystemTasks(me, systemId)
    expect(tasks.map(({ key, automation }) => [key, automation])).toEqual([
      ['host.disk', 'check'],
      ['security.audit-log', 'manual'],
      ['host.memory', 'manual'],
      ['host.log-rotation', 'manual'],
      ['host.scheduled-jobs', 'manual'],
    ])
    expect(rest.total).toBe(proposal.total - 5)
    expect(rest.headline).toMatch(/more tasks for a host/)
    const jobs = await page(tasks.at(-1)?.id ?? '')
    expect(jobs.task.after?.title).toBe('See that logs are rotated and old ones removed')
    // Who comes before was not chosen: nothing to wait for.
    expect((await page(tasks[1]?.id ?? '')).task.after).toBeNull()
    await expect(addStarterTasks(me, systemId, ['host.disk'])).rejects.toMatchObject({ kind: 'conflict' })
    await expect(addStarterTasks(me, systemId, ['host.magic'])).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('of a set that was chosen by hand', async () => {
    const proposal = await proposeStarterTasks(me, systemId, ['redis'])
    expect(proposal.headline).toMatch(/tasks for a Redis store and a host/)
    await addStarterTasks(me, systemId, ['redis.memory', 'redis.keys-without-end'])
    const { tasks } = await getSystemTasks(me, systemId)
    expect(tasks.map(({ key }) => key)).toEqual(['redis.memory', 'redis.keys-without-end'])
  })
})
