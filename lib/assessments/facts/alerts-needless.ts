import { type Fact, missing } from './define-fact'
import { ofRecentAlerts, withOutcome } from './recorded-alerts'
import { countOf, daysSince, listed } from './words'

const weekDays = 7
/** So many in a week are more than a rule that needs a touch. */
const many = 5

/** How many alerts of the last week needed nothing. */
export const alertsNeedless: Fact = {
  name: 'alerts.needless',
  tells: 'how many alerts of the last seven days needed nobody to do anything',
  read: (facts) =>
    ofRecentAlerts(facts, (alerts, link) => {
      const week = alerts.filter(({ firedAt }) => daysSince(firedAt, facts.now) <= weekDays)
      const nothing = withOutcome(week, 'needed-nothing')
      const untold = withOutcome(week, 'unknown')
      const rules = [
        ...new Set(week.filter(({ outcome }) => outcome === 'needed-nothing').map(({ rule }) => rule)),
      ]
      const statement = `Of ${countOf(week.length, 'alert')} in ${weekDays} days, ${nothing} needed nothing`
      if (nothing < many && untold > 0)
        return missing(`${statement}, and of ${untold} nobody wrote down what became.`, link)
      return {
        outcome: nothing === 0 ? 'pass' : nothing < many ? 'warn' : 'fail',
        statement: `${statement}${rules.length > 0 ? `: ${listed(rules)}` : ''}.`,
        value: nothing,
        facts: link,
      }
    }),
}
