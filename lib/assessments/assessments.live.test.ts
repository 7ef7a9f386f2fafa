import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Control } from '@/lib/checklists/schema'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { refreshAssessments } from '@/lib/engine/duties/refresh-assessments'
import { addEvidence, supersedeEvidence } from '@/lib/evidence/service'
import { audited } from '@/scripts/testing/audited'
import { assignTestChecklist, publishTestChecklist, testControl } from '@/scripts/testing/checklist-fixture'
import { addTestSystem } from '@/scripts/testing/engine-fixture'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { answerControl } from './answer-control'
import { currentAssessments, readAssessment, readEvents } from './assessment-store'
import {
  addCoreEntry,
  addProposedEntries,
  changeCoreEntry,
  endCoreEntry,
  getCoreQuestions,
} from './core-questions'
import { currentExclusions } from './exclusion-store'
import {
  approveExclusion,
  declineExclusion,
  endExclusion,
  endExpiredExclusions,
  requestExclusion,
} from './exclusions'
import { freshnessOf } from './freshness'
import { refreshAutomatic } from './refresh'
import type { ControlReply } from './schema'
import { getControl, getControls } from './service'

const start = new Date('2026-11-23T10:00:00Z')
const hour = 3_600_000
const day = 24 * hour
const at = (ms: number) => new Date(start.getTime() + ms)
const rowsOf = async (text: string, values: unknown[] = []) => (await sql().query(text, values)).rows

const controls: Control[] = [
  testControl('runbook.read', { evidencePolicy: 'optional' }),
  testControl('backup.restored', {
    type: 'choice',
    evidencePolicy: 'required',
    severity: 'critical',
    choices: [
      { key: 'yes', label: 'Restored and queried', outcome: 'pass', improvement: '' },
      { key: 'listed', label: 'Only listed', outcome: 'warn', improvement: 'Query the copy.' },
      { key: 'never', label: 'Never', outcome: 'fail', improvement: 'Restore it this week.' },
    ],
  }),
  testControl('port.open', { answeredBy: [{ check: ['tcp.open'] }] }),
  testControl('disk.used', {
    type: 'number',
    threshold: { unit: '%', worse: 'higher', warn: 70, fail: 85 },
    validForDays: 7,
    severity: 'medium',
  }),
  testControl('tls.renewal', { appliesWhen: { targetKind: ['tls'] } }),
]

let database: TestDatabase
let cast: Cast
let systemId: string
let checkId: string

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(start)
  cast = await createCast()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.setNow(start)
  await emptyTables('system', 'assessment', 'assessment_event', 'finding', 'checklist', 'evidence')
  const added = await addTestSystem(
    { kind: 'tcp', address: 'queue.example:5672', config: { host: 'queue.example', port: 5672 } },
    [{ kind: 'tcp.open' }],
  )
  systemId = added.systemId
  checkId = added.checkIds[0] as string
  await sql().query('update system set team_id = $2, owner_id = $3 where id = $1', [
    systemId,
    cast.team,
    cast.people.maintainer.id,
  ])
  await emptyTables('worker')
  await sql().query(
    `insert into worker (id, host, pid, started_at, heartbeat_at, statistics) values ($1, 'here', 1, $2, $3, '{}')`,
    [newId(), start, at(400 * day)],
  )
  await publishTestChecklist('tests', controls)
  await assignTestChecklist(systemId, 'tests')
})

const setCheck = (verdict: string, now = start) =>
  sql().query(
    `insert into check_state (check_id, verdict, since, streak_verdict, streak_count, last_run_at, finished_at, reason,
                              conclusive_at, last_ok_at, stale_after, duration_ms)
     values ($1, $2, $3, $2, 1, $3, $3, 'Port ' || $2, $3, $3, $4, 5)
     on conflict (check_id) do update set verdict = excluded.verdict, since = excluded.since, reason = excluded.reason,
       stale_after = excluded.stale_after, finished_at = excluded.finished_at, conclusive_at = excluded.conclusive_at`,
    [checkId, verdict, now, new Date(now.getTime() + 365 * day)],
  )

