import { defineRule } from '../define-rule'
import { clear, raised } from '../flag-reading'
import { dayOf, daysSince, wholeDays } from '../words'

/** A runbook that nobody has looked at in a year. */
export const runbookUntouched = defineRule({
  key: 'runbook-untouched',
  title: 'Runbook untouched',
  claim: 'It is written down how the system is run.',
  proof: 'Somebody went through what is written about it within a year.',
  clears:
    'Read the runbook, correct it, and save the facts of the system anew; where there is none, add its address.',
  severity: 'low',
  severityReason: 'An old runbook misleads, but only on the day somebody needs it.',
  isOnByDefault: false,
  verb: { label: 'Edit the system', path: '/edit' },
  thresholds: {
    days: { label: 'Days a runbook may stay untouched', unit: 'days', initial: 365, min: 30, max: 1_825 },
  },
  leftOut: [
    {
      clause: 'When the runbook itself was last changed',
      why: 'only its address is known, so the facts of the system stand for it',
    },
  ],
  clauses: [
    {
      key: 'untouched',
      says: ({ days }) => `The system has no runbook, or its facts were not touched for more than ${days} d`,
      judge: (facts, { days }) => {
        const { runbookUrl, editedAt } = facts.system
        if (!runbookUrl) return raised('It has no runbook.')
        const age = daysSince(editedAt, facts.now)
        const said = `Last touched ${dayOf(facts, editedAt)}, ${wholeDays(age)} ago`
        return age > days ? raised(`${said}; ${days} d allowed.`) : clear(`${said}.`)
      },
    },
  ],
})
