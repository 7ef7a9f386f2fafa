import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import type { Control } from '@/lib/checklists/schema'
import { sql } from '@/lib/db/database'
import { beat } from '@/lib/engine/worker-store'
import { addEvidence } from '@/lib/evidence/service'
import { Problem } from '@/lib/problem'
import { judgeSystems } from '@/lib/red-flags/judge-systems'
import { createOwnRule, switchRule } from '@/lib/red-flags/rule-service'
import { audited } from '@/scripts/testing/audited'
import { addTestSystem, testEngine, workDue } from '@/scripts/testing/engine-fixture'
import { addFinding } from '@/scripts/testing/estate-fixture'
import { publishChecklist } from '@/scripts/testing/publish-checklist'
import { readAcross } from '@/scripts/testing/read-across'
import { createTestDatabase, emptyTables, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { confirmSuggestion, planFinding, saveAnswer } from './answer-service'
import { handIn, rejectReview, signReview } from './finish-service'
import { getReviewsPage, getSystemReviews } from './list-service'
import { countsSentence } from './list-view'
import { cancelReview, changeReview, fillNow, lookAgain, startReview } from './manage-service'
import { freezePayload, hashPayload, readPayload } from './milestone-payload'
import { getComparison, getMilestone, getMilestoneFile } from './milestone-service'
import { findMilestone } from './milestone-store'
import { getCheckPage, getOverview } from './overview-service'
import { followReviews } from './plan-reviews'
import { announcePresence, getConfirmPage, getQuestionPage } from './question-service'
import { answerForm, reviewsQuery } from './schema'
import { getStartPage, listToStart } from './start-service'
import { sampleControl, samplePayload, sampleQuestion } from './testing/sample-payload'

const start = new Date('2026-11-23T10:00:00Z')
const day = 86_400_000
let database: TestDatabase
let cast: Cast
let now = start

const moveTo = async (next: Date) => {
  now = next
  await database.setNow(next)
}
const moveBy = (ms: number) => moveTo(new Date(now.getTime() + ms))
// biome-ignore lint/suspicious/noExplicitAny: rows of any table, compared with what a test expects.
const rowsOf = async (text: string, values: unknown[] = []) => (await sql().query<any>(text, values)).rows
const kindOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  return error instanceof Problem ? `${error.kind}: ${error.message}` : String(error)
}

const checklist = (controls: Control[], key = 'quarterly-review') => ({
  key,
  title: 'Quarterly review',
  purpose: 'Is it maintained?',
  occasion: 'quarterly' as const,
  appliesTo: [],
  controls,
})
const memory = sampleControl('resources.memory', {
  severity: 'medium',
  question: 'Is there memory left?',
  answeredBy: [{ check: ['host.memory'] }],
})
const controls = [
  memory,
  sampleControl('backup.restore-tested', { severity: 'critical' }),
  sampleControl('security.access-reviewed', { severity: 'high' }),
  sampleControl('core.whats-new', { type: 'text', choices: [], severity: 'low' }),
  sampleControl('incidents.lesson', { severity: 'medium', evidencePolicy: 'required' }),
]

/** A host with one check that runs, owned by the maintainer of the team. */
async function addSystem(createdDaysAgo = 10): Promise<string> {
  const { systemId } = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [
    {
      kind: 'host.memory',
      config: { sustainedPercent: 99, warnAvailablePercent: 1, failAvailablePercent: 0 },
    },
  ])
  await sql().query(
    `update system set name = 'orders-db', owner_id = $2, team_id = $3, created_at = app_now() - make_interval(days => $4) where id = $1`,
    [systemId, cast.people.maintainer.id, cast.team, createdDaysAgo],
  )
  return systemId
}

const startBy = (viewer: Viewer, systemId: string) =>
  startReview(viewer, { systemId, checklistKey: 'quarterly-review', ownerId: cast.people.maintainer.id })

/** A worker at work: without its sign of life nothing would look fine. */
async function runChecks(): Promise<void> {
  const engine = await testEngine()
  await beat({ id: engine.id, host: 'h', pid: 1, statistics: engine.statistics })
  await workDue(engine)
}

/** A review whose checks have run and whose questions are there. */
async function prepared(): Promise<{ systemId: string; reviewId: string }> {
  const systemId = await addSystem()
  const { id: reviewId } = await startBy(cast.people.maintainer, systemId)
  await runChecks()
  expect(await followReviews()).toEqual({ planned: 0, started: 0, filled: 1 })
  return { systemId, reviewId }
}

const say = (reviewId: string, controlKey: string, fields: Record<string, unknown>) =>
  answerForm.parse({ reviewId, controlKey, revision: 0, ...fields })
const answer = (viewer: Viewer, reviewId: string, controlKey: string, fields: Record<string, unknown>) =>
  saveAnswer(viewer, say(reviewId, controlKey, fields))
const state = async (reviewId: string) =>
  (await rowsOf('select state from review where id = $1', [reviewId]))[0]?.state