const yes = (controlKey: string, more: Partial<ControlReply> = {}): ControlReply => ({
  systemId,
  controlKey,
  answer: { kind: 'boolean', value: true },
  ...more,
})
const no = (controlKey: string, more: Partial<ControlReply> = {}) =>
  yes(controlKey, { answer: { kind: 'boolean', value: false }, ...more })
const note = async (validUntil: Date | null = null) =>
  (await addEvidence(cast.people.maintainer, { systemId, kind: 'note', text: 'seen it', validUntil })).id
const findings = () =>
  rowsOf(`select number, kind, state, severity, control_key, owner_id, origin from finding order by number`)
const current = (key: string) => readAssessment(systemId, key)
const freshness = async (key: string, now: Date) => freshnessOf(await current(key), now)

describe('answering', () => {
  it('is audited, with what was answered and by whom', async () => {
    const { row } = await audited('control.answer', () =>
      answerControl(cast.people.maintainer, yes('runbook.read', { note: 'read it on Monday' })),
    )
    expect(row).toMatchObject({
      entity_id: `${systemId} runbook.read`,
      after: { outcome: 'pass', note: 'read it on Monday' },
    })
    expect(await current('runbook.read')).toMatchObject({
      outcome: 'pass',
      source: 'manual',
      statement: 'Yes',
      answeredBy: 'mia',
      revision: 1,
      validUntil: at(90 * day),
    })
  })

  it('is for those who work on the system, and on controls that are asked of it', async () => {
    for (const who of ['viewer', 'outsider'] as const)
      await expect(answerControl(cast.people[who], yes('runbook.read'))).rejects.toMatchObject({
        kind: 'forbidden',
      })
    for (const key of ['tls.renewal', 'no.such', 'port'])
      await expect(answerControl(cast.people.admin, yes(key))).rejects.toMatchObject({ kind: 'not-found' })
    for (const id of [newId(), 'nothing'])
      await expect(
        answerControl(cast.people.admin, yes('runbook.read', { systemId: id })),
      ).rejects.toMatchObject({ kind: 'not-found' })
    await sql().query('update system set archived_at = app_now() where id = $1', [systemId])
    await expect(answerControl(cast.people.admin, yes('runbook.read'))).rejects.toMatchObject({
      kind: 'conflict',
    })
  })

  it('refuses an answer of another shape', async () => {
    await expect(answerControl(cast.people.maintainer, yes('disk.used'))).rejects.toMatchObject({
      kind: 'invalid',
      fields: { answer: expect.stringContaining('a number') },
    })
  })

  it('refuses to pass without the evidence that is required; to fail and not to know needs none', async () => {
    const choose = (choice: string, evidenceIds: string[] = []): ControlReply =>
      yes('backup.restored', { answer: { kind: 'choice', choice }, evidenceIds })
    for (const choice of ['yes', 'listed'])
      await expect(answerControl(cast.people.maintainer, choose(choice))).rejects.toMatchObject({
        kind: 'invalid',
        fields: { evidenceIds: expect.stringContaining('needs evidence') },
      })
    expect(await current('backup.restored')).toBe(null)
    await answerControl(cast.people.maintainer, choose('never'))
    await answerControl(cast.people.maintainer, choose('yes', [await note()]))
    expect(await current('backup.restored')).toMatchObject({
      outcome: 'pass',
      evidenceIds: [expect.any(String)],
    })
  })

  it('refuses evidence of another system', async () => {
    const other = await addTestSystem({ kind: 'tcp', address: 'a:1', config: { host: 'a', port: 1 } }, [])
    const { id } = await addEvidence(cast.people.admin, {
      systemId: other.systemId,
      kind: 'note',
      text: 'x y',
    })
    for (const evidenceIds of [[id], [newId()], ['nothing']])
      await expect(
        answerControl(cast.people.admin, yes('runbook.read', { evidenceIds })),
      ).rejects.toMatchObject({ kind: 'invalid' })
  })
})

