import type { Outcome } from '@/lib/checklists/schema'
import { type Fact, missing } from './define-fact'
import { ofRecentAlerts, windowDays, withOutcome } from './recorded-alerts'
import { countOf } from './words'

/** Shares of alerts that needed nothing. */
const noisyShare = 0.5
const someNoiseShare = 0.2
/** Fewer say nothing about a share: then half of them are a warning at most. */
const fewest = 5

/** Whether the alerts of the last four weeks led to an action. */
export const alertsActionable: Fact = {
  name: 'alerts.actionable',
  tells: 'whether fewer than half (a fifth, to pass) of the alerts of four weeks needed nothing',
  read: (facts) =>
    ofRecentAlerts(facts, (alerts, link) => {
      const fired = alerts.length
      const nothing = withOutcome(alerts, 'needed-nothing')
      const untold = withOutcome(alerts, 'unknown')
      const statement = `Of ${countOf(fired, 'alert')} in ${windowDays} days, ${nothing} needed nothing`
      const outcome = judgeShare(nothing, fired)
      // Alerts whose outcome nobody wrote down may all have been for nothing.
      if (outcome !== 'fail' && judgeShare(nothing + untold, fired) !== outcome)
        return missing(`${statement}, and of ${untold} nobody wrote down what became.`, link)
      return {
        outcome,
        choice: outcome === 'fail' ? 'half' : undefined,
        statement: `${statement}.`,
        facts: link,
      }
    }),
}

function judgeShare(nothing: number, fired: number): Outcome {
  if (nothing < someNoiseShare * fired) return 'pass'
  return nothing >= noisyShare * fired && fired >= fewest ? 'fail' : 'warn'
}
