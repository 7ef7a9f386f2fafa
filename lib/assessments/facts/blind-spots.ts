import { formatMeasure } from '@/lib/format/measure'
import { type Fact, missing } from './define-fact'
import { countOf } from './words'

const fewShare = 5
const manyShare = 20

/** Which share of the checks gives no current answer. */
export const blindSpots: Fact = {
  name: 'checks.blind-spots',
  tells: 'which share of the checks is unknown, paused or has never run, in percent',
  read: ({ checks }) => {
    const asked = checks.filter(({ state }) => state !== 'not-applicable')
    if (asked.length === 0) return missing('No check looks at this system.')
    const blind = asked.filter(({ state }) => state === 'unknown' || state === 'paused' || state === 'never')
    const share = (100 * blind.length) / asked.length
    return {
      outcome: share < fewShare ? 'pass' : share < manyShare ? 'warn' : 'fail',
      statement: `Of ${countOf(asked.length, 'check')}, ${blind.length} ${blind.length === 1 ? 'gives' : 'give'} no current answer (${formatMeasure(Math.round(share), '%')}).`,
      value: share,
      unit: '%',
      facts: blind.slice(0, 12).map(({ id, name, state }) => ({
        sentence: `${name} is ${state === 'never' ? 'without a first run' : state}.`,
        href: `/checks/${id}`,
      })),
    }
  },
}