describe('two people', () => {
  it('the second is told what the first answered; both answers are in the history', async () => {
    await answerControl(cast.people.maintainer, yes('runbook.read', { expectedRevision: 0 }))
    await expect(
      answerControl(
        cast.people.manager,
        no('runbook.read', { expectedRevision: 0, note: 'half of it is missing' }),
      ),
    ).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringMatching(/mia answered “Yes”.*Your answer “No” is kept/s),
    })
    expect(await current('runbook.read')).toMatchObject({ outcome: 'pass', revision: 1 })
    const events = await readEvents(systemId, 'runbook.read', 10)
    expect(events.map(({ actor, after }) => [actor, after?.statement, after?.setAside, after?.note])).toEqual(
      [
        ['max', 'No', 'somebody-answered-first', 'half of it is missing'],
        ['mia', 'Yes', undefined, ''],
      ],
    )
    expect(await findings()).toEqual([])
    await answerControl(cast.people.manager, no('runbook.read', { expectedRevision: 1 }))
    expect(await current('runbook.read')).toMatchObject({ outcome: 'fail', revision: 2 })
  })

  it('at the same moment: one stands, the other is told, nothing is lost', async () => {
    const done = await Promise.allSettled([
      answerControl(cast.people.maintainer, yes('runbook.read', { expectedRevision: 0 })),
      answerControl(cast.people.manager, no('runbook.read', { expectedRevision: 0 })),
      answerControl(cast.people.admin, yes('runbook.read', { expectedRevision: 0 })),
    ])
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(await rowsOf('select 1 from assessment')).toHaveLength(1)
    expect(await readEvents(systemId, 'runbook.read', 10)).toHaveLength(3)
  })
})

describe('findings of answers', () => {
  it('not to know opens a gap of the owner; knowing ends it', async () => {
    const done = await answerControl(
      cast.people.manager,
      yes('runbook.read', { answer: { kind: 'unknown' } }),
    )
    expect(await findings()).toMatchObject([
      {
        number: done.finding?.number,
        kind: 'knowledge-gap',
        state: 'open',
        control_key: 'runbook.read',
        owner_id: cast.people.maintainer.id,
      },
    ])
    expect(await current('runbook.read')).toMatchObject({
      outcome: 'unknown',
      findingNumber: done.finding?.number,
    })
    await answerControl(cast.people.maintainer, yes('runbook.read'))
    expect(await findings()).toMatchObject([{ kind: 'knowledge-gap', state: 'verified' }])
  })

  it('no opens a defect with the severity of the question; it takes evidence to end it', async () => {
    await answerControl(cast.people.maintainer, no('runbook.read'))
    expect(await findings()).toMatchObject([
      { kind: 'defect', state: 'open', severity: 'high', origin: 'manual' },
    ])
    await answerControl(cast.people.maintainer, yes('runbook.read'))
    expect(await findings()).toMatchObject([{ state: 'open' }])
    expect(await current('runbook.read')).toMatchObject({ findingNumber: expect.any(Number) })
    await answerControl(cast.people.maintainer, yes('runbook.read', { evidenceIds: [await note()] }))
    expect(await findings()).toMatchObject([{ state: 'verified' }])
    expect(await current('runbook.read')).toMatchObject({ findingNumber: null })
    await answerControl(cast.people.maintainer, no('runbook.read'))
    expect(await findings()).toMatchObject([{ state: 'open' }])
  })

  it('opens none beside the finding of a check that says the same', async () => {
    await setCheck('fail')
    await answerControl(cast.people.maintainer, no('port.open'))
    expect(await findings()).toEqual([])
  })

  it('gives a review its origin, owner and date', async () => {
    const due = at(5 * day)
    await answerControl(cast.people.manager, no('runbook.read'), {
      reviewId: newId(),
      plan: { ownerId: cast.people.manager.id, due },
    })
    expect(await rowsOf('select origin, owner_id, due from finding')).toEqual([
      { origin: 'review', owner_id: cast.people.manager.id, due },
    ])
  })
})

