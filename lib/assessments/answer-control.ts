import { appendAudit } from '@/lib/audit/store'
import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { SuggestedAnswer } from '@/lib/checklists/answer'
import type { Outcome } from '@/lib/checklists/schema'
import type { VersionControl } from '@/lib/checklists/store'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { requireEvidence } from '@/lib/evidence/service'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { findingsOfAnswer, followAnswer } from './answer-findings'
import { appendEvent, lockForAnswering, putAnswer } from './answer-store'
import { answerWords, refuseAnswer, refuseUnproven } from './answer-words'
import { type Asked, findAsked } from './asked'
import { type AssessmentRow, readAssessment } from './assessment-store'
import { decideStanding } from './decide-standing'
import { judgeAnswer } from './judge-answer'
import { automaticEnd } from './plan-automatic'
import { type AnswerRecord, type ControlReply, controlReply, type ParsedReply } from './schema'

const dayMs = 86_400_000
const mayAnswer =
  'Answering for this system needs the role maintainer in the team that owns it. A manager or admin can do it or give it to you.'
/** What became of an answer. */
export interface Answered {
  outcome: Outcome
  /** `data`: what was said is kept in the history, and what the data say counts. */
  standing: 'person' | 'data'
  statement: string
  revision: number
  /** Opened or kept open by this answer. */
  finding: { id: string; number: number } | null
}

export interface AnswerOptions {
  reviewId?: string
  /** The owner and date that a reviewer chose for the finding. */
  plan?: { ownerId?: string | null; due?: Date | null }
}

/**
 * Answers a control of a system by a person. Throws Problem: forbidden, not-found (control, system), invalid (the
 * answer does not fit, evidence is missing), conflict (somebody answered meanwhile: both answers are in the history).
 */
export async function answerControl(
  viewer: Viewer,
  reply: ControlReply,
  options: AnswerOptions = {},
): Promise<Answered> {
  const { systemId, controlKey } = reply
  const asked = await findAsked(systemId, controlKey)
  const done = await inTransaction((tx) => answerIn(tx, viewer, reply, asked, options))
  if (done instanceof Problem) throw done
  return done
}

/**
 * The same inside a transaction. A conflict is returned, not thrown: the answer that came second is written into the
 * history first, so whoever calls commits and throws then.
 */
export async function answerIn(
  tx: Transaction,
  viewer: Viewer,
  input: ControlReply,
  { asked, suggestion }: Asked,
  options: AnswerOptions = {},
): Promise<Answered | Problem> {
  const reply = parseInput(controlReply, input)
  const { control } = asked
  await lockPermitted(tx, viewer, reply.systemId)
  const misfit = refuseAnswer(control, reply.answer)
  if (misfit) throw new Problem('invalid', misfit, { answer: misfit })
  await requireEvidence(tx, reply.systemId, reply.evidenceIds)
  const outcome = judgeAnswer(control, reply.answer)
  const statement = answerWords(control, reply.answer)
  const unproven = refuseUnproven(control, { outcome, statement, evidenceIds: reply.evidenceIds })
  if (unproven) throw new Problem('invalid', unproven, { evidenceIds: unproven })
  const act: Act = {
    tx,
    viewer,
    reply,
    asked,
    options,
    outcome,
    statement,
    now: await transactionNow(tx),
    current: await readAssessment(reply.systemId, control.key, asSql(tx)),
  }
  if (reply.expectedRevision !== undefined && reply.expectedRevision !== (act.current?.revision ?? 0)) {
    await record(act, 'somebody-answered-first')
    return conflict(act)
  }
  const stands = decideStanding({ outcome, isFresh: true }, suggestion)
  return suggestion && stands === 'data' ? letDataStand(act, suggestion) : stand(act, suggestion)
}

/** One answer being given. */
interface Act {
  tx: Transaction
  viewer: Viewer
  reply: ParsedReply
  asked: VersionControl
  options: AnswerOptions
  outcome: Outcome
  statement: string
  now: Date
  current: AssessmentRow | null
}

