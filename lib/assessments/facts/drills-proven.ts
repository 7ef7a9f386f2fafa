import type { DrillFact, SystemFacts } from '@/lib/facts/system-facts'
import { formatDuration } from '@/lib/format/moment'
import { type Fact, missing, type Reading } from './define-fact'
import { countOf, dayMs, dayOf, daysSince, proofsOf } from './words'

/** How old the last proven restore may be, by what depends on the system. */
const allowedDays = { critical: 35, high: 90, medium: 90, low: 180 } as const

/** Loading an archive shows that it can be read; only looking at the data shows that they are there. */
const proves = ({ level, result }: DrillFact): boolean =>
  result === 'pass' && (level === 'queried' || level === 'booted')

/** Whether a backup was restored and looked at, recently enough. */
export const drillsProven: Fact = {
  name: 'drills.proven',
  tells: 'whether a restore of level queried or booted passed within 35, 90 or 180 days, by criticality',
  read: (facts) => {
    const [newest] = facts.drills
    if (!newest) return missing('No restore of this system is recorded.', [linkTo(facts)])
    const proof = facts.drills.find(proves)
    const allowed = allowedDays[facts.system.criticality]
    const rest = { facts: facts.drills.slice(0, 3).map((drill) => factOf(drill, facts)) }
    if (newest.result === 'fail')
      return { outcome: 'fail', statement: `The newest restore failed: ${said(newest, facts)}.`, ...rest }
    if (!proof) return { ...unproven(newest, allowed, facts), ...rest }
    const age = Math.floor(daysSince(proof.startedAt, facts.now))
    const statement = `Restored on ${said(proof, facts)}: ${countOf(age, 'day')} ago, ${allowed} allowed.`
    if (daysSince(proof.startedAt, facts.now) > allowed)
      return { outcome: 'fail', choice: 'too-long-ago', statement, ...rest }
    const validUntil = new Date(proof.startedAt.getTime() + allowed * dayMs)
    return { outcome: 'pass', statement, validUntil, ...rest }
  },
}

function unproven(newest: DrillFact, allowed: number, facts: SystemFacts): Reading {
  const isRecent = daysSince(newest.startedAt, facts.now) <= allowed
  return {
    outcome: isRecent ? 'warn' : 'fail',
    choice: isRecent ? 'only-listed' : 'too-long-ago',
    statement: `No restore was queried: the newest, ${said(newest, facts)}, had the result ${newest.result}.`,
    facts: [],
  }
}

/** "Sat 14 Nov, level queried, 11 min". */
const said = (drill: DrillFact, facts: SystemFacts): string =>
  `${dayOf(facts, drill.startedAt)}, level ${drill.level}, ${formatDuration(drill.durationSeconds)}`

const factOf = (drill: DrillFact, facts: SystemFacts): Reading['facts'][number] => ({
  sentence: `${drill.backupName}: ${said(drill, facts)}, ${drill.result}.`,
  href: proofsOf(facts),
})

const linkTo = (facts: SystemFacts): Reading['facts'][number] => ({
  sentence: 'Restores are recorded under the proofs of the system.',
  href: proofsOf(facts),
})
