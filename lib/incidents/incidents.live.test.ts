import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { incidentsPrevented } from '@/lib/assessments/facts/incidents-prevented'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { loadSystemFacts } from '@/lib/facts/store'
import { parseInput } from '@/lib/parse-input'
import { audited } from '@/scripts/testing/audited'
import { addTestSystem, type TestSystem } from '@/scripts/testing/engine-fixture'
import { readAcross } from '@/scripts/testing/read-across'
import { addOccurrence, addTask } from '@/scripts/testing/task-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { closeIncident, reopenIncident } from './close'
import { getIncidentEdit, getIncidentForm, getPreventionChoices } from './form-service'
import { judgePreventions } from './judge-preventions'
import { addPrevention, removePrevention } from './prevent'
import { changeIncident, commentIncident, recordIncident } from './record'
import {
  closingForm,
  incidentChange,
  incidentFilter,
  incidentForm,
  newIncidentQuery,
  preventionForm,
} from './schema'
import { getIncident, getSystemIncidents, listIncidents } from './service'

const now = new Date('2026-11-23T12:00:00Z')
const start = new Date('2026-11-14T02:10:00Z')
const hours = (count: number, from = now) => new Date(from.getTime() + count * 3_600_000)
let database: TestDatabase
let cast: Cast
let mia: Viewer
let max: Viewer
let system: TestSystem

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(now)
  cast = await createCast()
  mia = cast.people.maintainer
  max = cast.people.manager
})
afterAll(() => database?.drop())
beforeEach(async () => {
  await emptyTables('system')
  await database.setNow(now)
  system = await addTestSystem(
    { kind: 'tcp', address: 'queue.example:5672', config: { host: 'queue.example', port: 5672 } },
    [{ kind: 'tcp.open', failAfter: 1 }],
  )
  await sql().query(`update system set team_id = $2, name = 'orders-queue' where id = $1`, [
    system.systemId,
    cast.team,
  ])
})

const form = (over: Record<string, string> = {}) =>
  parseInput(incidentForm, {
    systemId: system.systemId,
    title: 'Orders were not taken',
    detail: 'The queue refused connections: its disk was full.',
    startedAt: '2026-11-14T02:10',
    detectedAt: '2026-11-14T02:31',
    endedAt: '2026-11-14T02:50',
    detectedBy: 'users',
    severity: 'high',
    costMinutes: '90',
    cost: '41 orders',
    ...over,
  })
const record = async (over: Record<string, string> = {}) => (await recordIncident(mia, form(over))).number
const prevent = (number: number, fields: Record<string, unknown>, viewer = mia) =>
  addPrevention(viewer, parseInput(preventionForm, { number, why: 'it would have been seen', ...fields }))
const closing = (number: number, revision: number, notPreventable = '') =>
  parseInput(closingForm, { number, revision, lesson: 'A full disk is seen days before', notPreventable })
const checkId = () => system.checkIds[0] ?? ''
const listed = (view: string) => listIncidents(mia, incidentFilter.parse({ view }))

const failed = (at: Date, verdict = 'fail') =>
  sql().query(`insert into state_change values ($1, $2, 'ok', $3, 'Connection refused.')`, [
    checkId(),
    at,
    verdict,
  ])