describe('answers by data', () => {
  it('come from a check, are told once, and are renewed in silence', async () => {
    await setCheck('ok')
    expect(await refreshAutomatic([systemId])).toMatchObject({ systems: 1, answered: 1 })
    expect(await current('port.open')).toMatchObject({
      outcome: 'pass',
      source: 'auto',
      answeredById: null,
      revision: 1,
    })
    expect(await refreshAutomatic([systemId])).toMatchObject({ answered: 0, renewed: 0 })
    await database.setNow(at(1.5 * hour))
    expect(await refreshAutomatic([systemId])).toMatchObject({ answered: 0, renewed: 1 })
    expect((await current('port.open'))?.validUntil).toEqual(at(3.5 * hour))
    expect(await readEvents(systemId, 'port.open', 10)).toHaveLength(1)
    await setCheck('fail', at(1.5 * hour))
    expect(await refreshAutomatic([systemId])).toMatchObject({ answered: 1 })
    expect(
      (await readEvents(systemId, 'port.open', 10)).map(({ type, after }) => [type, after?.outcome]),
    ).toEqual([
      ['automatic', 'fail'],
      ['automatic', 'pass'],
    ])
    expect(await findings()).toEqual([])
  })

  it('go stale by themselves when the worker stops', async () => {
    await setCheck('ok')
    await refreshAutomatic([systemId])
    expect(await freshness('port.open', at(1.9 * hour))).toBe('fresh')
    expect(await freshness('port.open', at(2.1 * hour))).toBe('stale')
  })

  it('take the place of a pass that they contradict, and leave a failure that they do not see', async () => {
    await answerControl(cast.people.maintainer, yes('port.open'))
    await setCheck('fail')
    await refreshAutomatic([systemId])
    expect(await current('port.open')).toMatchObject({ outcome: 'fail', source: 'auto' })
    await setCheck('ok')
    await refreshAutomatic([systemId])
    await answerControl(cast.people.maintainer, no('port.open', { note: 'open, but nobody listens' }))
    await refreshAutomatic([systemId])
    expect(await current('port.open')).toMatchObject({ outcome: 'fail', source: 'manual' })
  })

  it('count at once against somebody who says otherwise; what was said is kept', async () => {
    await setCheck('fail')
    expect(await answerControl(cast.people.maintainer, yes('port.open'))).toMatchObject({
      outcome: 'fail',
      standing: 'data',
    })
    expect(await current('port.open')).toMatchObject({ outcome: 'fail', source: 'auto', answeredById: null })
    expect((await readEvents(systemId, 'port.open', 1))[0]).toMatchObject({
      actor: 'mia',
      after: { outcome: 'pass', setAside: 'data-say-otherwise' },
    })
  })

  it('turn unknown when their check is gone', async () => {
    await setCheck('ok')
    await refreshAutomatic([systemId])
    await sql().query('delete from "check" where id = $1', [checkId])
    await refreshAutomatic([systemId])
    expect(await current('port.open')).toMatchObject({ outcome: 'unknown', source: 'auto' })
  })

  it('end the finding that a person opened, when they pass', async () => {
    await answerControl(cast.people.maintainer, no('port.open'))
    expect(await findings()).toMatchObject([{ kind: 'defect', state: 'open' }])
    await database.setNow(at(91 * day))
    await setCheck('ok', at(91 * day))
    await refreshAutomatic([systemId])
    expect(await findings()).toMatchObject([{ state: 'verified' }])
    expect(await current('port.open')).toMatchObject({ outcome: 'pass', findingId: null })
  })

  it('leave alone what is not assigned', async () => {
    await setCheck('ok')
    await emptyTables('checklist_assignment')
    await refreshAutomatic([systemId])
    expect(await rowsOf('select 1 from assessment')).toEqual([])
  })
})

