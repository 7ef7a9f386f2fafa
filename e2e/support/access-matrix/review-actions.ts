import type { World } from '../world'
import { type ActionRule, ofTheTeam } from './rules'

const start = 'app/(dashboard)/reviews/actions.ts'
const review = 'app/(dashboard)/reviews/[id]/actions.ts'
const managers: typeof ofTheTeam = ['manager', 'admin']
const page = (world: World) => `/reviews/${world.reviewId}`
const check = (world: World) => `/reviews/${world.reviewId}/check`
const question = (world: World) => ({ reviewId: world.reviewId, controlKey: world.reviewControl })
const inAMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

/** Server Actions of reviews. Nobody hands in or signs here: its critical question stays open, and says so. */
export const reviewActions: Readonly<Record<string, ActionRule>> = {
  [`${start} startReviewAction`]: {
    page: (world) => `/reviews/new?system=${world.systemId}`,
    fields: (world) => ({
      systemId: world.systemId,
      checklistKey: world.reviewChecklist,
      ownerId: world.people.maintainer.id,
    }),
    open: ofTheTeam,
    // One is under way.
    outcome: 'conflict',
  },
  [`${review} answerAction`]: {
    page: (world) => `/reviews/${world.reviewId}/q/1`,
    fields: (world) => ({ ...question(world), revision: '0', note: 'looked at it' }),
    open: ofTheTeam,
    outcome: '/reviews/',
  },
  [`${review} confirmAction`]: {
    page: (world) => `/reviews/${world.reviewId}/confirm`,
    fields: (world) => ({ ...question(world), position: '1', revision: '0', verdict: 'confirm' }),
    open: ofTheTeam,
    // Nothing is suggested.
    outcome: 'conflict',
  },
  [`${review} planFindingAction`]: {
    page: check,
    fields: (world) => ({
      ...question(world),
      findingOwnerId: world.people.maintainer.id,
      findingDue: inAMonth(),
    }),
    open: ofTheTeam,
    outcome: '/reviews/',
  },
  [`${review} handInAction`]: {
    page: check,
    fields: (world) => ({ reviewId: world.reviewId }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${review} rejectAction`]: {
    page: check,
    fields: (world) => ({ reviewId: world.reviewId, reason: 'too thin' }),
    open: managers,
    outcome: 'conflict',
  },
  [`${review} signAction`]: {
    page: check,
    fields: (world) => ({ reviewId: world.reviewId, name: 'manager' }),
    open: managers,
    outcome: 'conflict',
  },
  [`${review} changeReviewAction`]: {
    page,
    fields: (world) => ({
      reviewId: world.reviewId,
      ownerId: world.people.maintainer.id,
      plannedFor: inAMonth(),
    }),
    open: ofTheTeam,
    outcome: '/reviews/',
  },
  [`${review} fillNowAction`]: {
    page,
    fields: (world) => ({ reviewId: world.plannedReviewId }),
    open: ofTheTeam,
    // It was not started yet.
    outcome: 'conflict',
  },
  [`${review} lookAgainAction`]: {
    page,
    fields: (world) => ({ reviewId: world.plannedReviewId }),
    open: ofTheTeam,
    outcome: 'conflict',
  },
  [`${review} cancelReviewAction`]: {
    page,
    fields: (world) => ({ reviewId: world.plannedReviewId, reason: 'it moves in May' }),
    open: ofTheTeam,
    outcome: '/reviews/',
    repeated: 'conflict',
  },
}
