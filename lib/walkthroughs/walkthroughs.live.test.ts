import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { walkthroughsCompleted } from '@/lib/assessments/facts/walkthroughs-completed'
import { coreQuestions } from '@/lib/assessments/schema'
import type { Viewer } from '@/lib/auth/viewer'
import { inSqlTransaction, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { loadSystemFacts } from '@/lib/facts/store'
import { audited } from '@/scripts/testing/audited'
import { until } from '@/scripts/testing/engine-fixture'
import { addCheck, addSystem } from '@/scripts/testing/estate-fixture'
import { addTask } from '@/scripts/testing/task-fixture'
import { createTestDatabase, type TestDatabase } from '@/scripts/testing/test-database'
import { type Cast, createCast } from '@/scripts/testing/test-people'
import { chapterPlans } from './chapters/chapters'
import { assignWalkthrough, giveUpWalkthrough, judgeWalkthrough, writeNote } from './guide-service'
import { getWalkthroughs, walkthroughToTake } from './list-service'
import { getChapterPage, getWalkthroughPage, getWalkthroughRecord } from './service'
import {
  answerCoreQuestion,
  handInWalkthrough,
  recordStep,
  startWalkthrough,
  tryQuestion,
} from './take-service'
import { findWalkthrough, readAttempts } from './walkthrough-store'

// One person's way through one system: from being asked to the mentor's signature.

const start = new Date('2026-11-23T09:00:00Z')
const day = 86_400_000
let database: TestDatabase
let cast: Cast
let systemId: string
let bareId: string

beforeAll(async () => {
  database = await createTestDatabase()
  await database.setNow(start)
  cast = await createCast()
  const system = await addSystem(start, 'orders', { criticality: 'high', ownerId: cast.people.maintainer.id })
  systemId = system.id
  await sql().query(
    `update system set team_id = $2, backup_owner_id = $3, rpo_minutes = 60, rto_minutes = 240,
            maintenance_window = 'Sun 02:00-06:00', time_zone = 'Europe/Berlin' where id = $1`,
    [systemId, cast.team, cast.people.manager.id],
  )
  await addCheck(start, system, { name: 'Answers', state: 'ok', value: 12 })
  await addCheck(start, system, { name: 'Name resolution', state: 'ok', value: 3 })
  for (const [tier, title] of [
    ['daily', 'Look through the log'],
    ['weekly', 'Tidy the queue'],
    ['monthly', 'Count the orders'],
    ['quarterly', 'Restore a backup'],
  ] as const)
    await addTask(start, systemId, { title, tier })
  bareId = (await addSystem(start, 'bare')).id
  await sql().query('update system set team_id = $2 where id = $1', [bareId, cast.team])
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.setNow(start)
  await sql().query('delete from walkthrough')
  await sql().query('delete from walkthrough_note')
  await sql().query('delete from finding')
})

const later = (milliseconds: number) => database.setNow(new Date(start.getTime() + milliseconds))

async function begin(viewer: Viewer): Promise<string> {
  return (await startWalkthrough(viewer, systemId)).id
}

/** The question of this place as it is stored. */
async function questionAt(id: string, index: number) {
  const question = (await findWalkthrough(id))?.questions[index]
  if (!question) throw new Error(`no question ${index}`)
  return question
}

const answer = (viewer: Viewer, id: string, question: Awaited<ReturnType<typeof questionAt>>, text: string) =>
  tryQuestion(viewer, { walkthroughId: id, chapter: 1, question: question.key, answer: text })

/** Everything but handing it in. */
async function walkToTheEnd(viewer: Viewer, id: string): Promise<void> {
  for (let index = 0; index < 8; index++) {
    const question = await questionAt(id, index)
    await answer(viewer, id, question, question.right)
  }
  for (const { number, steps } of chapterPlans)
    for (const { key } of steps)
      await recordStep(viewer, {
        walkthroughId: id,
        chapter: number,
        step: key,
        outcome: 'found',
        comment: '',
      })
  for (const question of coreQuestions)
    await answerCoreQuestion(viewer, { walkthroughId: id, chapter: 4, question, text: 'old uploads' })
}

async function complete(viewer: Viewer): Promise<string> {
  const id = await begin(viewer)
  await walkToTheEnd(viewer, id)
  await handInWalkthrough(viewer, { walkthroughId: id, confusion: '' })
  await judgeWalkthrough(cast.people.admin, { walkthroughId: id, verdict: 'sign', note: '' })
  return id
}

describe('being asked', () => {
  it('waits for the newcomer at the front door until they are through', async () => {
    const { viewer, maintainer } = cast.people
    const given = { systemId, userId: viewer.id, mentorId: maintainer.id }
    await audited('walkthrough.assign', () => assignWalkthrough(maintainer, given))
    expect(await walkthroughToTake(viewer)).toBe(`/walkthroughs/${systemId}`)
    expect((await getWalkthroughPage(viewer, systemId)).headline).toMatch(
      /^You are asked to walk through orders/,
    )
    await expect(assignWalkthrough(maintainer, given)).rejects.toMatchObject({ kind: 'conflict' })
    const id = await begin(viewer)
    await walkToTheEnd(viewer, id)
    expect(await walkthroughToTake(viewer)).toBe(`/walkthroughs/${systemId}`)
    await handInWalkthrough(viewer, { walkthroughId: id, confusion: '' })
    expect(await walkthroughToTake(viewer)).toBeNull()
  })

  it('is up to maintainers of the team, of people who can sign in, and nobody is their own mentor', async () => {
    const { viewer, outsider, maintainer } = cast.people
    const given = { systemId, userId: viewer.id, mentorId: null }
    await expect(assignWalkthrough(viewer, given)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(assignWalkthrough(outsider, given)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(assignWalkthrough(maintainer, { ...given, mentorId: viewer.id })).rejects.toMatchObject({
      kind: 'invalid',
      fields: { mentorId: expect.any(String) },
    })
    // A mentor who could not sign would be waited for in vain.
    await expect(assignWalkthrough(maintainer, { ...given, mentorId: outsider.id })).rejects.toMatchObject({
      kind: 'invalid',
      fields: { mentorId: expect.any(String) },
    })
    await expect(assignWalkthrough(maintainer, { ...given, userId: newId() })).rejects.toMatchObject({
      kind: 'invalid',
      fields: { userId: expect.any(String) },
    })
  })
})

describe('the way', () => {
  it('begins with eight questions, once, and not on a system of which too little is known', async () => {
    const { viewer } = cast.people
    const { result } = await audited('walkthrough.start', () => startWalkthrough(viewer, systemId))
    expect((await findWalkthrough(result.id))?.questions).toHaveLength(8)
    await expect(begin(viewer)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(startWalkthrough(viewer, bareId)).rejects.toThrow(/of 8 questions can be asked/)
    const page = await getWalkthroughPage(viewer, bareId)
    expect(page.missing?.wants).toContain('Watch it with checks.')
  })

  it('does not begin what is given up at the same moment', async () => {
    const { viewer, maintainer } = cast.people
    const { id } = await assignWalkthrough(maintainer, { systemId, userId: viewer.id, mentorId: null })
    const begun = await inSqlTransaction(async (on) => {
      await on.query(`update walkthrough set state = 'abandoned' where id = $1`, [id])
      const starting = { result: startWalkthrough(viewer, systemId) }
      starting.result.catch(() => {})
      await until(async () => {
        const { rows } = await sql().query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return rows.length > 0
      })
      return starting
    })
    await expect(begun.result).rejects.toThrow(/given up meanwhile/)
    expect((await findWalkthrough(id))?.state).toBe('abandoned')
  })

  it('ends where the system is archived: nothing is written about it any more', async () => {
    const { viewer } = cast.people
    const id = await begin(viewer)
    const question = await questionAt(id, 0)
    await sql().query('update system set archived_at = app_now() where id = $1', [systemId])
    try {
      const step = { walkthroughId: id, chapter: 7, step: 'open-runbook', comment: '' } as const
      await expect(recordStep(viewer, { ...step, outcome: 'not-found' })).rejects.toThrow(/is archived/)
      await expect(answer(viewer, id, question, question.right)).rejects.toThrow(/is archived/)
      await giveUpWalkthrough(viewer, id)
    } finally {
      await sql().query('update system set archived_at = null where id = $1', [systemId])
    }
  })

  it('keeps every try, leads a wrong one to where the answer stands, and takes a right one once', async () => {
    const { viewer, maintainer } = cast.people
    const id = await begin(viewer)
    const question = await questionAt(id, 0)
    const wrong = question.options.find((option) => option !== question.right) ?? ''
    await expect(answer(maintainer, id, question, wrong)).rejects.toMatchObject({ kind: 'forbidden' })
    const { result } = await audited('walkthrough.answer', () => answer(viewer, id, question, wrong))
    expect(result).toMatchObject({ isRight: false, anchor: question.anchor })
    const page = await getChapterPage(viewer, systemId, question.chapter)
    expect(page.chapter.parts.map(({ anchor }) => anchor)).toContain(question.anchor)
    expect(page.chapter.questions.find(({ key }) => key === question.key)).toMatchObject({
      tries: [wrong],
      isRight: false,
    })
    expect(await answer(viewer, id, question, question.right)).toMatchObject({ isRight: true })
    await answer(viewer, id, question, question.right)
    expect((await readAttempts(id)).map(({ isRight }) => isRight)).toEqual([false, true])
    await expect(sql().query('update walkthrough_attempt set is_right = true')).rejects.toThrow()
    await expect(answer(viewer, id, question, 'none of the four')).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('asks anew what the data have made wrong meanwhile, and leaves what was answered', async () => {
    const { viewer } = cast.people
    // Which eight are asked follows from the walkthrough's id: begun again until this one is among them.
    let id = await begin(viewer)
    let before = (await findWalkthrough(id))?.questions ?? []
    for (let tries = 0; tries < 200 && !before.some(({ kind }) => kind === 'criticality'); tries += 1) {
      await giveUpWalkthrough(viewer, id)
      id = await begin(viewer)
      before = (await findWalkthrough(id))?.questions ?? []
    }
    const question = before.find(({ kind }) => kind === 'criticality')
    const other = before.find(({ kind }) => kind !== 'criticality')
    if (!question || !other) throw new Error('it is not asked how critical the system is')
    await answer(viewer, id, other, other.right)
    await sql().query(`update system set criticality = 'low' where id = $1`, [systemId])
    try {
      expect(await answer(viewer, id, question, 'High')).toMatchObject({ isRight: false })
      expect(await answer(viewer, id, question, 'Low')).toMatchObject({ isRight: true })
      const after = (await findWalkthrough(id))?.questions ?? []
      expect(after.find(({ key }) => key === question.key)?.right).toBe('Low')
      expect(after.find(({ key }) => key === other.key)).toEqual(other)
    } finally {
      await sql().query(`update system set criticality = 'high' where id = $1`, [systemId])
    }
  })

  it('shows what is recorded only after the own answer, which stays as it was written', async () => {
    const { viewer, maintainer } = cast.people
    await sql().query(
      `insert into core_answer (id, system_id, question, what, created_at) values ($1, $2, 'expires', 'the certificate', $3)`,
      [newId(), systemId, start],
    )
    const id = await begin(viewer)
    const ofExpires = async (who: Viewer) =>
      (await getChapterPage(who, systemId, 4)).chapter.core.find(({ question }) => question === 'expires')
    expect(await ofExpires(viewer)).toEqual({ question: 'expires', own: null, recorded: null })
    expect((await ofExpires(maintainer))?.recorded).toEqual(['the certificate'])
    const reply = { walkthroughId: id, chapter: 4, question: 'expires', text: 'the licence' } as const
    await audited('walkthrough.core-answer', () => answerCoreQuestion(viewer, reply))
    expect(await ofExpires(viewer)).toEqual({
      question: 'expires',
      own: 'the licence',
      recorded: ['the certificate'],
    })
    await expect(answerCoreQuestion(viewer, { ...reply, text: 'the certificate' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await sql().query('delete from core_answer')
  })

  it('turns what is not to be found, or is wrong, into one finding about what is written', async () => {
    const { viewer, maintainer } = cast.people
    const id = await begin(viewer)
    const step = { walkthroughId: id, chapter: 7, step: 'open-runbook', comment: 'the link is dead' } as const
    await audited('walkthrough.step', () => recordStep(viewer, { ...step, outcome: 'not-found' }))
    const findings = async () =>
      (
        await sql().query<{ origin: string; kind: string; state: string; detail: string; severity: string }>(
          'select origin, kind, state, detail, severity from finding',
        )
      ).rows
    expect(await findings()).toEqual([
      expect.objectContaining({ origin: 'walkthrough', kind: 'doc-gap', state: 'open', severity: 'medium' }),
    ])
    expect((await findings())[0]?.detail).toContain('the link is dead')
    // Somebody else stumbles over the same: no second finding.
    const second = await begin(maintainer)
    await recordStep(maintainer, { ...step, walkthroughId: second, outcome: 'wrong-in-docs' })
    expect(await findings()).toHaveLength(1)
    // Whoever cannot look has not found it either.
    await recordStep(viewer, { ...step, outcome: 'blocked', comment: 'no network' })
    expect((await findings())[0]?.state).toBe('open')
    // Whoever looked wrongly says so, and it ends.
    await recordStep(viewer, { ...step, outcome: 'found', comment: 'it was in the menu' })
    expect((await findings())[0]?.state).toBe('verified')
    await recordStep(viewer, { ...step, outcome: 'blocked' })
    expect(await findings()).toHaveLength(1)
  })
})

describe('the end', () => {
  it('is handed in when nothing is left; what confused becomes a finding', async () => {
    const { viewer } = cast.people
    const id = await begin(viewer)
    await expect(handInWalkthrough(viewer, { walkthroughId: id, confusion: '' })).rejects.toThrow(
      /^This is left: 8 questions, \d+ steps, 4 own answers\.$/,
    )
    await walkToTheEnd(viewer, id)
    const confusion = 'Two things are called queue.'
    await audited('walkthrough.hand-in', () => handInWalkthrough(viewer, { walkthroughId: id, confusion }))
    const { rows } = await sql().query('select kind, origin, detail, severity from finding')
    expect(rows).toEqual([{ kind: 'doc-gap', origin: 'walkthrough', detail: confusion, severity: 'low' }])
    await expect(
      recordStep(viewer, {
        walkthroughId: id,
        chapter: 1,
        step: 'reach-owner',
        outcome: 'found',
        comment: '',
      }),
    ).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('is signed by a maintainer who is somebody else, or given back with a reason', async () => {
    const { viewer, maintainer, outsider } = cast.people
    const id = await begin(maintainer)
    await walkToTheEnd(maintainer, id)
    const sign = { walkthroughId: id, verdict: 'sign', note: '' } as const
    await expect(judgeWalkthrough(cast.people.admin, sign)).rejects.toMatchObject({ kind: 'conflict' })
    await handInWalkthrough(maintainer, { walkthroughId: id, confusion: '' })
    for (const who of [viewer, outsider, maintainer])
      await expect(judgeWalkthrough(who, sign)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(judgeWalkthrough(cast.people.manager, { ...sign, verdict: 'return' })).rejects.toMatchObject(
      { kind: 'invalid', fields: { note: expect.any(String) } },
    )
    await audited('walkthrough.return', () =>
      judgeWalkthrough(cast.people.manager, { ...sign, verdict: 'return', note: 'the runbook moved' }),
    )
    expect((await findWalkthrough(id))?.state).toBe('in-progress')
    await handInWalkthrough(maintainer, { walkthroughId: id, confusion: '' })
    await audited('walkthrough.sign', () => judgeWalkthrough(cast.people.manager, sign))
    expect(await findWalkthrough(id)).toMatchObject({ state: 'completed', signedByName: 'max' })
    await expect(giveUpWalkthrough(maintainer, id)).rejects.toMatchObject({ kind: 'conflict' })
  })

  it('can be given up by whoever is on the way, and begun again', async () => {
    const { viewer, outsider } = cast.people
    const id = await begin(viewer)
    await expect(giveUpWalkthrough(outsider, id)).rejects.toMatchObject({ kind: 'forbidden' })
    await audited('walkthrough.give-up', () => giveUpWalkthrough(viewer, id))
    expect(await begin(viewer)).not.toBe(id)
  })

  it('answers the control: two people within a year who can sign in', async () => {
    const read = async () => {
      const [facts] = await loadSystemFacts([systemId])
      return facts && walkthroughsCompleted.read(facts)?.outcome
    }
    expect(await read()).toBe('fail')
    await complete(cast.people.viewer)
    expect(await read()).toBe('warn')
    await later(day)
    await complete(cast.people.outsider)
    expect(await read()).toBe('pass')
    await later(364 * day)
    expect(await read()).toBe('pass')
    await later(365.5 * day)
    expect(await read()).toBe('warn')
  })
})

describe('notes', () => {
  it('are written by who looks after the system, one after the other, and grow old', async () => {
    const { viewer, maintainer } = cast.people
    const note = { systemId, chapter: 1, text: 'The shop asks for it.', revision: 0 } as const
    await expect(writeNote(viewer, note)).rejects.toMatchObject({ kind: 'forbidden' })
    await audited('walkthrough.note', () => writeNote(maintainer, note))
    await expect(writeNote(maintainer, { ...note, text: 'Nobody.' })).rejects.toThrow(/The shop asks for it/)
    const standing = async () => (await getChapterPage(viewer, systemId, 1)).chapter.note.standing
    expect(await standing()).toBe('fresh')
    await later(91 * day)
    expect(await standing()).toBe('stale')
    const { systems } = await getWalkthroughs(viewer, { view: 'systems', page: 1 })
    expect(systems.find((line) => line.systemId === systemId)).toMatchObject({
      staleNotes: 1,
      missingNotes: 3,
    })
    // The same words again: somebody looked, and they still hold.
    await writeNote(maintainer, { ...note, revision: 1 })
    expect(await standing()).toBe('fresh')
  })
})

describe('what others see', () => {
  it('is the list for all, the answers for them, their mentor and maintainers', async () => {
    const { viewer, outsider, maintainer } = cast.people
    const id = await begin(viewer)
    const listed = async (who: Viewer) => (await getWalkthroughs(who, { view: 'running', page: 1 })).lines
    expect(await listed(outsider)).toEqual([
      expect.objectContaining({ id, userName: 'vera', mayRead: false }),
    ])
    expect(await listed(maintainer)).toEqual([expect.objectContaining({ id, mayRead: true })])
    await expect(getWalkthroughRecord(outsider, id)).rejects.toMatchObject({ kind: 'forbidden' })
    const record = await getWalkthroughRecord(maintainer, id)
    expect(new Set(record.questions.map(({ key }) => key)).size).toBe(8)
    expect(record.questions).toHaveLength(8)
    expect(record.headline).toBe('vera answered 0 of 8 questions about orders rightly, 0 at the first try.')
    const own = await getWalkthroughRecord(viewer, id)
    expect(own).toMatchObject({ maySign: false, mayGiveUp: true })
    // Who is on the way learns by their own record neither what is right nor what is recorded.
    expect(own.questions.map(({ right }) => right)).toEqual(Array(8).fill(null))
    expect(own.core.length).toBeGreaterThan(0)
    expect(own.core.every(({ recorded }) => recorded === null)).toBe(true)
    expect(record.questions.every(({ right }) => right !== null)).toBe(true)
    expect(record.core.every(({ recorded }) => recorded !== null)).toBe(true)
  })
})
