import type { Fact } from './define-fact'
import { countFindings } from './open-findings'
import { countOf } from './words'

/** How many open findings are past their due date. */
export const findingsOverdue: Fact = {
  name: 'findings.overdue',
  tells: 'how many open findings are past their due date',
  read: (facts) =>
    countFindings(
      facts,
      ({ due }) => due < facts.now,
      (count, open) => `Of ${countOf(open, 'open finding')}, ${count} ${count === 1 ? 'is' : 'are'} overdue`,
    ),
}
