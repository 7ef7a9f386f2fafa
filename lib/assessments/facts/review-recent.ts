import { type Fact, missing } from './define-fact'
import { countOf, dayMs, dayOf, daysSince } from './words'

/** A review may begin late by this much before it counts as left out. */
const graceShare = 1.25

/** Whether the system was reviewed within its cadence. */
export const reviewRecent: Fact = {
  name: 'review.recent',
  tells: 'whether the last closed review is no older than the review cadence of the system',
  read: (facts) => {
    const { reviewedAt, system, now } = facts
    const link = [{ sentence: `Reviews of ${system.name}.`, href: `/systems/${system.id}/reviews` }]
    if (!reviewedAt) return missing('No review of this system was ever closed here.', link)
    const age = daysSince(reviewedAt, now)
    const cadence = system.reviewCadenceDays
    return {
      outcome: age <= cadence ? 'pass' : age <= cadence * graceShare ? 'warn' : 'fail',
      statement: `Last reviewed on ${dayOf(facts, reviewedAt)}, ${countOf(Math.floor(age), 'day')} ago; ${cadence} are allowed.`,
      facts: link,
      validUntil: new Date(reviewedAt.getTime() + cadence * dayMs),
    }
  },
}
