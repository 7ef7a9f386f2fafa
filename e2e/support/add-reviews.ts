import { prisma } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { freezePayload } from '@/lib/reviews/milestone-payload'
import { samplePayload, sampleQuestion } from '@/lib/reviews/testing/sample-payload'
import { publishTestChecklist, testControl } from '@/scripts/testing/checklist-fixture'
import type { World } from './world'

const day = 86_400_000
const key = 'access-review'
const agenda = { at: '2026-11-20T09:00:00.000Z', since: null, parts: [] }

type Reviews = Pick<
  World,
  'reviewId' | 'plannedReviewId' | 'closedReviews' | 'reviewChecklist' | 'reviewControl'
>

/** What a review has besides its system and its day. */
interface Further {
  state?: string
  preparedAt?: Date
  submittedAt?: Date
  closedAt?: Date
  agenda?: typeof agenda
}

/** A review of the system that is being answered, one of another system that is planned, and two that are closed. */
export async function addReviews(
  of: { systemId: string; teamId: string; leaderId: string },
  now: Date,
): Promise<Reviews> {
  const control = testControl('review.question', { severity: 'critical' })
  const versionId = await publishTestChecklist(key, [control])
  const add = async (systemId: string, more: Further) => {
    const id = newId()
    const { leaderId: ownerId } = of
    const standard = { state: 'planned', quarter: '2026-Q4', plannedFor: now, seed: 1, createdAt: now }
    await prisma().review.create({ data: { id, systemId, versionId, ownerId, ...standard, ...more } })
    return id
  }
  const reviewId = await add(of.systemId, { state: 'in-review', preparedAt: now, agenda })
  await prisma().reviewQuestion.create({
    data: { reviewId, controlKey: control.key, position: 1, evidenceIds: [] },
  })
  const closed = async (days: number) => {
    const closedAt = new Date(now.getTime() + days * day)
    const id = await add(of.systemId, {
      state: 'closed',
      preparedAt: closedAt,
      submittedAt: closedAt,
      closedAt,
      agenda,
    })
    await addMilestone(id, of.systemId, closedAt)
    return id
  }
  return {
    reviewId,
    plannedReviewId: await add(await addSystem(of.teamId, now), {}),
    closedReviews: [await closed(-100), await closed(-10)],
    reviewChecklist: key,
    reviewControl: control.key,
  }
}

async function addSystem(teamId: string, createdAt: Date): Promise<string> {
  const id = newId()
  const facts = {
    name: 'stock-db',
    kind: 'database',
    environment: 'production',
    criticality: 'low',
    tags: [],
  }
  await prisma().system.create({ data: { id, teamId, createdAt, ...facts } })
  return id
}

async function addMilestone(reviewId: string, systemId: string, closedAt: Date): Promise<void> {
  const sample = samplePayload([sampleQuestion('backup.runs')])
  const { text: payload, sha256 } = freezePayload({
    ...sample,
    review: { ...sample.review, id: reviewId, closedAt: closedAt.toISOString() },
    system: { ...sample.system, id: systemId },
  })
  const signedName = sample.signatures.signed.name
  await prisma().milestone.create({
    data: { id: newId(), reviewId, systemId, closedAt, payload, sha256, signedName },
  })
}
