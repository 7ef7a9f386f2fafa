import type { IncidentFact } from '@/lib/facts/system-facts'
import { type Fact, missing } from './define-fact'
import { countOf, daysSince, listed } from './words'

const name = ({ number }: IncidentFact) => `I-${number}`

/** Nothing is linked that is still there. A closed one without any is one that a manager called not preventable. */
const isBare = ({ isClosed, preventions }: IncidentFact) =>
  preventions.length === 0 ? !isClosed : preventions.every(({ state }) => state === 'gone')

const isUnproven = ({ preventions }: IncidentFact) => preventions.some(({ state }) => state !== 'proven')

/** Whether what would have prevented the incidents of a year is there, and has shown that it would have. */
export const incidentsPrevented: Fact = {
  name: 'incidents.prevented',
  tells: 'whether each incident of twelve months has its preventions, and each of them has proven itself',
  read: ({ system, incidents, now }) => {
    const recent = incidents.filter(({ startedAt }) => daysSince(startedAt, now) <= 365)
    // An empty list does not say that nothing happened.
    if (recent.length === 0)
      return missing(
        'No incident of the last twelve months is on record: if there was one, write it down with what would have prevented it.',
        [{ sentence: 'Write down an incident.', href: `/incidents/new?system=${system.id}` }],
      )
    const facts = recent
      .slice(0, 5)
      .map((each) => ({ sentence: `${name(each)}: ${each.title}`, href: `/incidents/${each.number}` }))
    const bare = recent.filter(isBare)
    if (bare.length > 0)
      return {
        outcome: 'fail',
        choice: 'nothing',
        statement: `Nothing that would have prevented it is linked to ${listed(bare.map(name))}.`,
        facts,
      }
    const unproven = recent.filter(isUnproven)
    if (unproven.length > 0)
      return {
        outcome: 'warn',
        choice: 'unproven',
        statement: `What is to prevent it again has not proven itself after ${listed(unproven.map(name))}.`,
        facts,
      }
    return {
      outcome: 'pass',
      choice: 'proven',
      statement: `After ${countOf(recent.length, 'incident')} of twelve months, everything that is to prevent it again has proven itself.`,
      facts,
    }
  },
}