describe('an incident', () => {
  it('is written down, changed and talked about, each with its line of history', async () => {
    const { result, row } = await audited('incident.record', () => recordIncident(mia, form()))
    expect(row).toMatchObject({
      entity: 'incident',
      after: { title: 'Orders were not taken', number: result.number },
    })
    const { number } = result
    const change = parseInput(incidentChange, {
      ...Object.fromEntries(Object.entries(form()).filter(([name]) => !/Id$/.test(name))),
      number,
      revision: 1,
      cost: '44 orders',
      lesson: 'Look at the disk',
    })
    const changed = await audited('incident.change', () => changeIncident(mia, change))
    expect(changed.row).toMatchObject({
      before: { cost: '41 orders', lesson: '' },
      after: { cost: '44 orders' },
    })
    await expect(changeIncident(mia, change)).rejects.toThrow(/Somebody changed this incident/)
    await audited('incident.comment', () => commentIncident(mia, { number, comment: 'asked storage' }))
    expect(await getIncidentEdit(mia, number)).toMatchObject({
      revision: 2,
      told: { startedAt: '2026-11-14T02:10', costMinutes: '90', lesson: 'Look at the disk' },
    })
    await expect(getIncidentEdit(cast.people.viewer, number)).rejects.toMatchObject({ kind: 'forbidden' })
    const page = await getIncident(cast.people.viewer, number)
    expect(page).toMatchObject({ cost: '44 orders', revision: 2, mayChange: false, recordedBy: 'mia' })
    expect(page.events.map(({ type }) => type).sort()).toEqual(['changed', 'comment', 'recorded'])
    expect(page.lead).toBe('Lasted 40 min; noticed after 21 min by users.')
  })

  it('is refused to others, about other systems, and of archived ones', async () => {
    await expect(recordIncident(cast.people.outsider, form())).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(recordIncident(cast.people.viewer, form())).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(recordIncident(mia, form({ systemId: newId() }))).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(recordIncident(mia, form({ findingId: newId() }))).rejects.toThrow(/another system/)
    await expect(recordIncident(mia, form(), [newId()])).rejects.toThrow(/Evidence/)
    const number = await record()
    await sql().query('update system set archived_at = app_now()')
    await expect(recordIncident(mia, form())).rejects.toMatchObject({ kind: 'conflict' })
    await expect(commentIncident(mia, { number, comment: 'late' })).rejects.toThrow(/archived/)
    await expect(getIncident(mia, 999_999)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('is started from a finding or an alert', async () => {
    const [finding, alert] = [newId(), newId()]
    await addFinding(finding, 'Disk is full', 'critical', start)
    const { rows } = await sql().query<{ number: number }>('select number from finding where id = $1', [
      finding,
    ])
    await addAlert(alert, 'DiskFull', start, 'too-late')
    const of = (query: object) => getIncidentForm(mia, newIncidentQuery.parse(query))
    expect(await of({ finding: rows[0]?.number })).toMatchObject({
      from: `finding F-${rows[0]?.number}`,
      proposed: {
        systemId: system.systemId,
        title: 'Disk is full',
        startedAt: '2026-11-14T02:10',
        severity: 'critical',
        findingId: finding,
      },
    })
    expect((await of({ alert })).proposed).toMatchObject({
      title: 'DiskFull',
      detectedBy: 'alert',
      alertId: alert,
    })
    expect(await of({ finding: 'x', alert: newId() })).toMatchObject({ from: null, proposed: { title: '' } })
    expect((await of({})).systems).toEqual([{ id: system.systemId, name: 'orders-queue' }])
    const number = await record({ findingId: finding, alertId: alert })
    expect(await getIncident(mia, number)).toMatchObject({
      finding: { title: 'Disk is full' },
      alert: { rule: 'DiskFull' },
    })
  })
})

describe('what was known before', () => {
  it('is proposed as it stood then, and not as it stands now', async () => {
    await addFinding(newId(), 'Disk of the queue fills', 'critical', hours(-200, start))
    const later = newId()
    await addFinding(later, 'Seen only afterwards', 'critical', hours(2, start))
    const gone = newId()
    await addFinding(gone, 'Solved before', 'high', hours(-300, start))
    await sql().query(`update finding set state = 'verified', verified_at = $2 where id = $1`, [
      gone,
      hours(-5, start),
    ])
    const task = await addTask(start, system.systemId, { title: 'Purge archives' })
    await addOccurrence(start, task, -3, { state: 'done', onTime: false, finishedAt: hours(20, start) })
    const kept = await addTask(start, system.systemId, { title: 'Kept in time' })
    await addOccurrence(start, kept, -3, { state: 'done', finishedAt: hours(-80, start) })
    const missed = await addTask(start, system.systemId, { title: 'Missed once, done since' })
    await addOccurrence(start, missed, -90)
    await addOccurrence(start, missed, -3, { state: 'done', finishedAt: hours(-80, start) })
    await failed(hours(-6, start))
    await addAlert(newId(), 'DiskFull', hours(-1, start), 'needed-nothing')
    await addAlert(newId(), 'Slow', hours(-1, start), 'acted')
    await sql().query(
      `insert into red_flag_change values ($1, 'emergency-disk', $2, 'clear', 'raised', 'Critical within 14 d.'),
                                          ($1, 'ignored-alerts', $2, 'clear', 'raised', 'Nobody looked.'),
                                          ($1, 'ignored-alerts', $3, 'raised', 'clear', 'Fine.')`,
      [system.systemId, hours(-100, start), hours(-50, start)],
    )
    await sql().query(
      `insert into system_change (id, system_id, check_id, at, last_seen_before, place, subject, key, kind, before, after, in_window, expectation)
       values ($1, $2, $3, $4, $4, 'queue.example', 'setting', 'archive', 'changed', 'off', 'on', false, 'unexpected')`,
      [newId(), system.systemId, checkId(), hours(-3, start)],
    )
    await sql().query(
      `insert into capacity_forecast (check_id, key, day, system_id, computed_at, resource, measure, status, limit_label,
         direction, earliest, history_days, needed_days, method, explanation, path)
       values ($1, 'value', $2::timestamptz::date, $3, $2, '/var', 'disk', 'reaches', 'full', 'up', $4, 30, 14, 'x', 'x', '[]')`,
      [checkId(), hours(-48, start), system.systemId, hours(10, start)],
    )
    const { proposals, furtherProposals } = await getIncident(mia, await record())
    expect(furtherProposals).toBe(0)
    expect(proposals.map(({ source }) => source).sort()).toEqual([
      'alerts',
      'changes',
      'findings',
      'flags',
      'forecasts',
      'limits',
      'tasks',
    ])
    const by = new Map(proposals.map((each) => [each.source, each]))
    expect(by.get('findings')?.sentence).toMatch(/was open for 8 d: Disk of the queue fills/)
    expect(by.get('tasks')?.sentence).toMatch(/“Purge archives” was 3 d overdue/)
    expect(by.get('flags')?.sentence).toMatch(/raised for 4 d: Critical within 14 d/)
    expect(by.get('limits')?.sentence).toMatch(/failed 6 h before: Connection refused/)
    expect(by.get('changes')?.sentence).toMatch(/archive off → on at queue.example/)
    expect(by.get('alerts')?.sentence).toMatch(/^DiskFull rang and was taken for nothing/)
    // What is chosen is not proposed again.
    const number = await record()
    await prevent(number, { how: 'task', taskId: task, neededTimes: 1 })
    expect((await getIncident(mia, number)).proposals.map(({ source }) => source)).not.toContain('tasks')
  })
})

describe('a prevention', () => {
  it('is linked or made in place, with an audit row of each', async () => {
    const number = await record()
    await audited('incident.prevent', () => prevent(number, { how: 'check', checkId: checkId() }))
    await expect(prevent(number, { how: 'check', checkId: checkId() })).rejects.toThrow(
      /linked to this incident already/,
    )
    const { offers } = await getPreventionChoices(mia, number)
    expect(offers.map(({ label }) => label)).toContain('Name resolution · queue.example:5672')
    const offer = offers.find(({ value }) => value.endsWith(':dns.resolve'))?.value
    const made = await audited('check.create', () => prevent(number, { how: 'new-check', offer }), [
      'incident.prevent',
    ])
    expect(made.row).toMatchObject({ entity: 'check', after: { kind: 'dns.resolve' } })
    await expect(prevent(number, { how: 'new-check', offer })).rejects.toThrow(/looked at already/)
    await audited(
      'task.created',
      () =>
        prevent(number, {
          how: 'new-task',
          title: 'Purge archives',
          procedure: 'run purge.sh',
          tier: 'weekly',
          neededTimes: '2',
        }),
      ['incident.prevent'],
    )
    await prevent(number, { how: 'alert-rule', alertRule: 'DiskFull' })
    await prevent(
      number,
      { how: 'new-control', question: 'Does every archive have a limit?', remediation: 'set a limit' },
      max,
    )
    await expect(
      prevent(number, { how: 'new-control', question: 'Does it have a limit?', remediation: 'set a limit' }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
    const { preventions, preventionLead } = await getIncident(mia, number)
    expect(preventions.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'check unproven',
      'check unproven',
      'task unproven',
      'alert-rule unproven',
      'control unproven',
    ])
    expect(preventions[4]?.sentence).toMatch(/Not asked of this system/)
    expect(preventionLead).toBe('0 of 5 preventions have proven themselves')
    await audited('incident.remove-prevention', () =>
      removePrevention(mia, {
        number,
        preventionId: preventions[3]?.id ?? '',
        reason: 'the check is earlier',
      }),
    )
    await expect(prevent(number, { how: 'check', checkId: newId() })).rejects.toThrow(/has no such check/)
    await expect(
      prevent(number, { how: 'check', checkId: checkId() }, cast.people.outsider),
    ).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  it('that is a check proves itself by seeing the fault, in a run or in its state', async () => {
    const number = await record()
    await failed(hours(-1))
    await prevent(number, { how: 'check', checkId: checkId() })
    expect(await judgePreventions()).toEqual({ judged: 1, changed: 0 })
    await database.setNow(hours(2))
    await sql().query(
      `insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, trigger)
       values ($1, $2, 'short', $2, 3, 'unknown', 'No answer.', 'manual'), ($1, $3, 'short', $3, 3, 'fail', 'Planted.', 'manual')`,
      [checkId(), hours(1), hours(1.5)],
    )
    expect(await judgePreventions()).toEqual({ judged: 1, changed: 1 })
    const page = await getIncident(mia, number)
    expect(page.preventions[0]).toMatchObject({
      state: 'proven',
      sentence: 'It failed on Mon 23 Nov 13:30: Planted.',
    })
    expect(page.events.find(({ type }) => type === 'prevention-proven')?.comment).toMatch(/Planted/)
    expect(await judgePreventions()).toEqual({ judged: 1, changed: 0 })
    await sql().query('delete from "check" where id = $1', [checkId()])
    expect(await judgePreventions()).toEqual({ judged: 1, changed: 1 })
    expect((await listed('unproven')).rows).toMatchObject([{ gone: 1, proven: 0 }])
  })

  it('that saw this incident already proves nothing until it was good and sees the fault again', async () => {
    const number = await record()
    await failed(hours(-1, start))
    await prevent(number, { how: 'check', checkId: checkId() })
    await database.setNow(hours(4))
    const ran = (at: Date) =>
      sql().query(
        `insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, trigger)
         values ($1, $2, 'short', $2, 3, 'fail', 'Still full.', 'schedule')`,
        [checkId(), at],
      )
    await ran(hours(1))
    expect(await judgePreventions()).toEqual({ judged: 1, changed: 0 })
    expect((await getIncident(mia, number)).preventions[0]?.sentence).toMatch(/It saw this one already/)
    await sql().query(`insert into state_change values ($1, $2, 'fail', 'ok', 'Fine.')`, [
      checkId(),
      hours(2),
    ])
    expect(await judgePreventions()).toEqual({ judged: 1, changed: 0 })
    await ran(hours(3))
    expect(await judgePreventions()).toEqual({ judged: 1, changed: 1 })
    expect((await getIncident(mia, number)).preventions[0]).toMatchObject({ state: 'proven' })
  })

  it('that is a check with tighter limits is replayed against its own figures of that time', async () => {
    const number = await record()
    const series = newId()
    await sql().query(`insert into series values ($1, $2, 'value', '%')`, [series, checkId()])
    await sql().query(
      `insert into sample_hour (series_id, at, min, max, sum, count, last)
       select $1, $2::timestamptz - make_interval(hours => n), 95 - 10 * n, 96 - 10 * n, 95 - 10 * n, 1, 95 from generate_series(1, 5) n`,
      [series, hours(0, new Date('2026-11-14T02:00:00Z'))],
    )
    const limits = (warn: number, fail: number) =>
      sql().query(
        `insert into check_state (check_id, verdict, since, streak_verdict, streak_count, last_run_at, finished_at, reason,
           value, warn_at, fail_at, stale_after, duration_ms)
         values ($1, 'ok', app_now(), 'ok', 1, app_now(), app_now(), 'Fine.', 20, $2, $3, app_now() + interval '1 day', 3)
         on conflict (check_id) do update set warn_at = excluded.warn_at, fail_at = excluded.fail_at`,
        [checkId(), warn, fail],
      )
    await limits(97, 99)
    await prevent(number, { how: 'check', checkId: checkId() })
    expect((await judgePreventions()).changed).toBe(0)
    await limits(80, 90)
    await failed(hours(-20, start))
    expect((await judgePreventions()).changed).toBe(0)
    expect((await getIncident(mia, number)).preventions[0]?.sentence).toMatch(/It saw this one already/)
    await sql().query('alter table state_change disable trigger user')
    await sql().query('delete from state_change where check_id = $1', [checkId()])
    await sql().query('alter table state_change enable trigger user')
    expect((await judgePreventions()).changed).toBe(1)
    expect((await getIncident(mia, number)).preventions[0]).toMatchObject({
      state: 'proven',
      sentence:
        'Replayed with the limits of today: 85 passed 80 on Sat 14 Nov 01:00, 91 minutes before anybody noticed.',
    })
  })

  it('that is a task proves itself by being done on time, as often as was said', async () => {
    const number = await record()
    const task = await addTask(now, system.systemId, { title: 'Purge archives' })
    await addOccurrence(now, task, -1, { state: 'done' })
    await prevent(number, { how: 'task', taskId: task, neededTimes: 2 })
    await addOccurrence(now, task, 1, { state: 'done' })
    await addOccurrence(now, task, 2, { state: 'done', onTime: false })
    await database.setNow(hours(72))
    expect((await judgePreventions()).changed).toBe(0)
    expect((await getIncident(mia, number)).preventions[0]?.sentence).toMatch(
      /on time 1 of 2 times, late 1 time/,
    )
    await addOccurrence(now, task, 3, { state: 'done-with-problem' })
    expect((await judgePreventions()).changed).toBe(1)
    await sql().query('update maintenance_task set archived_at = app_now()')
    expect((await judgePreventions()).changed).toBe(1)
    expect((await getIncident(mia, number)).preventions[0]).toMatchObject({ state: 'gone', href: null })
  })

  it('that is an alert rule proves itself when somebody acted on it', async () => {
    const number = await record()
    await addAlert(newId(), 'DiskFull', hours(-1), 'acted')
    await prevent(number, { how: 'alert-rule', alertRule: 'diskfull' })
    await database.setNow(hours(3))
    await addAlert(newId(), 'DiskFull', hours(1), 'needed-nothing')
    expect((await judgePreventions()).changed).toBe(0)
    expect((await getIncident(mia, number)).preventions[0]?.sentence).toMatch(/rang 1 time since/)
    await addAlert(newId(), 'DiskFull', hours(2), 'acted')
    expect((await judgePreventions()).changed).toBe(1)
  })
})

describe('closing', () => {
  it('waits for every proof, and can be taken back', async () => {
    const number = await record()
    await prevent(number, { how: 'check', checkId: checkId() })
    await expect(closeIncident(mia, closing(number, 1))).rejects.toThrow(/has not proven itself yet/)
    await database.setNow(hours(2))
    await failed(hours(1))
    await audited('incident.close', () => closeIncident(mia, closing(number, 1)))
    expect(await getIncident(mia, number)).toMatchObject({ state: 'closed', closedBy: 'mia', proposals: [] })
    // What it was closed on is on record at once, though the worker has not looked since.
    expect(await judgePreventions()).toEqual({ judged: 1, changed: 0 })
    const { rows } = await sql().query('select state, proof is not null as proof from incident_prevention')
    expect(rows).toEqual([{ state: 'proven', proof: true }])
    await expect(closeIncident(mia, closing(number, 2))).rejects.toThrow(/closed already/)
    await expect(prevent(number, { how: 'alert-rule', alertRule: 'DiskFull' })).rejects.toThrow(
      /It is closed/,
    )
    await audited('incident.reopen', () => reopenIncident(mia, { number, reason: 'happened again' }))
    expect((await getIncident(mia, number)).state).toBe('open')
  })

  it('is read as of one moment, also while somebody closes it', async () => {
    const number = await record()
    const page = await readAcross(
      'incident_event',
      () => getIncident(mia, number),
      async (on) => {
        await on.query(`update incident set state = 'closed', closed_at = app_now() where number = $1`, [
          number,
        ])
        await on.query(
          `insert into incident_event (id, incident_id, at, type)
           select $2, id, app_now(), 'closed' from incident where number = $1`,
          [number, newId()],
        )
      },
    )
    expect(page.state).toBe('open')
    expect(page.events.map(({ type }) => type)).toEqual(['recorded'])
  })

  it('without any prevention is for a manager, with a reason', async () => {
    const number = await record({ endedAt: '' })
    await expect(closeIncident(mia, closing(number, 1, 'Lightning struck'))).rejects.toThrow(
      /no end yet.*for a manager/,
    )
    const end = { ...closing(number, 1, 'Lightning struck'), endedAt: '2026-11-14T02:00' }
    await expect(closeIncident(max, end)).rejects.toThrow(/ended after it began/)
    await closeIncident(max, { ...end, endedAt: '2026-11-14T03:00' })
    const page = await getIncident(mia, number)
    expect(page).toMatchObject({
      endedAt: '2026-11-14T03:00:00.000Z',
      preventionLead: 'Closed: nothing could have prevented it',
    })
    expect(page.events.find(({ type }) => type === 'closed')?.comment).toBe('Lightning struck')
    expect((await listed('all')).headline).toBe(
      'Nothing could have prevented the one incident, which is closed',
    )
  })
})

describe('the list', () => {
  it('counts what nobody drew a lesson from, what is not proven, and what users noticed first', async () => {
    expect(await listed('open')).toMatchObject({
      headline: 'No incident is on record yet',
      rows: [],
      quarters: [],
    })
    const first = await record()
    await record({
      detectedBy: 'us',
      startedAt: '2026-09-01T00:00',
      detectedAt: '2026-09-01T00:10',
      endedAt: '2026-09-01T01:00',
    })
    await prevent(first, { how: 'check', checkId: checkId() })
    const list = await listed('open')
    expect(list).toMatchObject({
      headline: 'One incident has no prevention yet',
      counts: { all: 2, open: 2, withoutPrevention: 1, unproven: 1, users: 1, year: 2, yearByUsers: 1 },
      quarters: [
        {
          quarter: '2026-Q4',
          incidents: 1,
          byUsers: 1,
          withoutPrevention: 0,
          unproven: 1,
          medianMinutesToNotice: 21,
        },
        {
          quarter: '2026-Q3',
          incidents: 1,
          byUsers: 0,
          withoutPrevention: 1,
          unproven: 0,
          medianMinutesToNotice: 10,
        },
      ],
    })
    expect(list.rows.map(({ number, unproven }) => [number, unproven])[0]).toEqual([first, 1])
    // The control of reviews that asks for lessons is answered by the same data.
    const [facts] = await loadSystemFacts([system.systemId])
    expect(facts && incidentsPrevented.read(facts)).toMatchObject({
      outcome: 'fail',
      statement: expect.stringMatching(/^Nothing that would have prevented it is linked to I-\d+\.$/),
    })
    expect(facts?.incidents[0]).toMatchObject({ number: first, preventions: [{ state: 'unproven' }] })
    const filtered = (query: object) => listIncidents(mia, incidentFilter.parse(query))
    expect((await filtered({ view: 'no-prevention' })).total).toBe(1)
    expect((await filtered({ view: 'all', quarter: '2026-Q3' })).total).toBe(1)
    expect((await filtered({ view: 'all', q: 'QUEUE' })).total).toBe(2)
    expect((await filtered({ view: 'all', q: `i-${first}` })).total).toBe(1)
    expect((await filtered({ view: 'closed' })).total).toBe(0)
    const one = { id: system.systemId, teamId: cast.team, archivedAt: null }
    expect((await getSystemIncidents(mia, one, incidentFilter.parse({}))).mayRecord).toBe(true)
    expect(
      (await getSystemIncidents(mia, { ...one, id: newId() }, incidentFilter.parse({}))).headline,
    ).toMatch(/of this system/)
  })
})

async function addFinding(id: string, title: string, severity: string, firstSeen: Date) {
  await inTransaction(async (tx) => {
    await tx.finding.create({
      data: {
        id,
        systemId: system.systemId,
        fingerprint: id,
        origin: 'manual',
        kind: 'defect',
        title,
        detail: 'It is so.',
        remediation: 'Repair it.',
        severity,
        severityReason: 'data',
        state: 'open',
        stateSince: firstSeen,
        firstSeen,
        lastSeen: firstSeen,
        slaStart: firstSeen,
        due: hours(30 * 24, firstSeen),
      },
    })
  })
}

const addAlert = (id: string, rule: string, firedAt: Date, outcome: string) =>
  sql().query(
    `insert into alert_outcome (id, system_id, rule, class, fired_at, outcome, snooze_count, note, evidence_ids, source, recorded_at)
     values ($1, $2, $3, 'wake', $4, $5, 0, '', '{}', 'person', $4)`,
    [id, system.systemId, rule, firedAt, outcome],
  )