/** Everything answered, so that nothing is missing. */
async function answerAll(
  reviewId: string,
  viewer: Viewer = cast.people.maintainer,
  leaveOut: readonly string[] = [],
) {
  const revision = async (key: string) =>
    (
      await rowsOf('select revision from review_question where review_id = $1 and control_key = $2', [
        reviewId,
        key,
      ])
    )[0]?.revision
  await confirmSuggestion(viewer, {
    reviewId,
    controlKey: 'resources.memory',
    revision: await revision('resources.memory'),
    verdict: 'confirm',
  })
  const given: [string, Record<string, unknown>][] = [
    ['backup.restore-tested', { answer: 'bad', note: 'nobody tried' }],
    ['security.access-reviewed', { answer: 'unknown' }],
    ['core.whats-new', { answer: 'text', text: 'A second disk.' }],
    ['incidents.lesson', { answer: 'not-applicable', reasonCode: 'out-of-scope', reason: 'no incident yet' }],
  ]
  for (const [key, fields] of given.filter(([key]) => !leaveOut.includes(key)))
    await answer(viewer, reviewId, key, { ...fields, revision: await revision(key) })
}

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await moveTo(start)
  await emptyTables(
    'system',
    'app_user',
    'team',
    'checklist',
    'run',
    'sample',
    'state_change',
    'series',
    'worker',
    'duty',
    'run_batch',
    'red_flag_rule',
  )
  cast = await createCast()
  await publishChecklist(checklist(controls))
})

describe('planning', () => {
  test('what is due within a month is planned once, led by its owner; a week ahead its checks run', async () => {
    const systemId = await addSystem(50)
    expect(await followReviews()).toEqual({ planned: 0, started: 0, filled: 0 })
    await moveBy(10 * day)
    expect(await followReviews()).toEqual({ planned: 1, started: 0, filled: 0 })
    expect(await followReviews()).toEqual({ planned: 0, started: 0, filled: 0 })
    const [review] = await rowsOf('select * from review')
    expect(review).toMatchObject({
      system_id: systemId,
      state: 'planned',
      owner_id: cast.people.maintainer.id,
      planned_for: new Date(start.getTime() + 40 * day),
      quarter: '2027-Q1',
      batch_id: null,
    })
    await moveBy(22 * day)
    expect(await followReviews()).toMatchObject({ started: 0 })
    await moveBy(day)
    // Its checks have not run: nothing is filled.
    expect(await followReviews()).toEqual({ planned: 0, started: 1, filled: 0 })
    expect(await rowsOf('select title, requested_by from run_batch')).toEqual([
      { title: 'Checks for the review of orders-db', requested_by: null },
    ])
    await workDue(await testEngine())
    expect(await followReviews()).toEqual({ planned: 0, started: 0, filled: 1 })
    expect(await rowsOf('select state, prepared_at from review')).toEqual([
      { state: 'preparing', prepared_at: now },
    ])
  })

  test('checks that never run are waited for an hour', async () => {
    const systemId = await addSystem()
    const { id } = await startBy(cast.people.maintainer, systemId)
    await moveBy(59 * 60_000)
    expect(await followReviews()).toMatchObject({ filled: 0 })
    await moveBy(2 * 60_000)
    expect(await followReviews()).toMatchObject({ filled: 1 })
    expect((await getQuestionPage(cast.people.viewer, id, 1)).suggestion).toMatchObject({
      outcome: 'unknown',
    })
  })

  test('nobody to lead it, no review; archived, none either', async () => {
    const systemId = await addSystem(200)
    await sql().query('update system set owner_id = null')
    expect(await followReviews()).toMatchObject({ planned: 0 })
    await sql().query('update system set owner_id = $1, archived_at = app_now()', [cast.people.maintainer.id])
    expect(await followReviews()).toMatchObject({ planned: 0 })
    expect(await kindOf(startBy(cast.people.maintainer, systemId))).toMatch(/not-found/)
  })

  test('one that was cancelled is not planned again for the same quarter', async () => {
    const systemId = await addSystem(80)
    await followReviews()
    const [review] = await rowsOf('select id, planned_for from review')
    await audited('review.cancel', () =>
      cancelReview(cast.people.maintainer, review.id, 'the system moves in May'),
    )
    expect(await followReviews()).toMatchObject({ planned: 0 })
    await moveTo(new Date(review.planned_for.getTime() + 61 * day))
    expect(await followReviews()).toMatchObject({ planned: 1 })
    expect(
      await rowsOf('select state from review where system_id = $1 order by created_at', [systemId]),
    ).toEqual([{ state: 'cancelled' }, { state: 'planned' }])
  })

  test('starting by hand takes the planned one; a second one is refused', async () => {
    const systemId = await addSystem(80)
    await followReviews()
    await sql().query(
      `update review set planned_for = app_now() + interval '20 days', state = 'planned', batch_id = null`,
    )
    const { result } = await audited('review.start', () => startBy(cast.people.maintainer, systemId))
    expect(await rowsOf('select id, state, planned_for from review')).toEqual([
      { id: result.id, state: 'preparing', planned_for: now },
    ])
    expect(await kindOf(startBy(cast.people.maintainer, systemId))).toMatch(
      /conflict: A review of orders-db is under way/,
    )
  })

  test('of two who start at once, one does', async () => {
    const systemId = await addSystem()
    const kinds = await Promise.all([1, 2].map(() => kindOf(startBy(cast.people.maintainer, systemId))))
    expect(kinds.filter((kind) => kind === 'null')).toHaveLength(1)
    expect(
      kinds.filter((kind) => kind.startsWith('conflict: A review of orders-db is under way')),
    ).toHaveLength(1)
  })

  test('leader and day may change; what is asked for in the past is refused', async () => {
    await addSystem(65)
    await followReviews()
    const [{ id }] = await rowsOf('select id from review')
    await audited('review.change', () =>
      changeReview(cast.people.maintainer, {
        reviewId: id,
        ownerId: cast.people.manager.id,
        plannedFor: '2027-01-15',
      }),
    )
    expect(await rowsOf('select owner_id, quarter from review')).toEqual([
      { owner_id: cast.people.manager.id, quarter: '2027-Q1' },
    ])
    const past = changeReview(cast.people.maintainer, {
      reviewId: id,
      ownerId: cast.people.manager.id,
      plannedFor: '2026-11-01',
    })
    expect(await kindOf(past)).toMatch(/The day lies in the past/)
  })
})

