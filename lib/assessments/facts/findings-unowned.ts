import type { Fact } from './define-fact'
import { countFindings } from './open-findings'
import { countOf } from './words'

/** How many open findings nobody owns. */
export const findingsUnowned: Fact = {
  name: 'findings.unowned',
  tells: 'how many open findings have no owner',
  read: (facts) =>
    countFindings(
      facts,
      ({ ownerId }) => ownerId === null,
      (count, open) =>
        `Of ${countOf(open, 'open finding')}, ${count} ${count === 1 ? 'has' : 'have'} no owner`,
    ),
}
