import type { CheckFact } from '@/lib/facts/system-facts'
import { formatDuration } from '@/lib/format/moment'
import { readChecks } from '../read-checks'
import { type Fact, missing } from './define-fact'

const hourSeconds = 3_600
/** From this share of the agreed loss on there is nothing to spare. */
const closeShare = 0.8

/** Whether what would be lost now stays within what was agreed. */
export const backupsRpo: Fact = {
  name: 'backups.rpo',
  tells: 'whether the newest backup is younger than the RPO of the system',
  read: (facts) => {
    const read = readChecks(['bk.age'], facts)
    if (!read || read.outcome === 'unknown') return read
    // The oldest of several folders decides: what only one of them holds is as old as it is there.
    const ages = facts.checks
      .filter(({ kind, state }) => kind === 'bk.age' && state !== 'not-applicable')
      .map((check) => ageSeconds(check, facts.now))
    if (ages.some((age) => age === null))
      return { outcome: 'fail', statement: 'There is no backup at all.', facts: read.facts }
    const age = Math.max(...ages.filter((each) => each !== null))
    const would = `Without its data now, the last ${formatDuration(age)} would be lost`
    const { rpoMinutes } = facts.system
    if (rpoMinutes === null) return missing(`${would}; no limit is agreed on (RPO).`, read.facts)
    const share = age / (rpoMinutes * 60)
    return {
      outcome: share > 1 ? 'fail' : share > closeShare ? 'warn' : 'pass',
      statement: `${would}; ${formatDuration(rpoMinutes * 60)} are agreed on.`,
      facts: read.facts,
    }
  },
}

/** The check measured hours at its last look; the backup has grown older since. */
function ageSeconds({ value, conclusiveAt }: CheckFact, now: Date): number | null {
  if (value === null) return null
  const since = conclusiveAt ? (now.getTime() - conclusiveAt.getTime()) / 1_000 : 0
  return value * hourSeconds + Math.max(0, since)
}
