import type { DrillFact, SystemFacts } from '@/lib/facts/system-facts'
import { formatDuration } from '@/lib/format/moment'
import { defineRule, type Thresholds } from '../define-rule'
import { clear, raised, unknown } from '../flag-reading'
import { dayOf, daysSince, wholeDays } from '../words'

/** Only a restore whose data were looked at says anything about the data. */
export const provingLevels: readonly DrillFact['level'][] = ['queried', 'booted']

/** Whether a restore says that the data came back. */
export const provesRestore = ({ level, result }: Pick<DrillFact, 'level' | 'result'>) =>
  result === 'pass' && provingLevels.includes(level)

const daysKeys = { critical: 'daysCritical', high: 'daysHigh', medium: 'daysMedium', low: 'daysLow' } as const

/** How old the last proven restore of a system of this criticality may be. */
export const allowedDays = (criticality: SystemFacts['system']['criticality'], numbers: Thresholds): number =>
  numbers[daysKeys[criticality]] ?? 90

const isBackupCheck = (kind: string) => kind.startsWith('bk.')

/** Since when somebody could have known here that there are backups; none: there is no source. */
function watchedSince({ targets, checks, system }: SystemFacts): Date | null {
  const first = checks
    .filter(({ kind }) => isBackupCheck(kind))
    .reduce<Date | null>((oldest, { createdAt }) => (oldest && oldest < createdAt ? oldest : createdAt), null)
  return first ?? (targets.some(({ kind }) => kind === 'backup') ? system.createdAt : null)
}

const length = ({ durationSeconds }: DrillFact) => formatDuration(durationSeconds)

const days = (label: string, initial: number) => ({ label, unit: 'days', initial, min: 1, max: 400 }) as const

/** "The backup runs, but nobody ever restored one." */
export const unprovenBackup = defineRule({
  key: 'unproven-backup',
  title: 'Backups never restored',
  claim: 'The system can be brought back: it has a backup.',
  proof:
    'A restore was tried, its data were looked at, and it passed, recently enough for how much depends on it.',
  clears:
    'Restore a backup somewhere else, compare what came back with what should be there, and record it: level queried or booted, result pass.',
  severity: 'high',
  severityReason: 'A backup that was never restored may be worth nothing on the day it is needed.',
  isOnByDefault: true,
  verb: { label: 'Prove it now', path: '/proofs/drills' },
  thresholds: {
    daysCritical: days('Days allowed for a critical system', 35),
    daysHigh: days('Days allowed for a system of high criticality', 90),
    daysMedium: days('Days allowed for a system of medium criticality', 90),
    daysLow: days('Days allowed for a system of low criticality', 180),
  },
  clauses: [
    {
      key: 'no-source',
      says: () => 'No backup of the system is known: no backup target, no backup check, no recorded restore',
      judge: (facts) =>
        watchedSince(facts) || facts.drills.length > 0
          ? clear('A backup of it is known.')
          : raised('Nothing is known to back this system up, and no restore of it was ever recorded.'),
    },
    {
      key: 'not-proven',
      says: ({ daysCritical, daysHigh, daysMedium, daysLow }) =>
        `No restore of level queried or booted passed within ${daysCritical} d (critical), ${daysHigh} d (high), ${daysMedium} d (medium) or ${daysLow} d (low)`,
      judge: (facts, numbers) => {
        const allowed = allowedDays(facts.system.criticality, numbers)
        const proof = facts.drills.find(provesRestore)
        if (proof) {
          const age = daysSince(proof.startedAt, facts.now)
          const said = `Last proven restore ${dayOf(facts, proof.startedAt)}, level ${proof.level}, ${length(proof)}`
          return age <= allowed
            ? clear(`${said}; ${wholeDays(age)} ago, ${allowed} d allowed.`)
            : raised(`${said}: ${wholeDays(age)} ago, ${allowed} d allowed.`)
        }
        const [last] = facts.drills
        if (last)
          return raised(
            `No restore was proven: the last one, ${dayOf(facts, last.startedAt)}, reached level ${last.level} with result ${last.result}.`,
          )
        const since = watchedSince(facts)
        const watched = since && daysSince(since, facts.now)
        return watched !== null && watched > allowed
          ? raised(
              `Its backups have been watched for ${wholeDays(watched)}, and no restore was recorded in all that time; ${allowed} d allowed.`,
            )
          : unknown(
              'No restore of it was ever recorded: whether its backups can be restored is not known. Record the last one, or try one.',
            )
      },
    },
    {
      key: 'last-failed',
      says: () => 'The newest restore that was tried failed',
      judge: (facts) => {
        const [last] = facts.drills
        if (!last)
          return unknown(
            'No restore of it was ever recorded: whether its backups can be restored is not known. Record the last one, or try one.',
          )
        return last.result === 'fail'
          ? raised(
              `The newest restore, ${dayOf(facts, last.startedAt)} of ${last.backupName}, failed at level ${last.level}.`,
            )
          : clear(`The newest restore did not fail.`)
      },
    },
  ],
})
