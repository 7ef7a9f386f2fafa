import type { CheckFact } from '@/lib/facts/system-facts'
import { formatDuration } from '@/lib/format/moment'
import { findGaps, readChecks } from '../read-checks'
import { type Fact, missing } from './define-fact'
import { listed } from './words'

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
    const folders = facts.checks.filter(({ kind, state }) => kind === 'bk.age' && state !== 'not-applicable')
    // A folder that nobody looked into has no age either; that says nothing of what lies in it.
    const seen = folders.filter(({ state }) => state === 'ok' || state === 'warn' || state === 'fail')
    const bare = seen.filter(({ value }) => value === null)
    if (bare.length > 0)
      return {
        outcome: 'fail',
        statement:
          bare.length === folders.length
            ? 'There is no backup at all.'
            : `There is no backup in ${listed(bare.map(({ target }) => target.address))}.`,
        facts: read.facts,
      }
    // The oldest of several folders decides: what only one of them holds is as old as it is there.
    const age = Math.max(...seen.map((check) => ageSeconds(check, facts.now)))
    const would = `Without its data now, the last ${formatDuration(age)} would be lost`
    const { rpoMinutes } = facts.system
    if (rpoMinutes === null) return missing(`${would}; no limit is agreed on (RPO).`, read.facts)
    const share = age / (rpoMinutes * 60)
    const [gap] = findGaps(['bk.age'], facts)
    if (gap && share <= 1) return missing(`No current result: ${gap.sentence}`, read.facts)
    return {
      outcome: share > 1 ? 'fail' : share > closeShare ? 'warn' : 'pass',
      statement: `${would}; ${formatDuration(rpoMinutes * 60)} are agreed on.`,
      facts: read.facts,
    }
  },
}

/** The check measured hours at its last look; the backup has grown older since. */
function ageSeconds({ value, conclusiveAt }: CheckFact, now: Date): number {
  const since = conclusiveAt ? (now.getTime() - conclusiveAt.getTime()) / 1_000 : 0
  return (value ?? 0) * hourSeconds + Math.max(0, since)
}
