import { findGaps } from '../read-checks'
import { type Fact, missing } from './define-fact'
import { countOf, listed } from './words'

/** What can be exhausted, with the targets there are today. */
const kinds = ['host.disk_free', 'host.inodes', 'host.memory', 'host.fd_system', 'pg.connections']

/** Whether resource checks warn before they fail. */
export const thresholdsTwoLevels: Fact = {
  name: 'thresholds.two-levels',
  tells: 'whether each check of a resource has a warning line and another one at which it fails',
  read: (facts) => {
    const judged = facts.checks.filter(
      ({ kind, state }) => kinds.includes(kind) && state !== 'not-applicable',
    )
    const gaps = findGaps(kinds, facts)
    const [gap] = gaps
    // A check that cannot look shows no lines: what is left must not look better for it.
    if (gap) return missing(`No current result: ${gap.sentence}`, gaps.slice(0, 12))
    if (judged.length === 0) return missing('No check of a resource looks at this system.')
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
