import { checkKinds } from '@/lib/checks/kinds'
import type { SystemFacts } from '@/lib/facts/system-facts'
import { formatMeasure } from '@/lib/format/measure'
import { type Fact, missing, type Reading } from './define-fact'
import { countOf } from './words'

const fewShare = 5
const manyShare = 20

/** Which share of what could be watched gives no current answer: checks without a result, and those nobody made. */
export const blindSpots: Fact = {
  name: 'checks.blind-spots',
  tells:
    'which share of the checks, made or proposed for the targets, is unknown, paused, missing or has never run, in percent',
  read: (facts) => {
    const made = facts.checks.filter(({ state }) => state !== 'not-applicable')
    const absent = unmade(facts)
    const total = made.length + absent.length
    if (made.length === 0) return missing('No check looks at this system.')
    const blind = made.filter(({ state }) => state === 'unknown' || state === 'paused' || state === 'never')
    const count = blind.length + absent.length
    const share = (100 * count) / total
    return {
      outcome: share < fewShare ? 'pass' : share < manyShare ? 'warn' : 'fail',
      statement: `Of ${countOf(total, 'thing')} to watch, ${count} ${count === 1 ? 'gives' : 'give'} no current answer (${formatMeasure(Math.round(share), '%')}).`,
      value: share,
      unit: '%',
      facts: [
        ...blind.map(({ id, name, state }) => ({
          sentence: `${name} is ${state === 'never' ? 'without a first run' : state}.`,
          href: `/checks/${id}`,
        })),
        ...absent,
      ].slice(0, 12),
    }
  },
}

/**
 * Checks that every target of its kind gets unless somebody leaves them out: a check that is deleted stays a blind
 * spot. Name resolution is left to its maker, because an address may need none.
 */
function unmade({ targets, checks }: SystemFacts): Reading['facts'] {
  return targets.flatMap((target) =>
    checkKinds
      .filter(({ proposed, kind }) => proposed && kind !== 'dns.resolve')
      .filter((definition) => definition.targets.some((each) => each === target.kind))
      .filter(({ kind }) => !checks.some((check) => check.kind === kind && check.target.id === target.id))
      .map(({ title }) => ({ sentence: `${title} is not checked on ${target.address}.`, href: null })),
  )
}
