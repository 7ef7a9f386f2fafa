import type { Fact } from './define-fact'
import { countFindings } from './open-findings'
import { countOf } from './words'

/** A date may be wrong once; who moves it twice is putting it off. */
const movedOften = 2

/** How many open findings had their due date moved again and again. */
export const findingsUnmoved: Fact = {
  name: 'findings.unmoved',
  tells: 'how many open findings had their due date moved twice or more',
  read: (facts) =>
    countFindings(
      facts,
      ({ dueMovedCount }) => dueMovedCount >= movedOften,
      (count, open) =>
        `Of ${countOf(open, 'open finding')}, ${count} had ${count === 1 ? 'its' : 'their'} date moved twice or more`,
    ),
}
