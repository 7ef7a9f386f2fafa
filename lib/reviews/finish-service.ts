import { suggestAnswer } from '@/lib/assessments/suggest-answer'
import { canReview, canSignReview, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import type { SuggestedAnswer } from '@/lib/checklists/answer'
import { asSql } from '@/lib/db/as-sql'
import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { loadSystemFacts } from '@/lib/facts/store'
import { countActivePeople } from '@/lib/findings/change-store'
import { Problem } from '@/lib/problem'
import { formulaVersion } from '@/lib/score/schema'
import { type SystemScore, scoreSystems } from '@/lib/score/score-systems'
import { currentExclusionsAt } from './agenda-store'
import { buildPayload } from './build-payload'
import { type OpenedFindings, writeAnswers } from './close-review'
import { assignReviewed, type ClosingFacts, readClosingFacts } from './close-store'
import { gateLines } from './gate'
import { mayReview, maySign } from './guards'
import { recordStep, type Step, stepTo, takeStep } from './manage-service'
import { freezePayload } from './milestone-payload'
import { insertMilestone } from './milestone-store'
import type { MilestonePayload, MilestoneScore } from './milestone-view'
import { judgeSigner, type SignerFacts } from './next-state'
import { gateQuestions, type ReviewContext, readReview } from './read-review'

/** Hands a review in for its signature. Throws Problem: not-found, forbidden, conflict (with all that is missing). */
export async function handIn(viewer: Viewer, reviewId: string): Promise<void> {
  await takeStep(viewer, reviewId, async (step) => {
    const { tx, review, now } = step
    permit(canReview(viewer, review), mayReview)
    const missing = missingOf(await readReview(reviewId, tx))
    const state = stepTo(review, 'submit', { missing })
    const patch = { state, submittedAt: now, submittedById: viewer.id, endReason: null }
    await recordStep(step, { patch, type: 'submitted', action: 'review.hand-in' })
  })
}

/** Sends a review back with the reason why it is not signed. */
export async function rejectReview(viewer: Viewer, reviewId: string, reason: string): Promise<void> {
  await takeStep(viewer, reviewId, async (step) => {
    permit(canSignReview(viewer), maySign)
    const state = stepTo(step.review, 'reject', { reason })
    const patch = { state, submittedAt: null, submittedById: null, endReason: reason }
    await recordStep(step, { patch, type: 'rejected', action: 'review.reject', comment: reason })
  })
}

/**
 * Signs a review: its answers become those of the system, its findings are opened, and everything is frozen in a
 * milestone. All of it happens, or nothing. Throws Problem: not-found, forbidden, conflict.
 */
export async function signReview(
  viewer: Viewer,
  reviewId: string,
  typedName: string,
): Promise<{ sha256: string }> {
  const { review } = await readReview(reviewId)
  const [facts] = await loadSystemFacts([review.systemId])
  return takeStep(viewer, reviewId, async (step) => {
    permit(canSignReview(viewer), maySign)
    const context = await readReview(reviewId, step.tx)
    const activePeople = await countActivePeople(step.tx)
    const signer = signerFacts(step, typedName, activePeople)
    const state = stepTo(step.review, 'sign', { missing: missingOf(context), signer })
    const { selfSigned: isOwnWork } = judgeSigner(signer)
    await recordStep(step, {
      patch: { state, closedAt: step.now, signerId: viewer.id },
      type: 'signed',
      action: 'review.sign',
      ...(isOwnWork ? { comment: 'Signed alone: this installation has one person.' } : {}),
    })
    const suggestions = new Map<string, SuggestedAnswer | null>(
      context.questions.map(({ control }) => [control.key, facts ? suggestAnswer(control, facts) : null]),
    )
    await assignReviewed(step.tx, { systemId: review.systemId, versionId: review.versionId, byId: viewer.id })
    const findings = await writeAnswers(step, context, suggestions, activePeople)
    const signed = {
      by: viewer.name,
      name: typedName.trim(),
      role: viewer.role,
      at: step.now.toISOString(),
      isOwnWork,
    }
    return freeze(step, context, findings, signed)
  })
}

async function freeze(
  { tx, viewer, review, now }: Step,
  context: ReviewContext,
  findings: OpenedFindings,
  signed: MilestonePayload['signatures']['signed'],
): Promise<{ sha256: string }> {
  const { systemId, versionId } = review
  const evidenceIds = context.questions.flatMap(({ evidenceIds: ids }) => ids)
  const { closing, exclusions, score } = await readClosing(tx, { systemId, versionId, evidenceIds })
  const questionOf = new Map(context.version.controls.map(({ control }) => [control.key, control.question]))
  const asked = new Set(context.questions.map(({ controlKey }) => controlKey))
  const notAsked = exclusions
    .filter(({ controlKey }) => questionOf.has(controlKey) && !asked.has(controlKey))
    .map(({ controlKey, reason, approver, until }) => ({
      key: controlKey,
      question: questionOf.get(controlKey) ?? controlKey,
      reason,
      approver,
      until: until.toISOString(),
    }))
  const payload = buildPayload({ context, closing, findings, notAsked, score, signed })
  const { text, sha256 } = freezePayload(payload)
  await insertMilestone(tx, {
    id: newId(),
    reviewId: review.id,
    systemId,
    closedAt: now,
    payload: text,
    sha256,
    signedById: viewer.id,
    signedName: signed.name,
  })
  return { sha256 }
}

/** How often what is frozen is read again because something changed it meanwhile. */
const readings = 10

/**
 * The findings of the system and the score that they cap, as of one moment. A worker may open or end a finding between
 * the two readings: then both are read again. Throws a conflict Problem where that never ends.
 */
async function readClosing(tx: Transaction, of: Parameters<typeof readClosingFacts>[1]) {
  let closing = await readClosingFacts(tx, of)
  for (let tries = 0; tries < readings; tries += 1) {
    const exclusions = await currentExclusionsAt(tx, of.systemId)
    const score = scoreOf((await scoreSystems([of.systemId], asSql(tx))).get(of.systemId))
    const before = closing
    closing = await readClosingFacts(tx, of)
    if (findingsOf(before) === findingsOf(closing)) return { closing, exclusions, score }
  }
  throw new Problem(
    'conflict',
    'The findings of this system change all the time just now. Sign again in a minute.',
  )
}

const findingsOf = ({ findings, counts }: ClosingFacts) => JSON.stringify([findings, counts])

/** A score as a milestone keeps it. */
function scoreOf(scored: SystemScore | undefined): MilestoneScore | null {
  if (!scored) return null
  const { posture, cappedPosture, coverage, health, grade, caps } = scored.score
  return { formulaVersion, posture, cappedPosture, coverage, health, grade, caps }
}

/** Everything that the gate still wants, in sentences. Pure. */
export const missingOf = (context: ReviewContext): string[] => [
  ...(context.review.preparedAt === null
    ? ['The data are being gathered again: wait until they are there.']
    : []),
  ...gateLines(gateQuestions(context), context.now).map(({ sentence }) => sentence),
]

/** Who signs, and what decides whether they may. Pure. */
export function signerFacts(
  { viewer, review }: Pick<Step, 'viewer' | 'review'>,
  typedName: string,
  activePeople: number,
): SignerFacts {
  const involvedIds = [review.ownerId, review.systemOwnerId, review.submittedById]
  return { id: viewer.id, name: viewer.name, typedName, involvedIds, activePeople }
}