describe('who may', () => {
  test('work on a review: the team of the system, managers and admins', async () => {
    const { reviewId, systemId } = await prepared()
    for (const who of ['viewer', 'outsider'] as const) {
      const viewer = cast.people[who]
      const refused = [
        () => answer(viewer, reviewId, 'core.whats-new', { answer: 'text', text: 'x' }),
        () => handIn(viewer, reviewId),
        () => lookAgain(viewer, reviewId),
        () => fillNow(viewer, reviewId),
        () => cancelReview(viewer, reviewId, 'because'),
        () => changeReview(viewer, { reviewId, ownerId: viewer.id, plannedFor: '2027-01-01' }),
        () => startBy(viewer, systemId),
      ]
      for (const act of refused) expect(await kindOf(act())).toMatch(/^forbidden/)
    }
    expect(await kindOf(signReview(cast.people.maintainer, reviewId, 'mia'))).toMatch(/^forbidden: Signing/)
    expect(await kindOf(rejectReview(cast.people.maintainer, reviewId, 'no'))).toMatch(/^forbidden/)
    expect((await getQuestionPage(cast.people.viewer, reviewId, 1)).head).toMatchObject({ mayAnswer: false })
    expect(await kindOf(getQuestionPage(cast.people.viewer, reviewId, 99))).toMatch(
      /not-found: .*no question 99/,
    )
    expect(await kindOf(getQuestionPage(cast.people.viewer, 'x', 1))).toMatch(/not-found/)
  })
})

test('a milestone lists the findings that its score is capped by, whatever ends while it is frozen', async () => {
  const { systemId, reviewId } = await prepared()
  await answerAll(reviewId, cast.people.maintainer, ['incidents.lesson'])
  await handIn(cast.people.maintainer, reviewId)
  const number = await addFinding(
    now,
    { id: (await rowsOf('select id from "check" where system_id = $1', [systemId]))[0]?.id, systemId },
    { severity: 'critical', dueIn: 5 },
  )
  // Read after the findings of the record, before those of the score.
  await readAcross(
    'control_exclusion',
    () => signReview(cast.people.manager, reviewId, 'max'),
    (on) =>
      on.query(`update finding set state = 'verified', verified_at = app_now() where number = $1`, [number]),
  )
  const { payload } = await getMilestone(cast.people.viewer, reviewId)
  const critical = payload.findings.filter(({ severity }) => severity === 'critical')
  const capping = payload.score?.caps.filter(({ reason }) => reason === 'open-critical') ?? []
  expect(capping.map((cap) => cap.finding)).toEqual(critical.map((finding) => finding.number))
  expect(payload.findingCounts.critical).toBe(critical.length)
})

test('the agenda is of one moment, whatever is written while it is built', async () => {
  const systemId = await addSystem()
  await judgeSystems([systemId])
  const { id: reviewId } = await startBy(cast.people.maintainer, systemId)
  await runChecks()
  // A flag is cleared and its finding ends in one transaction: no moment has the one without the other.
  await readAcross('red_flag_state', followReviews, async (on) => {
    await on.query(`update finding set state = 'verified', verified_at = app_now() where system_id = $1`, [
      systemId,
    ])
    await on.query(`update red_flag_state set status = 'clear' where system_id = $1`, [systemId])
  })
  const { agenda } = await getOverview(cast.people.maintainer, reviewId)
  const lines = (key: string) => agenda?.parts.find((part) => part.key === key)?.lines ?? []
  const raised = lines('red-flags').filter(({ sentence }) => sentence.includes(': raised. '))
  const open = lines('actions').filter(({ sentence }) => sentence.includes('Red flag: '))
  expect(raised.length).toBeGreaterThan(0)
  expect(raised).toHaveLength(open.length)
})

test('the agenda names the flags of the system, own rules by their title, and none that is off', async () => {
  const { admin, maintainer } = cast.people
  await createOwnRule(
    admin,
    `key: own.young
title: Too young to judge
claim: It is known for a while.
proof: A month has passed.
clears: Wait.
severity: low
raised: {any: [{fact: age.days, operator: '<', value: 30}]}
`,
  )
  const systemId = await addSystem()
  await judgeSystems([systemId])
  await switchRule(admin, 'postponed', false)
  const { id: reviewId } = await startBy(maintainer, systemId)
  await runChecks()
  await followReviews()
  const { agenda } = await getOverview(maintainer, reviewId)
  const lines = agenda?.parts.find(({ key }) => key === 'red-flags')?.lines ?? []
  expect(lines.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/^Too young to judge: raised\. /),
    expect.stringMatching(/^Backups never restored: raised\. /),
    ...lines.slice(2).map(() => expect.stringMatching(/: (raised|unknown)\. /)),
  ])
  expect(lines.some(({ sentence }) => /^(own\.|Maintenance put off)/.test(sentence))).toBe(false)
})