describe('the age of answers', () => {
  it('ends with the answer, or with its evidence; what replaced the evidence counts', async () => {
    const evidenceId = await note(at(10 * day))
    await answerControl(cast.people.maintainer, yes('runbook.read', { evidenceIds: [evidenceId] }))
    expect(await freshness('runbook.read', at(9 * day))).toBe('due-soon')
    expect(await freshness('runbook.read', at(10 * day))).toBe('stale')
    await supersedeEvidence(cast.people.maintainer, evidenceId, {
      kind: 'note',
      text: 'seen again',
      validUntil: at(60 * day),
    })
    expect(await freshness('runbook.read', at(10 * day))).toBe('fresh')
    expect((await current('runbook.read'))?.validUntil).toEqual(at(60 * day))
  })

  it('is unknown in the list once it is stale', async () => {
    await answerControl(cast.people.maintainer, yes('disk.used', { answer: { kind: 'number', value: 42 } }))
    expect((await getControls(cast.people.viewer, systemId)).counts).toMatchObject({
      asked: 4,
      answered: 1,
      pass: 1,
    })
    await database.setNow(at(7 * day))
    expect((await getControls(cast.people.viewer, systemId)).counts).toMatchObject({
      answered: 0,
      pass: 0,
      unknown: 4,
      stale: 1,
    })
  })

  it('carries an answer into a version that asks the same, and not into one that means something else', async () => {
    await answerControl(cast.people.maintainer, yes('runbook.read'))
    await answerControl(cast.people.maintainer, yes('disk.used', { answer: { kind: 'number', value: 42 } }))
    await database.setNow(at(hour))
    await publishTestChecklist(
      'tests',
      controls.map((control) =>
        control.key === 'disk.used'
          ? { ...control, threshold: { unit: '%', worse: 'higher' as const, warn: 30, fail: 40 } }
          : { ...control, question: `${control.question} (mended)` },
      ),
      2,
    )
    await refreshAssessments()
    expect(await current('runbook.read')).toMatchObject({ source: 'carried', outcome: 'pass' })
    expect(await current('disk.used')).toMatchObject({ source: 'manual' })
    const { checklists } = await getControls(cast.people.viewer, systemId)
    const lines = checklists.flatMap(({ areas }) => areas.flatMap((area) => area.controls))
    expect(lines.find(({ key }) => key === 'runbook.read')).toMatchObject({
      outcome: 'pass',
      source: 'carried',
    })
    expect(lines.find(({ key }) => key === 'disk.used')).toMatchObject({
      outcome: 'unknown',
      freshness: 'stale',
      isReworded: true,
    })
    expect((await readEvents(systemId, 'runbook.read', 1))[0]).toMatchObject({
      type: 'carried',
      actorLabel: 'worker',
    })
  })
})

