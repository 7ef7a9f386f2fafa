import type { CheckFact } from '@/lib/facts/system-facts'
import { defineRule } from '../define-rule'
import { clear, raised, unknown } from '../flag-reading'
import { countOf, daysSince, listed, wholeDays } from '../words'

const pausedFor = ({ pausedAt, pausedUntil }: CheckFact, now: Date) =>
  pausedAt && (pausedUntil === null || pausedUntil > now) ? daysSince(pausedAt, now) : null

/** A pause that became permanent. */
export const longPause = defineRule({
  key: 'long-pause',
  title: 'Pause that became permanent',
  claim: 'The system is watched: its checks exist.',
  proof: 'No check has been paused for longer than a piece of work takes.',
  clears: 'Resume the check, or remove it if nobody needs its answer.',
  severity: 'low',
  severityReason: 'Nothing is seen while a check is paused.',
  isOnByDefault: false,
  verb: { label: 'Look at its checks', path: '' },
  thresholds: {
    days: { label: 'Days that a check may be paused', unit: 'days', initial: 14, min: 1, max: 365 },
  },
  clauses: [
    {
      key: 'paused',
      says: ({ days }) => `A check has been paused for more than ${days} d`,
      judge: ({ checks, now }, { days }) => {
        if (checks.length === 0) return unknown('It has no checks.')
        const long = checks.flatMap((check) => {
          const age = pausedFor(check, now)
          return age !== null && age > days ? [`${check.name} (${wholeDays(age)})`] : []
        })
        return long.length > 0
          ? raised(`Paused for more than ${days} d: ${listed(long)}.`)
          : clear(`None of its ${countOf(checks.length, 'check')} has been paused for more than ${days} d.`)
      },
    },
  ],
})
