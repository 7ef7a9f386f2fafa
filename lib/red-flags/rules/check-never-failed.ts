import { defineRule } from '../define-rule'
import { clear, raised, unknown } from '../flag-reading'
import { countOf, daysSince, listed } from '../words'

/** Checks that were green for so long that nobody knows whether they can turn red. */
export const checkNeverFailed = defineRule({
  key: 'check-never-failed',
  title: 'Check never seen failing',
  claim: 'The system is fine: its checks pass.',
  proof: 'Each check was seen failing once, by a real fault or a planted one.',
  clears: 'Plant the fault that the check is made for, see it fail, and repair it again.',
  severity: 'low',
  severityReason: 'A check that cannot fail proves nothing.',
  isOnByDefault: false,
  verb: { label: 'Look at its checks', path: '' },
  thresholds: {
    days: { label: 'Days without a failure', unit: 'days', initial: 365, min: 30, max: 395 },
  },
  leftOut: [{ clause: 'The check was tested on purpose', why: 'tests of checks are not recorded yet' }],
  clauses: [
    {
      key: 'never-failed',
      says: ({ days }) => `A check is older than ${days} d and neither warned nor failed in that time`,
      judge: ({ checks, now }, { days }) => {
        const old = checks.filter(({ createdAt }) => daysSince(createdAt, now) > days)
        if (old.length === 0)
          return unknown(
            checks.length === 0
              ? 'It has no checks.'
              : `None of its ${countOf(checks.length, 'check')} is ${days} d old yet.`,
          )
        const never = old.filter(({ lastBadAt }) => lastBadAt === null || daysSince(lastBadAt, now) > days)
        return never.length > 0
          ? raised(
              `Never seen failing in ${days} d: ${listed(never.map(({ name, target }) => `${name} (${target.address})`))}.`,
            )
          : clear(`All ${countOf(old.length, 'check')} of more than ${days} d were seen failing.`)
      },
    },
  ],
})