describe('the page of a control', () => {
  it('shows answer, data, history, neighbours and what the viewer may do', async () => {
    await setCheck('ok')
    const evidenceId = await note()
    await answerControl(cast.people.maintainer, yes('port.open', { evidenceIds: [evidenceId] }))
    const page = await getControl(cast.people.maintainer, systemId, 'port.open')
    expect(page).toMatchObject({
      answer: { kind: 'boolean', value: true },
      revision: 1,
      suggestion: { outcome: 'pass' },
      previous: 'backup.restored',
      next: 'disk.used',
      nextOpen: 'disk.used',
      ownerName: 'mia',
      abilities: { answer: true, approveExclusion: false },
    })
    expect(page.evidence.map(({ id }) => id)).toEqual([evidenceId])
    expect(page.events[0]?.evidence.map(({ id }) => id)).toEqual([evidenceId])
    expect((await getControl(cast.people.viewer, systemId, 'port.open')).abilities.answer).toBe(false)
    await expect(getControl(cast.people.viewer, systemId, 'tls.renewal')).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(getControl(cast.people.viewer, 'nothing', 'port.open')).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})

describe('leaving a question out', () => {
  const request = (controlKey: string, until = '2027-05-31') => ({
    systemId,
    controlKey,
    reasonCode: 'architecture' as const,
    reason: 'keeps no data of its own',
    until,
  })

  it('is asked for, approved by somebody else, and ends by itself', async () => {
    const asked = await audited('control.request-exclusion', () =>
      requestExclusion(cast.people.maintainer, request('runbook.read')),
    )
    expect((await getControls(cast.people.viewer, systemId)).counts).toMatchObject({ asked: 4, excluded: 0 })
    await audited('control.approve-exclusion', () => approveExclusion(cast.people.manager, asked.result.id))
    expect((await getControls(cast.people.viewer, systemId)).counts).toMatchObject({ asked: 3, excluded: 1 })
    expect((await currentExclusions([systemId])).get(systemId)).toMatchObject([
      { controlKey: 'runbook.read', isInForce: true, selfApproved: false },
    ])
    await database.setNow(new Date('2027-06-01T00:00:00Z'))
    // Before the worker has seen it.
    expect((await getControls(cast.people.viewer, systemId)).counts).toMatchObject({ asked: 4, excluded: 0 })
    expect(await endExpiredExclusions()).toBe(1)
    expect(await endExpiredExclusions()).toBe(0)
    expect((await readEvents(systemId, 'runbook.read', 10)).map(({ type }) => type)).toEqual([
      'included',
      'excluded',
    ])
  })

  it('needs a second person for what is grave, unless there is none; then it is stamped', async () => {
    const { id } = await requestExclusion(cast.people.manager, request('backup.restored'))
    await expect(approveExclusion(cast.people.manager, id)).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('second person'),
    })
    await expect(approveExclusion(cast.people.maintainer, id)).rejects.toMatchObject({ kind: 'forbidden' })
    const mayApprove = async (who: 'manager' | 'admin' | 'maintainer') =>
      (await getControl(cast.people[who], systemId, 'backup.restored')).abilities.approveExclusion
    expect([await mayApprove('manager'), await mayApprove('admin'), await mayApprove('maintainer')]).toEqual([
      false,
      true,
      false,
    ])
    const mild = await requestExclusion(cast.people.manager, request('disk.used'))
    await approveExclusion(cast.people.manager, mild.id)
    const others = Object.values(cast.people)
      .filter(({ role }) => role !== 'manager')
      .map((person) => person.id)
    await sql().query('update app_user set disabled_at = app_now() where id = any($1)', [others])
    await approveExclusion(cast.people.manager, id)
    await sql().query('update app_user set disabled_at = null')
    expect(await rowsOf('select self_approved from control_exclusion order by control_key')).toEqual([
      { self_approved: true },
      { self_approved: true },
    ])
  })

  it('is asked for once, at most for a year, by those who may', async () => {
    await requestExclusion(cast.people.maintainer, request('runbook.read'))
    await expect(requestExclusion(cast.people.manager, request('runbook.read'))).rejects.toMatchObject({
      kind: 'conflict',
    })
    await expect(
      requestExclusion(cast.people.manager, request('disk.used', '2027-11-25')),
    ).rejects.toMatchObject({ fields: { until: expect.stringContaining('365') } })
    await expect(
      requestExclusion(cast.people.manager, request('disk.used', '2026-11-22')),
    ).rejects.toMatchObject({ kind: 'invalid' })
    await expect(
      requestExclusion(cast.people.manager, request('disk.used', '2026-02-30')),
    ).rejects.toMatchObject({ kind: 'invalid' })
    await expect(requestExclusion(cast.people.outsider, request('disk.used'))).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  it('can be declined, taken back and ended early; each is audited', async () => {
    const first = await requestExclusion(cast.people.maintainer, request('runbook.read'))
    await expect(declineExclusion(cast.people.outsider, first.id, 'no')).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await audited('control.decline-exclusion', () =>
      declineExclusion(cast.people.manager, first.id, 'it keeps data'),
    )
    await expect(approveExclusion(cast.people.manager, first.id)).rejects.toMatchObject({ kind: 'conflict' })
    const second = await requestExclusion(cast.people.maintainer, request('runbook.read'))
    await declineExclusion(cast.people.maintainer, second.id, 'asked too early')
    const third = await requestExclusion(cast.people.maintainer, request('runbook.read'))
    await approveExclusion(cast.people.manager, third.id)
    await audited('control.end-exclusion', () =>
      endExclusion(cast.people.maintainer, third.id, 'data came in'),
    )
    await expect(endExclusion(cast.people.maintainer, third.id, 'again')).rejects.toMatchObject({
      kind: 'conflict',
    })
    for (const id of [newId(), 'nothing'])
      await expect(approveExclusion(cast.people.manager, id)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await rowsOf('select end_reason from control_exclusion order by requested_at, id')).toEqual([
      { end_reason: 'declined: it keeps data' },
      { end_reason: 'withdrawn: asked too early' },
      { end_reason: 'ended: data came in' },
    ])
  })

  it('leaves the answer alone while it lasts', async () => {
    await setCheck('ok')
    const { id } = await requestExclusion(cast.people.maintainer, request('port.open'))
    await approveExclusion(cast.people.manager, id)
    await refreshAutomatic([systemId])
    expect(await current('port.open')).toBe(null)
  })
})

describe('core questions', () => {
  const entry = (more: object = {}) => ({
    question: 'accumulates' as const,
    what: 'Log files',
    checkId: null,
    controlKey: null,
    taskId: null,
    ...more,
  })
  const refresh = () => refreshAssessments()

  it('are written down, changed and ended; each is audited', async () => {
    const { result } = await audited('core-answer.add', () =>
      addCoreEntry(cast.people.maintainer, systemId, entry({ checkId })),
    )
    await audited('core-answer.change', () =>
      changeCoreEntry(cast.people.maintainer, result.id, entry({ what: 'Logs', controlKey: 'runbook.read' })),
    )
    const { rows } = await getCoreQuestions(cast.people.viewer, systemId)
    expect(rows[0]?.items).toMatchObject([
      { what: 'Logs', checkId: null, controlKey: 'runbook.read', isWatched: false },
    ])
    await audited('core-answer.end', () => endCoreEntry(cast.people.maintainer, result.id))
    await expect(endCoreEntry(cast.people.maintainer, result.id)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('refuse watchers of others, and people of others', async () => {
    const other = await addTestSystem({ kind: 'tcp', address: 'a:1', config: { host: 'a', port: 1 } }, [
      { kind: 'tcp.open' },
    ])
    for (const more of [{ checkId: other.checkIds[0] }, { controlKey: 'no.such' }, { taskId: newId() }])
      await expect(addCoreEntry(cast.people.maintainer, systemId, entry(more))).rejects.toMatchObject({
        kind: 'invalid',
      })
    await expect(addCoreEntry(cast.people.outsider, systemId, entry())).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(addCoreEntry(cast.people.admin, newId(), entry())).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('take over what checks watch', async () => {
    await sql().query(`update "check" set kind = 'bk.age', name = 'Backup age' where id = $1`, [checkId])
    expect((await getCoreQuestions(cast.people.maintainer, systemId)).proposals).toMatchObject([
      { question: 'breaks-silently', checkId },
    ])
    await audited('core-answer.add', () => addProposedEntries(cast.people.maintainer, systemId, [checkId]))
    expect((await getCoreQuestions(cast.people.maintainer, systemId)).proposals).toEqual([])
    await expect(addProposedEntries(cast.people.maintainer, systemId, [checkId])).rejects.toMatchObject({
      kind: 'invalid',
    })
  })

  it('open a finding when their watcher stops looking, and end it when it looks again', async () => {
    await setCheck('ok')
    const { id } = await addCoreEntry(cast.people.maintainer, systemId, entry({ checkId }))
    await refresh()
    expect(await findings()).toEqual([])
    await sql().query('update "check" set paused_at = app_now() where id = $1', [checkId])
    await refresh()
    await refresh()
    expect(await findings()).toMatchObject([
      { kind: 'unwatched', state: 'open', origin: 'config-audit', owner_id: cast.people.maintainer.id },
    ])
    await sql().query('update "check" set paused_at = null where id = $1', [checkId])
    await refresh()
    expect(await findings()).toMatchObject([{ state: 'verified' }])
    await sql().query('delete from "check" where id = $1', [checkId])
    await refresh()
    expect(await findings()).toMatchObject([{ state: 'open' }])
    await endCoreEntry(cast.people.maintainer, id)
    expect(await findings()).toMatchObject([{ state: 'verified' }])
  })

  it('are missed a week after a system came', async () => {
    await refresh()
    expect(await findings()).toEqual([])
    await database.setNow(at(7 * day))
    await refresh()
    expect(await rowsOf('select title, kind from finding')).toEqual([
      { title: 'None of the four core questions is answered', kind: 'unwatched' },
    ])
  })
})

it('the answers of a thousand systems are read in one question', async () => {
  const ids = Array.from({ length: 1_000 }, newId)
  const found = await currentAssessments([...ids, systemId])
  expect(found.size).toBe(1_001)
})
