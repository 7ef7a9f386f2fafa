import type { CoreQuestion } from '@/lib/assessments/schema'
import type { Viewer } from '@/lib/auth/viewer'
import { asSql } from '@/lib/db/as-sql'
import { sql, type Transaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import type { StepOutcome } from './outcomes'
import {
  type AskedQuestion,
  askedQuestions,
  type ChapterNumber,
  type OwnCoreAnswers,
  openStates,
  ownCoreAnswers,
  type WalkthroughState,
} from './schema'

/** One person's path through one system, as it is stored. */
export interface StoredWalkthrough {
  id: string
  systemId: string
  userId: string
  userName: string
  mentorId: string | null
  mentorName: string | null
  state: WalkthroughState
  assignedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  completedAt: Date | null
  signedByName: string | null
  mentorNote: string
  confusion: string
  questions: AskedQuestion[]
  coreAnswers: OwnCoreAnswers
  revision: number
}

export interface StoredStep {
  chapter: ChapterNumber
  step: string
  outcome: StepOutcome
  comment: string
  findingId: string | null
  findingNumber: number | null
  at: Date
}

export interface StoredAttempt {
  question: string
  answer: string
  isRight: boolean
  at: Date
}

const columns = `w.id, w.system_id as "systemId", w.user_id as "userId", u.name as "userName", w.mentor_id as "mentorId",
  m.name as "mentorName", w.state, w.assigned_at as "assignedAt", w.started_at as "startedAt",
  w.finished_at as "finishedAt", w.completed_at as "completedAt", s.name as "signedByName",
  w.mentor_note as "mentorNote", w.confusion, w.questions, w.core_answers as "coreAnswers", w.revision`
const tables = `walkthrough w join app_user u on u.id = w.user_id left join app_user m on m.id = w.mentor_id
  left join app_user s on s.id = w.signed_by_id`

type Row = Omit<StoredWalkthrough, 'questions' | 'coreAnswers'> & { questions: unknown; coreAnswers: unknown }

const stored = (row: Row | undefined): StoredWalkthrough | null =>
  row
    ? {
        ...row,
        questions: askedQuestions.parse(row.questions),
        coreAnswers: ownCoreAnswers.parse(row.coreAnswers),
      }
    : null

/** One walkthrough, or null. */
export async function findWalkthrough(id: string, on: Sql = sql()): Promise<StoredWalkthrough | null> {
  const { rows } = await on.query<Row>(`select ${columns} from ${tables} where w.id = $1`, [id])
  return stored(rows[0])
}

/** The newest walkthrough of a person through a system that was not given up, or null. */
export async function newestOf(
  person: { systemId: string; userId: string },
  on: Sql = sql(),
): Promise<StoredWalkthrough | null> {
  const { rows } = await on.query<Row>(
    `select ${columns} from ${tables} where w.system_id = $1 and w.user_id = $2 and w.state <> 'abandoned'
      order by w.state = any($3) desc, w.assigned_at desc, w.id desc limit 1`,
    [person.systemId, person.userId, [...openStates]],
  )
  return stored(rows[0])
}

/** The same one, locked until the transaction ends. */
export async function lockWalkthrough(tx: Transaction, id: string): Promise<StoredWalkthrough | null> {
  await tx.$queryRaw`select 1 from walkthrough where id = ${id}::uuid for update`
  return findWalkthrough(id, asSql(tx))
}

/** Somebody with what decides whether they may sign; null: there is no such person. */
export async function readGuide(
  tx: Transaction,
  id: string,
): Promise<Pick<Viewer, 'id' | 'role' | 'teamIds'> | null> {
  const found = await tx.user.findUnique({
    where: { id },
    select: { role: true, teams: { select: { teamId: true } } },
  })
  return found && { id, role: found.role as Viewer['role'], teamIds: found.teams.map(({ teamId }) => teamId) }
}

/** Stores a new one. Returns false where the person has an open one through this system. */
export async function insertWalkthrough(
  tx: Transaction,
  walkthrough: {
    id: string
    systemId: string
    userId: string
    mentorId: string | null
    assignedById: string
    assignedAt: Date
    startedAt: Date | null
    questions: readonly AskedQuestion[]
  },
): Promise<boolean> {
  const { id, systemId, userId, mentorId, assignedById, assignedAt, startedAt, questions } = walkthrough
  const state: WalkthroughState = startedAt ? 'in-progress' : 'assigned'
  const { rows } = await asSql(tx).query(
    `insert into walkthrough (id, system_id, user_id, mentor_id, state, assigned_by_id, assigned_at, started_at, questions, core_answers)
     values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6::uuid, $7::timestamptz, $8::timestamptz, $9::jsonb, '{}')
     on conflict do nothing returning id`,
    [id, systemId, userId, mentorId, state, assignedById, assignedAt, startedAt, JSON.stringify(questions)],
  )
  return rows.length > 0
}

/** Changes what is given, and counts the change. */
export async function updateWalkthrough(
  tx: Transaction,
  id: string,
  change: {
    state?: WalkthroughState
    startedAt?: Date
    finishedAt?: Date | null
    completedAt?: Date
    signedById?: string
    mentorNote?: string
    confusion?: string
    questions?: AskedQuestion[]
    coreAnswers?: OwnCoreAnswers
  },
): Promise<void> {
  await tx.walkthrough.update({ where: { id }, data: { ...change, revision: { increment: 1 } } })
}

/** What came of the steps so far. */
export async function readSteps(walkthroughId: string, on: Sql = sql()): Promise<StoredStep[]> {
  const { rows } = await on.query<StoredStep>(
    `select p.chapter, p.step, p.outcome, p.comment, p.finding_id as "findingId", f.number as "findingNumber", p.at
       from walkthrough_step p left join finding f on f.id = p.finding_id
      where p.walkthrough_id = $1 order by p.chapter, p.at`,
    [walkthroughId],
  )
  return rows
}

/** Stores what came of a step, over what was said of it before. */
export async function saveStep(
  tx: Transaction,
  step: {
    walkthroughId: string
    chapter: number
    step: string
    outcome: StepOutcome
    comment: string
    findingId: string | null
    at: Date
  },
): Promise<void> {
  const { walkthroughId, chapter, step: key, ...said } = step
  await tx.walkthroughStep.upsert({
    where: { walkthroughId_chapter_step: { walkthroughId, chapter, step: key } },
    create: step,
    update: said,
  })
}

/** Every try so far, oldest first. */
export async function readAttempts(walkthroughId: string, on: Sql = sql()): Promise<StoredAttempt[]> {
  const { rows } = await on.query<StoredAttempt>(
    `select question, answer, is_right as "isRight", at from walkthrough_attempt
      where walkthrough_id = $1 order by at, id`,
    [walkthroughId],
  )
  return rows
}

/** Keeps a try, for good. */
export async function insertAttempt(
  tx: Transaction,
  attempt: {
    id: string
    walkthroughId: string
    question: string
    answer: string
    isRight: boolean
    at: Date
  },
): Promise<void> {
  await tx.walkthroughAttempt.create({ data: attempt })
}

/** Own answers with one more. Pure. */
export const withCoreAnswer = (
  answers: OwnCoreAnswers,
  question: CoreQuestion,
  text: string,
  at: Date,
): OwnCoreAnswers => ({ ...answers, [question]: { text, at: at.toISOString() } })

/** System of the newest walkthrough that a person was asked for or is in the middle of; null: none. */
export async function awaitedWalkthrough(userId: string, on: Sql = sql()): Promise<string | null> {
  const { rows } = await on.query<{ systemId: string }>(
    `select w.system_id as "systemId" from walkthrough w join system y on y.id = w.system_id and y.archived_at is null
      where w.user_id = $1 and w.state in ('assigned', 'in-progress') order by w.assigned_at desc, w.id desc limit 1`,
    [userId],
  )
  return rows[0]?.systemId ?? null
}
