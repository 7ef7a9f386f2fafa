import type { AuditAction } from '@/lib/audit/actions'
import { appendAudit } from '@/lib/audit/store'
import type { Viewer } from '@/lib/auth/viewer'
import type { Severity } from '@/lib/checks/define-check'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { isId, newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { clearFinding, raiseFinding } from '@/lib/findings/raise-finding'
import { Problem } from '@/lib/problem'
import { type EditableSystem, findEditableSystem } from '@/lib/systems/change-store'
import { planOf } from './chapters/chapters'
import { confusionGap, isDocGap, stepFault, stepGap } from './doc-gap'
import { findOwn, lockOwn, noSystem, refuseArchived } from './guards'
import { loadMaterial } from './material-store'
import { answeredKeys, leftWords, progressOf } from './progress'
import { missingData, pickQuestions, renewQuestions } from './questions/pick-questions'
import {
  type AskedQuestion,
  type CoreReply,
  type HandIn,
  type QuestionTry,
  questionCount,
  type StepResult,
} from './schema'
import {
  insertAttempt,
  insertWalkthrough,
  lockWalkthrough,
  newestOf,
  readAttempts,
  readSteps,
  saveStep,
  updateWalkthrough,
  withCoreAnswer,
} from './walkthrough-store'

// What a newcomer does. Everybody who has signed in may walk through any system.

/**
 * Begins the viewer's walkthrough: the one that was assigned, else a new one. Its eight questions are chosen now.
 * Throws Problem: not-found, conflict (one is under way; too few data for eight questions; archived).
 */
export async function startWalkthrough(viewer: Viewer, systemId: string): Promise<{ id: string }> {
  const material = await loadMaterial(systemId)
  if (!material) throw noSystem()
  return inTransaction(async (tx) => {
    const system = await findEditableSystem(tx, systemId)
    if (!system) throw noSystem()
    refuseArchived(system)
    const newest = await newestOf({ systemId, userId: viewer.id }, asSql(tx))
    // Held until it has begun: it may be given up or begun in another tab at this moment.
    const before = newest && (await lockWalkthrough(tx, newest.id))
    if (newest?.state === 'assigned' && before?.state === 'abandoned')
      throw new Problem('conflict', 'This walkthrough was given up meanwhile. Start another one.')
    if (before?.state === 'in-progress' || before?.state === 'waiting-for-mentor')
      throw new Problem('conflict', 'Your walkthrough of this system is under way: go on with it.')
    const id = before?.state === 'assigned' ? before.id : newId()
    const picked = pickQuestions(material, id)
    if (!('questions' in picked)) throw tooFew(picked.possible, missingData(material, id))
    const now = await transactionNow(tx)
    if (before?.state === 'assigned')
      await updateWalkthrough(tx, id, { state: 'in-progress', startedAt: now, questions: picked.questions })
    else await insertNew(tx, viewer, { id, systemId, now, questions: picked.questions })
    await audit(tx, viewer, 'walkthrough.start', id, { after: { systemId } })
    return { id }
  })
}

async function insertNew(
  tx: Transaction,
  viewer: Viewer,
  { id, systemId, now, questions }: { id: string; systemId: string; now: Date; questions: AskedQuestion[] },
): Promise<void> {
  const isNew = await insertWalkthrough(tx, {
    id,
    systemId,
    userId: viewer.id,
    mentorId: null,
    assignedById: viewer.id,
    assignedAt: now,
    startedAt: now,
    questions,
  })
  if (!isNew) throw new Problem('conflict', 'Your walkthrough of this system is under way: go on with it.')
}

const tooFew = (possible: number, wants: readonly string[]) =>
  new Problem(
    'conflict',
    `Only ${possible} of ${questionCount} questions can be asked: too little is known about this system. ${wants.slice(0, 3).join(' ')}`,
  )

/** Writes down what came of a step; "not found" and "wrong" open a finding about what is written. */
export async function recordStep(viewer: Viewer, result: StepResult): Promise<{ systemId: string }> {
  return inTransaction(async (tx) => {
    const walkthrough = await lockOwn(tx, viewer, result.walkthroughId)
    const step = planOf(result.chapter).steps.find(({ key }) => key === result.step)
    if (!step) throw new Problem('invalid', 'This step is not on the path any more. Reload the page.')
    const system = await systemOf(tx, walkthrough.systemId)
    const before = (await readSteps(walkthrough.id, asSql(tx))).find(
      (each) => each.chapter === result.chapter && each.step === result.step,
    )
    const finding = isDocGap(result.outcome)
      ? await raiseFinding(tx, stepGap({ system, viewer }, result.chapter, step, result))
      : null
    // Whoever could not look has not seen that it can be found: what was said before stands.
    if (result.outcome === 'found' && before?.findingId)
      await clearFinding(tx, {
        ...stepFault(system.id, result.chapter, result.step),
        comment: `${viewer.name} looked again: it can be found.`,
        actor: { id: viewer.id, label: viewer.email },
      })
    const { outcome, comment, chapter } = result
    const at = await transactionNow(tx)
    await saveStep(tx, {
      walkthroughId: walkthrough.id,
      chapter,
      step: step.key,
      outcome,
      comment,
      findingId: finding?.id ?? (outcome === 'blocked' ? (before?.findingId ?? null) : null),
      at,
    })
    await touch(tx, walkthrough.id)
    await audit(tx, viewer, 'walkthrough.step', walkthrough.id, {
      before: before && { outcome: before.outcome, comment: before.comment },
      after: { chapter, step: step.key, outcome, comment, finding: finding?.number ?? null },
    })
    return { systemId: walkthrough.systemId }
  })
}

/** Keeps the viewer's own answer to a core question, which then shows what is recorded. Later words do not change it. */
export async function answerCoreQuestion(viewer: Viewer, reply: CoreReply): Promise<{ systemId: string }> {
  return inTransaction(async (tx) => {
    const walkthrough = await lockOwn(tx, viewer, reply.walkthroughId)
    if (walkthrough.coreAnswers[reply.question])
      throw new Problem('conflict', 'Your answer was kept already: what is recorded stands beside it.')
    const at = await transactionNow(tx)
    const coreAnswers = withCoreAnswer(walkthrough.coreAnswers, reply.question, reply.text, at)
    await updateWalkthrough(tx, walkthrough.id, { coreAnswers })
    const { question, text } = reply
    await audit(tx, viewer, 'walkthrough.core-answer', walkthrough.id, { after: { question, text } })
    return { systemId: walkthrough.systemId }
  })
}

/** What became of a try. */
export interface TryResult {
  systemId: string
  isRight: boolean
  /** Where the answer stands. */
  anchor: string
}

/** What is known of the system of somebody's own walkthrough: read before the transaction, which it would hold up. */
async function ownMaterial(viewer: Viewer, walkthroughId: string) {
  const { systemId } = await findOwn(viewer, walkthroughId)
  const material = await loadMaterial(systemId)
  if (!material) throw noSystem()
  return material
}

/**
 * Keeps one try at a question, right or wrong. Data may have changed since the page was drawn: a question whose answer
 * is another now is asked anew instead of being judged. Throws Problem: conflict then, forbidden, not-found.
 */
export async function tryQuestion(viewer: Viewer, given: QuestionTry): Promise<TryResult> {
  const material = await ownMaterial(viewer, given.walkthroughId)
  return inTransaction(async (tx) => {
    const walkthrough = await lockOwn(tx, viewer, given.walkthroughId)
    const { id, systemId } = walkthrough
    const answered = answeredKeys(await readAttempts(id, asSql(tx)))
    const questions = renewQuestions(walkthrough.questions, material, id, answered)
    const question = questions.find(({ key }) => key === given.question)
    if (!question?.options.includes(given.answer))
      throw new Problem('conflict', 'The data changed meanwhile, so this question is asked anew. Look again.')
    const isRight = given.answer === question.right
    const result = { systemId, isRight, anchor: question.anchor }
    if (answered.has(question.key)) return { ...result, isRight: true }
    const at = await transactionNow(tx)
    const { question: key, answer } = given
    await insertAttempt(tx, { id: newId(), walkthroughId: id, question: key, answer, isRight, at })
    await updateWalkthrough(tx, id, { questions })
    await audit(tx, viewer, 'walkthrough.answer', id, { after: { question: question.text, answer, isRight } })
    return result
  })
}

/**
 * Hands the finished path to the mentor; what confused becomes a finding. Throws Problem: conflict (something is left,
 * and what).
 */
export async function handInWalkthrough(viewer: Viewer, given: HandIn): Promise<{ systemId: string }> {
  const material = await ownMaterial(viewer, given.walkthroughId)
  return inTransaction(async (tx) => {
    const walkthrough = await lockOwn(tx, viewer, given.walkthroughId)
    const { id, systemId } = walkthrough
    const attempts = await readAttempts(id, asSql(tx))
    const questions = renewQuestions(walkthrough.questions, material, id, answeredKeys(attempts))
    const steps = await readSteps(id, asSql(tx))
    const progress = progressOf({ ...walkthrough, questions, attempts, steps })
    if (!progress.isThrough) throw new Problem('conflict', `This is left: ${leftWords(progress)}.`)
    const system = await systemOf(tx, systemId)
    const finding = given.confusion
      ? await raiseFinding(tx, confusionGap({ system, viewer }, id, given.confusion))
      : null
    const { confusion } = given
    const finishedAt = await transactionNow(tx)
    await updateWalkthrough(tx, id, { state: 'waiting-for-mentor', finishedAt, confusion, questions })
    const after = { confusion, finding: finding?.number ?? null }
    await audit(tx, viewer, 'walkthrough.hand-in', id, { after })
    return { systemId }
  })
}

async function systemOf(
  tx: Transaction,
  systemId: string,
): Promise<EditableSystem & { criticality: Severity }> {
  const system = isId(systemId) ? await findEditableSystem(tx, systemId) : null
  if (!system) throw noSystem()
  return { ...system, criticality: system.criticality as Severity }
}

const touch = (tx: Transaction, id: string) => updateWalkthrough(tx, id, {})

async function audit(
  tx: Transaction,
  viewer: Viewer,
  action: Extract<AuditAction, `walkthrough.${string}`>,
  entityId: string,
  change: { before?: object | undefined; after?: object },
): Promise<void> {
  await appendAudit(tx, { actor: viewer, action, entity: 'walkthrough', entityId, ...change })
}