/** The answer of the person becomes the answer of the system. */
async function stand(act: Act, suggestion: SuggestedAnswer | null): Promise<Answered> {
  const { tx, viewer, reply, asked, options, outcome, statement, now } = act
  const { finding, findingId } = await follow(act, {
    outcome,
    hasEvidence: reply.evidenceIds.length > 0,
    isSeenByCheck: suggestion?.outcome === 'fail' && suggestion.source.startsWith('check'),
  })
  const revision = await putAnswer(tx, {
    systemId: reply.systemId,
    controlKey: asked.control.key,
    meaning: asked.meaning,
    outcome,
    answer: reply.answer,
    source: 'manual',
    statement,
    facts: suggestion?.facts ?? [],
    note: reply.note,
    evidenceIds: [...new Set(reply.evidenceIds)],
    answeredById: viewer.id,
    answeredAt: now,
    validUntil: new Date(now.getTime() + asked.control.validForDays * dayMs),
    reviewId: options.reviewId ?? null,
    findingId,
  })
  await record(act)
  return { outcome, standing: 'person', statement, revision, finding }
}

/** What was said goes into the history; what the data say counts, and proves itself. */
async function letDataStand(act: Act, suggestion: SuggestedAnswer): Promise<Answered> {
  const { tx, reply, asked, options, now } = act
  const { outcome, answer, statement, facts } = suggestion
  const { finding, findingId } = await follow(act, { outcome, hasEvidence: true, isSeenByCheck: true })
  const revision = await putAnswer(tx, {
    systemId: reply.systemId,
    controlKey: asked.control.key,
    meaning: asked.meaning,
    outcome,
    answer,
    source: 'auto',
    statement,
    facts,
    note: '',
    evidenceIds: [],
    answeredById: null,
    answeredAt: now,
    validUntil: automaticEnd(suggestion, now),
    reviewId: options.reviewId ?? null,
    findingId,
  })
  await record(act, 'data-say-otherwise')
  return { outcome, standing: 'data', statement, revision, finding }
}

/** Findings that open and end with the answer, and the one that stays beside it. */
async function follow(
  { tx, viewer, reply, asked, options, statement, current }: Act,
  counts: { outcome: Outcome; hasEvidence: boolean; isSeenByCheck: boolean },
) {
  const { control } = asked
  const finding = await followAnswer(tx, {
    systemId: reply.systemId,
    control,
    statement,
    note: reply.note,
    actor: { id: viewer.id, label: viewer.email },
    plan: options.plan,
    isReview: options.reviewId !== undefined,
    ...counts,
  })
  const isEnded = findingsOfAnswer({ control, ...counts }).ends.includes('defect')
  return { finding, findingId: finding?.id ?? (isEnded ? null : (current?.findingId ?? null)) }
}

/** The line of history and the audit row of an answer, whatever became of it. */
async function record(act: Act, setAside?: AnswerRecord['setAside']): Promise<void> {
  const { tx, viewer, reply, asked, options, outcome, statement, now, current } = act
  const { answer, note, evidenceIds } = reply
  const after: AnswerRecord = {
    outcome,
    answer,
    source: 'manual',
    statement,
    note,
    evidenceIds,
    reviewId: options.reviewId ?? null,
    ...(setAside ? { setAside } : {}),
  }
  const before = current && recordOf(current)
  const controlKey = asked.control.key
  const { systemId } = reply
  await appendEvent(tx, { systemId, controlKey, at: now, actor: viewer, type: 'answered', before, after })
  await appendAudit(tx, {
    actor: viewer,
    action: 'control.answer',
    entity: 'control',
    entityId: `${systemId} ${controlKey}`,
    before,
    after,
  })
}

/** Of an answer, what the history keeps. */
export function recordOf(row: AssessmentRow): AnswerRecord {
  const { outcome, answer, source, statement, note, evidenceIds, reviewId } = row
  return { outcome, answer, source, statement, note, evidenceIds, reviewId }
}

async function lockPermitted(tx: Transaction, viewer: Viewer, systemId: string): Promise<void> {
  const system = isId(systemId) ? await lockForAnswering(tx, systemId) : null
  if (!system) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  permit(canMaintain(viewer, system), mayAnswer)
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: its answers can only be read.`)
}

function conflict({ current, statement }: Act): Problem {
  const before = current
    ? `${current.answeredBy ?? 'The data'} answered “${current.statement}” while you were looking`
    : 'The answer that you saw is gone'
  return new Problem(
    'conflict',
    `${before}. Your answer “${statement}” is kept in the history and does not count yet. Both are on this page: answer again if yours is right.`,
  )
}