describe('answering', () => {
  test('the first answer begins the review; nothing is chosen before', async () => {
    const { reviewId } = await prepared()
    const page = await getQuestionPage(cast.people.maintainer, reviewId, 1)
    expect(page).toMatchObject({
      fields: { answer: '' },
      suggestion: { from: 'data', outcome: 'pass', choice: 'good' },
      effects: ['Answer 3 opens a medium finding', 'Answer 4 opens a medium finding, because nobody knows,'],
      plan: { owner: { name: 'mia' } },
      head: { state: 'preparing', mayAnswer: true, answered: 0, total: 5 },
    })
    expect(page.suggestion?.facts.length).toBeGreaterThan(0)
    const { result, row } = await audited('review.answer', () =>
      answer(cast.people.maintainer, reviewId, 'backup.restore-tested', { answer: 'bad', seconds: 30 }),
    )
    expect(result).toEqual({
      saved: true,
      revision: 1,
      savedAt: now.toISOString(),
      merged: false,
      nextPosition: 3,
    })
    expect(row.after).toMatchObject({
      control: 'backup.restore-tested',
      answer: { kind: 'choice', choice: 'bad' },
    })
    expect(await state(reviewId)).toBe('in-review')
    expect(await getQuestionPage(cast.people.viewer, reviewId, 2)).toMatchObject({
      fields: { answer: 'bad' },
      revision: 1,
      answeredBy: 'mia',
      head: { answered: 1 },
    })
  })

  test('each row of what data know is its own act, and can be taken back', async () => {
    const { reviewId } = await prepared()
    const form = { reviewId, controlKey: 'resources.memory' }
    await audited('review.answer', () =>
      confirmSuggestion(cast.people.maintainer, { ...form, revision: 0, verdict: 'confirm' }),
    )
    expect((await getConfirmPage(cast.people.viewer, reviewId)).rows).toMatchObject([
      { key: 'resources.memory', isConfirmed: true, answeredBy: 'mia', suggestion: { label: 'Good' } },
    ])
    await confirmSuggestion(cast.people.maintainer, { ...form, revision: 1, verdict: 'take-back' })
    expect((await getConfirmPage(cast.people.viewer, reviewId)).rows).toMatchObject([{ isConfirmed: false }])
    const nothing = confirmSuggestion(cast.people.maintainer, {
      reviewId,
      controlKey: 'core.whats-new',
      revision: 0,
      verdict: 'confirm',
    })
    expect(await kindOf(nothing)).toMatch(/Nothing is suggested/)
  })

  test('two reviewers at once: what differs is merged, what collides is chosen by the second, nothing is lost', async () => {
    const { reviewId } = await prepared()
    const key = 'backup.restore-tested'
    const { maintainer, manager } = cast.people
    await answer(maintainer, reviewId, key, { answer: 'bad' })
    // Another field: both count.
    expect(await answer(manager, reviewId, key, { note: 'ask the host' })).toMatchObject({
      saved: true,
      revision: 2,
      merged: true,
    })
    // The same field: the second sees both.
    const second = await answer(manager, reviewId, key, { answer: 'good', note: 'ask the host' })
    expect(second).toEqual({
      saved: false,
      revision: 2,
      conflict: {
        fields: ['answer'],
        theirs: { label: 'Bad', note: 'ask the host' },
        theirsBy: 'mia',
        theirsAt: now.toISOString(),
        mine: { label: 'Good', note: 'ask the host' },
      },
    })
    expect((await getQuestionPage(manager, reviewId, 2)).fields.answer).toBe('bad')
    // Chosen with open eyes, at the revision that was shown.
    expect(
      await answer(manager, reviewId, key, { answer: 'good', note: 'ask the host', revision: 2 }),
    ).toMatchObject({
      saved: true,
      revision: 3,
    })
    const said = (await getQuestionPage(maintainer, reviewId, 2)).said
    expect(said.map(({ by, label, isKept }) => `${by} ${label} ${isKept}`)).toEqual([
      'max Good true',
      'max Good false',
      'max Bad true',
      'mia Bad true',
    ])
  })

  test('two reviewers in the same moment: one answer stands, the other is told, both are kept', async () => {
    const { reviewId } = await prepared()
    const key = 'backup.restore-tested'
    const { maintainer, manager } = cast.people
    const both = await Promise.all([
      answer(maintainer, reviewId, key, { answer: 'bad', note: 'seen by mia' }),
      answer(manager, reviewId, key, { answer: 'good', note: 'seen by max' }),
    ])
    expect(both.filter(({ saved }) => saved)).toHaveLength(1)
    const said = (await getQuestionPage(maintainer, reviewId, 2)).said
    expect(said.map(({ label, isKept }) => `${label} ${isKept}`).sort()).toEqual(
      both[0].saved ? ['Bad true', 'Good false'] : ['Bad false', 'Good true'],
    )
  })

  test('two windows of one person: the later counts, without a question', async () => {
    const { reviewId } = await prepared()
    const key = 'backup.restore-tested'
    await answer(cast.people.maintainer, reviewId, key, { answer: 'bad' })
    expect(await answer(cast.people.maintainer, reviewId, key, { answer: 'meagre' })).toMatchObject({
      saved: true,
      revision: 2,
    })
  })

  test('who is where is seen while they are there', async () => {
    const { reviewId } = await prepared()
    const { maintainer, manager, viewer } = cast.people
    await getQuestionPage(maintainer, reviewId, 2)
    expect((await getQuestionPage(manager, reviewId, 4)).present).toEqual([{ name: 'mia', position: 2 }])
    expect((await announcePresence(maintainer, reviewId, 'resources.memory')).present).toEqual([
      { name: 'max', position: 4 },
    ])
    // Whoever may only read is not announced.
    await getQuestionPage(viewer, reviewId, 3)
    await moveBy(60_000)
    expect((await getQuestionPage(manager, reviewId, 4)).present).toEqual([])
  })

  test.each([
    ['core.whats-new', { answer: 'text' }, /text/],
    ['backup.restore-tested', { answer: 'splendid' }, /answer/],
    ['backup.restore-tested', { answer: 'not-applicable' }, /reasonCode/],
    ['backup.restore-tested', { answer: 'not-applicable', reasonCode: 'other', reason: 'x' }, /reason/],
    [
      'backup.restore-tested',
      { answer: 'not-applicable', reasonCode: 'other', reason: 'no data', until: '2029-01-01' },
      /until/,
    ],
    ['backup.restore-tested', { answer: 'bad', findingDue: '2026-02-30' }, /findingDue/],
    [
      'backup.restore-tested',
      { answer: 'bad', findingOwnerId: '01900000-0000-7000-8000-00000000dead' },
      /findingOwnerId/,
    ],
    [
      'backup.restore-tested',
      { answer: 'good', evidenceIds: '01900000-0000-7000-8000-00000000dead' },
      /evidenceIds/,
    ],
  ])('%s %j is refused with its field', async (key, fields, field) => {
    const { reviewId } = await prepared()
    const error = await answer(cast.people.maintainer, reviewId, key, fields).catch(
      (problem: Problem) => problem,
    )
    expect(Object.keys((error as Problem).fields).join()).toMatch(field)
  })

  test('looked at again, data are asked anew and answers stay', async () => {
    const { reviewId } = await prepared()
    await answer(cast.people.maintainer, reviewId, 'backup.restore-tested', { answer: 'bad' })
    await audited('review.look-again', () => lookAgain(cast.people.maintainer, reviewId))
    expect(await kindOf(lookAgain(cast.people.maintainer, reviewId))).toMatch(/being gathered already/)
    await audited('review.fill', () => fillNow(cast.people.maintainer, reviewId))
    expect(await getQuestionPage(cast.people.viewer, reviewId, 2)).toMatchObject({
      fields: { answer: 'bad' },
    })
    expect(await kindOf(fillNow(cast.people.maintainer, reviewId))).toMatch(/nothing to fill/)
  })

  test('what was confirmed and is no longer what data say, is no longer from data; nothing is handed in meanwhile', async () => {
    const { reviewId } = await prepared()
    await answerAll(reviewId)
    const confirmed = async () => (await getConfirmPage(cast.people.viewer, reviewId)).rows[0]
    expect(await confirmed()).toMatchObject({ isConfirmed: true, otherAnswer: null })
    await lookAgain(cast.people.maintainer, reviewId)
    expect(await kindOf(handIn(cast.people.maintainer, reviewId))).toMatch(/gathered again/)
    await sql().query(
      `update check_state set verdict = 'fail', reason = 'No memory left.', streak_verdict = 'fail'`,
    )
    await fillNow(cast.people.maintainer, reviewId)
    expect(await confirmed()).toMatchObject({
      suggestion: { label: 'Bad', outcome: 'fail' },
      isConfirmed: false,
      otherAnswer: 'Good',
    })
  })
})

