import { answerIn } from '@/lib/assessments/answer-control'
import { judgeExclusionApproval } from '@/lib/assessments/exclusion-rules'
import { endExpired, insertExclusion } from '@/lib/assessments/exclusion-store'
import { grantExclusion } from '@/lib/assessments/grant-exclusion'
import { appendAudit } from '@/lib/audit/store'
import type { Viewer } from '@/lib/auth/viewer'
import type { SuggestedAnswer } from '@/lib/checklists/answer'
import { asSql } from '@/lib/db/as-sql'
import { newId } from '@/lib/db/new-id'
import { prepareEvidence } from '@/lib/evidence/prepare-evidence'
import { storeEvidence } from '@/lib/evidence/service'
import { endOfDay } from '@/lib/findings/end-of-day'
import { Problem } from '@/lib/problem'
import type { Step } from './manage-service'
import { linkFindings, storeEvidenceIds } from './question-store'
import { type AskedQuestion, isFromData, plannedDue, plannedOwner, type ReviewContext } from './read-review'

/** What an answer that was written into the assessments opened. */
export type OpenedFindings = Map<string, { id: string; number: number }>

/**
 * Writes the answers of a review into the assessments of its system, in the name of those who gave them: with their
 * findings, and with what does not apply. Throws what refuses it; then nothing was written.
 */
export async function writeAnswers(
  step: Step,
  context: ReviewContext,
  suggestions: ReadonlyMap<string, SuggestedAnswer | null>,
  activePeople: number,
): Promise<OpenedFindings> {
  const opened: OpenedFindings = new Map()
  for (const question of context.questions) {
    if (question.answer === null) continue
    if (question.answer.kind === 'not-applicable') {
      await exclude(step, question, question.answer, activePeople)
      continue
    }
    // Only data answer such a question; they have, already.
    if (question.control.type === 'auto') continue
    const finding = await answer(step, context, question, suggestions.get(question.controlKey) ?? null)
    if (finding) opened.set(question.controlKey, finding)
  }
  await linkFindings(
    step.tx,
    context.review.id,
    [...opened].map(([controlKey, { id: findingId }]) => ({ controlKey, findingId })),
  )
  return opened
}

async function answer(
  step: Step,
  context: ReviewContext,
  question: AskedQuestion,
  suggestion: SuggestedAnswer | null,
): Promise<{ id: string; number: number } | null> {
  const { tx } = step
  const { review } = context
  const { control, meaning, answer: given, note } = question
  if (given === null || given.kind === 'not-applicable') return null
  const by = inTheNameOf(step.viewer, question)
  const reply = {
    systemId: review.systemId,
    controlKey: control.key,
    answer: given,
    note,
    evidenceIds: await evidenceOf(step, by, question, review.systemId),
  }
  const plan = { ownerId: plannedOwner(question, review)?.id ?? null, due: plannedDue(question, step.now) }
  const done = await answerIn(
    tx,
    by,
    reply,
    { asked: { control, meaning }, suggestion },
    { reviewId: review.id, plan },
  )
  if (done instanceof Problem) throw done
  return done.finding
}

/** The evidence of an answer; what data said is put down as such where only proof counts and nothing else was attached. */
async function evidenceOf(
  { tx, review }: Step,
  by: Viewer,
  question: AskedQuestion,
  systemId: string,
): Promise<string[]> {
  const { control, evidenceIds, suggestion } = question
  const isMissing = control.evidencePolicy === 'required' && evidenceIds.length === 0
  if (!isMissing || !suggestion || !isFromData(question)) return evidenceIds
  const lines = [
    suggestion.statement,
    ...suggestion.facts.map(({ sentence }) => sentence),
    `Source: ${suggestion.source}`,
  ]
  const drafts = await prepareEvidence([
    {
      kind: 'output',
      title: `Data of the review ${review.quarter}: ${control.question}`.slice(0, 200).toWellFormed(),
      text: lines.join('\n'),
    },
  ])
  const made = await storeEvidence(tx, by, systemId, drafts)
  const ids = made.map(({ id }) => id)
  question.evidenceIds = ids
  await storeEvidenceIds(tx, review.id, control.key, ids)
  return ids
}

/** A control that does not apply: asked for by who said so, approved by who signs, where that may be. */
async function exclude(
  { tx, viewer, review, now }: Step,
  question: AskedQuestion,
  said: { reasonCode: string; reason: string; until: string },
  activePeople: number,
): Promise<void> {
  const { systemId } = review
  const { key: controlKey, severity } = question.control
  const by = inTheNameOf(viewer, question)
  const until = endOfDay(said.until, review.timeZone)
  if (!until || until <= now) return
  await endExpired(asSql(tx), now, { systemId, controlKey })
  const id = newId()
  const { reasonCode, reason } = said
  const row = { id, systemId, controlKey, reasonCode, reason, requesterId: by.id, requestedAt: now, until }
  if (!(await insertExclusion(tx, row as Parameters<typeof insertExclusion>[1]))) return
  const judged = judgeExclusionApproval({ severity, requesterId: by.id, approverId: viewer.id, activePeople })
  await appendAudit(tx, {
    actor: judged.allowed ? viewer : by,
    action: judged.allowed ? 'control.approve-exclusion' : 'control.request-exclusion',
    entity: 'control',
    entityId: `${systemId} ${controlKey}`,
    after: {
      reviewId: review.id,
      requesterId: by.id,
      reasonCode,
      reason,
      until,
      ...(judged.allowed ? { selfApproved: judged.selfApproved } : {}),
    },
  })
  // Where it may not be approved by who signs, it stays a request that somebody else decides.
  if (!judged.allowed) return
  await grantExclusion(tx, row, { viewer, now, selfApproved: judged.selfApproved })
}

/** Who gave the answer, under the permission of who signs. */
function inTheNameOf(signer: Viewer, { answeredById, answeredBy, answeredByEmail }: AskedQuestion): Viewer {
  if (!answeredById || answeredById === signer.id) return signer
  return { ...signer, id: answeredById, name: answeredBy ?? '', email: answeredByEmail ?? answeredBy ?? '' }
}
