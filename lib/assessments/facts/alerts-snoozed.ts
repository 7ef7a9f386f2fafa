import type { Fact } from './define-fact'
import { ofRecentAlerts, windowDays } from './recorded-alerts'
import { countOf } from './words'

const repeatedly = 2

/** Whether an alert rule was snoozed instead of handled. */
export const alertsSnoozed: Fact = {
  name: 'alerts.snoozed',
  tells: 'how often the alert rule that was snoozed most was snoozed in four weeks',
  read: (facts) =>
    ofRecentAlerts(facts, (alerts, link) => {
      const byRule = new Map<string, number>()
      for (const { rule, snoozeCount } of alerts) byRule.set(rule, (byRule.get(rule) ?? 0) + snoozeCount)
      const [worst] = [...byRule].toSorted(([, one], [, other]) => other - one)
      const [rule, times] = worst ?? ['', 0]
      return {
        outcome: times === 0 ? 'pass' : times < repeatedly ? 'warn' : 'fail',
        statement:
          times === 0
            ? `None of ${countOf(alerts.length, 'alert')} in ${windowDays} days was snoozed.`
            : `${rule} was snoozed ${countOf(times, 'time')} in ${windowDays} days.`,
        facts: link,
      }
    }),
}
