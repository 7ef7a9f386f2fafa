import type { FindingFact, SystemFacts } from '@/lib/facts/system-facts'
import { isEnded } from '@/lib/findings/finding-state'
import { missing, type Reading } from './define-fact'
import { listed } from './words'

/** From so many on it is no slip any more. */
const many = 3

/** Findings that somebody still has to do something about. */
export const openFindings = ({ findings }: SystemFacts): FindingFact[] =>
  findings.filter(({ state }) => !isEnded(state) && state !== 'accepted')

/**
 * How many open findings are of a kind that should not be. Where nothing ever looked at the system and nobody
 * reported anything, the absence of findings says nothing.
 */
export function countFindings(
  facts: SystemFacts,
  isMeant: (finding: FindingFact) => boolean,
  says: (count: number, open: number) => string,
): Reading {
  const isLookedAt = facts.checks.some(({ conclusiveAt }) => conclusiveAt !== null)
  if (facts.findings.length === 0 && !isLookedAt)
    return missing('Nothing looks at this system yet, so there are no findings to judge by.')
  const open = openFindings(facts)
  const meant = open.filter(isMeant)
  const names = meant.length > 0 ? ` (${listed(meant.map(({ number }) => `F-${number}`))})` : ''
  return {
    outcome: meant.length === 0 ? 'pass' : meant.length < many ? 'warn' : 'fail',
    statement: `${says(meant.length, open.length)}${names}.`,
    value: meant.length,
    facts: meant.slice(0, 12).map(({ number, title }) => ({
      sentence: `F-${number}: ${title}`,
      href: `/findings/${number}`,
    })),
  }
}
