import { formatDuration } from '@/lib/format/moment'
import { type Fact, missing } from './define-fact'
import { dayMs, dayOf, daysSince, proofsOf } from './words'

/** A measured duration says little about data that grew for so long. */
const heldForDays = 180
/** From this share of the agreed time on there is nothing to spare. */
const closeShare = 0.8

/** Whether the last restore fitted into the agreed time. */
export const drillsRto: Fact = {
  name: 'drills.rto',
  tells: 'whether the last successful restore of the last 180 days took no longer than the RTO of the system',
  read: (facts) => {
    const { now, system } = facts
    const last = facts.drills.find(({ level, result }) => level !== 'listed' && result === 'pass')
    if (!last) return missing('No successful restore is recorded, so its duration is not known.')
    const link = [
      {
        sentence: `${last.backupName}: restored on ${dayOf(facts, last.startedAt)}.`,
        href: proofsOf(facts),
      },
    ]
    if (daysSince(last.startedAt, now) > heldForDays)
      return missing(`The last restore that was measured is from ${dayOf(facts, last.startedAt)}.`, link)
    const took = `The restore of ${dayOf(facts, last.startedAt)} took ${formatDuration(last.durationSeconds)}`
    if (system.rtoMinutes === null) return missing(`${took}; no time is agreed on (RTO).`, link)
    const agreed = system.rtoMinutes * 60
    const share = last.durationSeconds / agreed
    return {
      outcome: share > 1 ? 'fail' : share > closeShare ? 'warn' : 'pass',
      statement: `${took}; ${formatDuration(agreed)} are agreed on.`,
      facts: link,
      validUntil: new Date(last.startedAt.getTime() + heldForDays * dayMs),
    }
  },
}