test('a revision that no column can hold is refused as a field', () => {
  const sent = { reviewId: 'x', controlKey: 'core.whats-new', revision: 3_000_000_000 }
  expect(answerForm.safeParse(sent).error?.issues[0]?.path).toEqual(['revision'])
})

describe('signing', () => {
  test('waits for critical answers, evidence and owners', async () => {
    const { reviewId } = await prepared()
    await answer(cast.people.maintainer, reviewId, 'incidents.lesson', { answer: 'good' })
    await sql().query('update system set owner_id = null')
    await answer(cast.people.maintainer, reviewId, 'security.access-reviewed', { answer: 'bad' })
    expect(await kindOf(handIn(cast.people.maintainer, reviewId))).toBe(
      'conflict: Before it can be signed: Question 2 is critical and not answered this time. Question 3 opens a finding that nobody answers for yet. Question 5 counts only with evidence: attach a file, a link or a note.',
    )
    await audited('review.answer', () =>
      planFinding(cast.people.maintainer, {
        reviewId,
        controlKey: 'security.access-reviewed',
        findingOwnerId: cast.people.manager.id,
        findingDue: '2026-12-24',
      }),
    )
    expect(await kindOf(handIn(cast.people.maintainer, reviewId))).not.toContain('Question 3')
  })

  test('is done by a second person, by name; rejected, it is open again', async () => {
    const { reviewId } = await prepared()
    await answerAll(reviewId)
    await audited('review.hand-in', () => handIn(cast.people.maintainer, reviewId))
    const late = answer(cast.people.maintainer, reviewId, 'core.whats-new', { answer: 'text', text: 'late' })
    expect(await kindOf(late)).toMatch(/conflict: .*waits for a signature.*still here/)
    const handOver = { reviewId, ownerId: cast.people.manager.id, plannedFor: '2026-12-01' }
    expect(await kindOf(changeReview(cast.people.maintainer, handOver))).toMatch(
      /conflict: It waits for a signature/,
    )
    await audited('review.reject', () =>
      rejectReview(cast.people.manager, reviewId, 'question 2 is too thin'),
    )
    expect(await rowsOf('select state, end_reason, submitted_at from review')).toEqual([
      { state: 'in-review', end_reason: 'question 2 is too thin', submitted_at: null },
    ])
    await sql().query('update review set owner_id = $1', [cast.people.manager.id])
    await handIn(cast.people.maintainer, reviewId)
    expect(await kindOf(signReview(cast.people.manager, reviewId, 'max'))).toMatch(/A second person signs/)
    expect(await kindOf(signReview(cast.people.admin, reviewId, 'Ada L.'))).toMatch(
      /as it is written here: ada/,
    )
    await audited('review.sign', () => signReview(cast.people.admin, reviewId, ' Ada '), [
      ...Array.from({ length: 4 }, () => 'control.answer' as const),
      'control.approve-exclusion',
    ])
    expect(await state(reviewId)).toBe('closed')
  })

  test('an installation of one person signs alone, and it is stamped', async () => {
    const { reviewId } = await prepared()
    const { admin } = cast.people
    await answerAll(reviewId, admin)
    await sql().query('update app_user set disabled_at = app_now() where id <> $1', [admin.id])
    await sql().query('update system set owner_id = $1', [admin.id])
    await sql().query('update review set owner_id = $1', [admin.id])
    await handIn(admin, reviewId)
    await signReview(admin, reviewId, 'ada')
    const milestone = await findMilestone(reviewId)
    expect(readPayload(milestone?.payload ?? '').signatures.signed).toMatchObject({
      by: 'ada',
      isOwnWork: true,
    })
  })

  test('closing writes answers, opens findings, leaves out what does not apply, and freezes it all', async () => {
    const { reviewId, systemId } = await prepared()
    await answerAll(reviewId)
    await handIn(cast.people.maintainer, reviewId)
    const { sha256 } = await signReview(cast.people.manager, reviewId, 'max')
    expect(
      await rowsOf(
        `select control_key as key, outcome, source, review_id = $2 as here, answered_by_id = $3 as by_mia
           from assessment where system_id = $1 order by 1`,
        [systemId, reviewId, cast.people.maintainer.id],
      ),
    ).toEqual([
      { key: 'backup.restore-tested', outcome: 'fail', source: 'manual', here: true, by_mia: true },
      { key: 'core.whats-new', outcome: 'pass', source: 'manual', here: true, by_mia: true },
      { key: 'resources.memory', outcome: 'pass', source: 'manual', here: true, by_mia: true },
      { key: 'security.access-reviewed', outcome: 'unknown', source: 'manual', here: true, by_mia: true },
    ])
    expect(
      await rowsOf(
        `select control_key as key, kind, severity, origin, owner_id = $1 as mias from finding order by 1`,
        [cast.people.maintainer.id],
      ),
    ).toEqual([
      { key: 'backup.restore-tested', kind: 'defect', severity: 'critical', origin: 'review', mias: true },
      {
        key: 'security.access-reviewed',
        kind: 'knowledge-gap',
        severity: 'high',
        origin: 'review',
        mias: true,
      },
    ])
    expect(
      await rowsOf('select control_key, reason_code, approver_id, until from control_exclusion'),
    ).toEqual([
      {
        control_key: 'incidents.lesson',
        reason_code: 'out-of-scope',
        approver_id: cast.people.manager.id,
        until: new Date('2027-11-23T23:59:59Z'),
      },
    ])
    const milestone = await findMilestone(reviewId)
    const payload = readPayload(milestone?.payload ?? '')
    expect(milestone?.sha256).toBe(sha256)
    expect(hashPayload(milestone?.payload ?? '')).toBe(sha256)
    expect(payload).toMatchObject({
      schema: 1,
      system: { name: 'orders-db', owner: 'mia' },
      checklist: { key: 'quarterly-review', version: 1, hash: 'hash of version 1' },
      findingCounts: { critical: 1, high: 1, medium: 0, low: 0, accepted: 0 },
      score: { coverage: expect.closeTo(73.7, 1), grade: 'F', caps: [{ at: 59, reason: 'open-critical' }] },
      signatures: { handedIn: { by: 'mia' }, signed: { by: 'max', role: 'manager', isOwnWork: false } },
    })
    expect(
      payload.questions.map(({ key, label, outcome, finding }) => [key, label, outcome, finding?.isNew]),
    ).toEqual([
      ['resources.memory', 'Good', 'pass', undefined],
      ['backup.restore-tested', 'Bad', 'fail', true],
      ['security.access-reviewed', 'I don’t know', 'unknown', true],
      ['core.whats-new', 'A second disk.', 'pass', undefined],
      ['incidents.lesson', 'Does not apply: no incident yet', null, undefined],
    ])
  })
})

