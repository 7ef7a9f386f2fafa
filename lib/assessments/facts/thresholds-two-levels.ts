import { type Fact, missing } from './define-fact'
import { countOf, listed } from './words'

/** Whether resource checks warn before they fail. */
export const thresholdsTwoLevels: Fact = {
  name: 'thresholds.two-levels',
  tells: 'whether each check of a resource has a warning line and another one at which it fails',
  read: ({ checks }) => {
    const judged = checks.filter(
      ({ dimension, state }) => dimension === 'resources' && ['ok', 'warn', 'fail'].includes(state),
    )
    if (judged.length === 0) return missing('No check of a resource has a current result.')
    const oneLine = judged.filter(
      ({ warnAt, failAt }) => warnAt === null || failAt === null || warnAt === failAt,
    )
    return {
      outcome: oneLine.length === 0 ? 'pass' : oneLine.length < judged.length ? 'warn' : 'fail',
      statement:
        oneLine.length === 0
          ? `${countOf(judged.length, 'resource check')} ${judged.length === 1 ? 'has' : 'have'} a warning line and a critical one.`
          : `Of ${countOf(judged.length, 'resource check')}, ${oneLine.length} ${oneLine.length === 1 ? 'has' : 'have'} one line only: ${listed(oneLine.map(({ name }) => name))}.`,
      facts: oneLine
        .slice(0, 12)
        .map(({ id, name }) => ({ sentence: `${name} has one line.`, href: `/checks/${id}` })),
    }
  },
}
