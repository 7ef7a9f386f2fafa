import { defineRule } from '../define-rule'
import { unknown } from '../flag-reading'

/** Alert rules that nobody ever saw fire. */
export const fireDrillMissing = defineRule({
  key: 'fire-drill-missing',
  title: 'Alert rule never tried',
  claim: 'Somebody is told when something breaks: alert rules exist.',
  proof: 'A planted fault reached the person whom the rule is to reach.',
  clears: 'Plant a harmless fault, see the alert arrive, and record the drill.',
  severity: 'medium',
  severityReason: 'A rule that never fired may not be able to.',
  isOnByDefault: false,
  verb: { label: 'Record alerts', path: '/proofs/alerts/new' },
  thresholds: {},
  clauses: [
    {
      key: 'never-tried',
      says: () => 'An alert rule was never proven by a fire drill',
      judge: () =>
        unknown('Fire drills of alert rules cannot be recorded yet: which rules were tried is not known.'),
    },
  ],
})