describe('a milestone', () => {
  /** A closed review of the system. */
  async function closed(): Promise<{ systemId: string; reviewId: string }> {
    const made = await prepared()
    await answerAll(made.reviewId)
    await handIn(cast.people.maintainer, made.reviewId)
    await signReview(cast.people.manager, made.reviewId, 'max')
    return made
  }

  test('stays as it was signed, whatever changes afterwards', async () => {
    const { reviewId, systemId } = await closed()
    const { viewer } = cast.people
    const everything = async () => ({
      stored: await findMilestone(reviewId),
      page: await getMilestone(viewer, reviewId),
      files: await Promise.all(
        (['json', 'questions', 'actions'] as const).map((format) =>
          getMilestoneFile(viewer, reviewId, format),
        ),
      ),
    })
    const before = await everything()
    expect(before.page.isIntact).toBe(true)
    expect(before.files[0]?.content).toBe(before.stored?.payload)

    await moveBy(40 * day)
    // Answers, findings, names, people, the checklist, evidence, the review's own rows: all of it becomes something else.
    await sql().query(`update assessment set outcome = 'pass', statement = 'something else'`)
    await sql().query(
      `update finding set title = 'renamed', severity = 'low', state = 'verified', owner_id = null`,
    )
    await sql().query(
      `update system set name = 'renamed-db', owner_id = null, criticality = 'low' where id = $1`,
      [systemId],
    )
    await sql().query(`update app_user set name = 'renamed'`)
    await sql().query(`update team set name = 'renamed ' || name`)
    await sql().query(
      `update review_question set answer = null, outcome = null, note = 'changed', suggestion = null`,
    )
    await sql().query(`update review set agenda = '{}', quarter = '1999-Q1', owner_id = $1`, [viewer.id])
    await publishChecklist(checklist([sampleControl('another.question')]))
    await sql().query('delete from "check"')
    await sql().query('delete from red_flag_state')
    expect(await everything()).toEqual(before)

    // Nobody can change it, not even by hand.
    for (const statement of [
      `update milestone set payload = '{}'`,
      `update milestone set sha256 = 'x'`,
      'delete from milestone',
      'truncate milestone',
    ])
      await expect(sql().query(statement)).rejects.toThrow(/append-only/)
  })

  test('whose text was changed behind the product is shown as what it is', async () => {
    const { reviewId } = await closed()
    await emptyTables('milestone')
    const text = freezePayload(samplePayload([sampleQuestion('a')])).text
    await sql().query(
      `insert into milestone (id, review_id, system_id, closed_at, payload, sha256, signed_name)
       select gen_random_uuid(), id, system_id, app_now(), $2, 'not its hash', 'max' from review where id = $1`,
      [reviewId, text],
    )
    expect((await getMilestone(cast.people.viewer, reviewId)).isIntact).toBe(false)
  })

  test('refuses edits from another tab, and keeps what was typed', async () => {
    const { reviewId } = await prepared()
    await answerAll(reviewId)
    await handIn(cast.people.maintainer, reviewId)
    await signReview(cast.people.manager, reviewId, 'max')
    const late = answer(cast.people.maintainer, reviewId, 'core.whats-new', {
      answer: 'text',
      text: 'typed late',
    })
    expect(await kindOf(late)).toMatch(
      /^conflict: This review was closed on Mon, 23 November 2026.* while you were writing: .*What you typed is still here/,
    )
    expect(await kindOf(cancelReview(cast.people.maintainer, reviewId, 'too late'))).toMatch(/is closed/)
    expect(await kindOf(lookAgain(cast.people.maintainer, reviewId))).toMatch(/conflict/)
    expect((await getQuestionPage(cast.people.maintainer, reviewId, 4)).head).toMatchObject({
      mayAnswer: false,
      closedSentence: expect.stringMatching(/closed on .*nothing in it can change/),
    })
  })

  test('is what the next review begins with: last answers, what is the same, what is shown again', async () => {
    const first = await closed()
    await moveBy(90 * day)
    await sql().query(`update control_exclusion set ended_at = app_now(), end_reason = 'tests'`)
    // The installation itself is reviewed, too.
    expect(await followReviews()).toMatchObject({ planned: 2, started: 2 })
    await runChecks()
    await followReviews()
    const [{ id: reviewId }] = await rowsOf(
      `select id from review where state = 'preparing' and system_id = $1`,
      [first.systemId],
    )
    const questions = await rowsOf(
      `select control_key as key, suggestion ->> 'from' as from, suggestion ->> 'label' as label, is_same_as_last as same,
              is_reproof as reproof, previous ->> 'quarter' as quarter from review_question where review_id = $1 order by position`,
      [reviewId],
    )
    expect(questions).toEqual([
      {
        key: 'resources.memory',
        from: 'data',
        label: 'Good',
        same: true,
        reproof: false,
        quarter: '2026-Q4',
      },
      {
        key: 'backup.restore-tested',
        from: 'last',
        label: 'Bad',
        same: false,
        reproof: false,
        quarter: '2026-Q4',
      },
      {
        key: 'security.access-reviewed',
        from: null,
        label: null,
        same: false,
        reproof: false,
        quarter: '2026-Q4',
      },
      // The only pass that a person vouched for: chance has no other choice.
      { key: 'core.whats-new', from: null, label: null, same: false, reproof: true, quarter: '2026-Q4' },
      { key: 'incidents.lesson', from: null, label: null, same: false, reproof: false, quarter: '2026-Q4' },
    ])
    const overview = await getOverview(cast.people.viewer, reviewId)
    const lines = (key: string) => overview.agenda?.parts.find((part) => part.key === key)?.lines ?? []
    expect(overview.agenda?.since).toBe(start.toISOString())
    expect(lines('reproofs')).toEqual([{ sentence: 'How is core.whats-new?', href: null }])
    expect(lines('actions').map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^F-\d+ \(critical\) Not as it should be: .* · mia, overdue since Mon 30 Nov/),
      expect.stringMatching(/^F-\d+ \(high\) Nobody knows: .* · mia, overdue since Wed 23 Dec/),
    ])
    const { maintainer } = cast.people
    await confirmSuggestion(maintainer, {
      reviewId,
      controlKey: 'resources.memory',
      revision: 0,
      verdict: 'confirm',
    })
    await answer(maintainer, reviewId, 'backup.restore-tested', {
      answer: 'good',
      note: 'restored on Friday',
    })
    await answer(maintainer, reviewId, 'core.whats-new', { answer: 'text', text: 'Nothing.' })
    expect(await kindOf(handIn(maintainer, reviewId))).toMatch(/Question 4 is one of those to be shown again/)
    const { id: evidence } = await addEvidence(maintainer, {
      systemId: first.systemId,
      kind: 'note',
      text: 'Looked through the list with the team.',
    })
    await answer(maintainer, reviewId, 'core.whats-new', {
      answer: 'text',
      text: 'Nothing.',
      evidenceIds: evidence,
      revision: 1,
    })
    const check = await getCheckPage(maintainer, reviewId)
    expect(check).toMatchObject({
      missing: [],
      comparison: { quarterName: 'Q4 2026', better: 1, worse: 0 },
      open: [{ position: 3 }, { position: 5 }],
    })
    await handIn(maintainer, reviewId)
    await signReview(cast.people.manager, reviewId, 'max')
    const comparison = await getComparison(cast.people.viewer, reviewId, first.reviewId)
    expect(comparison.before.reviewId).toBe(first.reviewId)
    expect(comparison.sentence).toBe('orders-db: 1 answer is better than in Q4 2026.')
    expect(comparison.questions.filter(({ change }) => change === 'better').map(({ key }) => key)).toEqual([
      'backup.restore-tested',
    ])
    const record = await getMilestone(cast.people.viewer, reviewId)
    expect(record.payload.questions[3]?.evidence).toMatchObject([
      { kind: 'note', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
    const list = await getReviewsPage(cast.people.viewer, reviewsQuery.parse({ view: 'finished' }))
    expect(
      list.finished.map(({ counts, previous }) => countsSentence(counts, previous?.counts ?? null)),
    ).toEqual(['1 critical, was 1', '1 critical'])
  })
})

describe('the list', () => {
  test('says what is due, who owns it, and how far the quarter is; of one team or of all', async () => {
    const systemId = await addSystem(100)
    const other = await addTestSystem({ kind: 'host', address: 'this host', config: {} }, [])
    await sql().query(`update system set name = 'stock-db', team_id = $2 where id = $1`, [
      other.systemId,
      cast.other,
    ])
    const page = (query: object) => getReviewsPage(cast.people.maintainer, reviewsQuery.parse(query))
    const all = await page({})
    expect(all.headline).toBe('1 system is overdue for review; 0 of 2 systems reviewed in Q4 2026.')
    expect(
      all.due.map(({ systemName, dueState, owner, hasLeader, mayStart }) => [
        systemName,
        dueState,
        owner,
        hasLeader,
        mayStart,
      ]),
    ).toEqual([
      ['orders-db', 'overdue', 'mia', true, true],
      ['stock-db', 'later', null, false, false],
    ])
    expect((await page({ team: cast.other })).due.map(({ systemName }) => systemName)).toEqual(['stock-db'])
    await startBy(cast.people.maintainer, systemId)
    expect((await page({ view: 'running' })).running).toMatchObject([
      { systemName: 'orders-db', state: 'preparing', answered: 0 },
    ])
    expect(await getSystemReviews(cast.people.viewer, systemId)).toMatchObject({
      underWay: { lead: 'mia' },
      finished: [],
    })
    expect(await getStartPage(cast.people.manager, other.systemId)).toMatchObject({
      isFirst: true,
      questions: 5,
      known: 0,
      checklistKey: 'quarterly-review',
    })
    expect((await listToStart(cast.people.maintainer)).map(({ systemName }) => systemName)).toEqual([])
  })
})
