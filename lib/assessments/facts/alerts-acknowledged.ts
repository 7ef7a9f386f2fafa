import type { AlertFact } from '@/lib/facts/system-facts'
import { formatDuration } from '@/lib/format/moment'
import { type Fact, missing } from './define-fact'
import { ofRecentAlerts, windowDays } from './recorded-alerts'
import { countOf } from './words'

const soonSeconds = 15 * 60
const lateSeconds = 3_600

/** How soon alerts that wake somebody are taken. */
export const alertsAcknowledged: Fact = {
  name: 'alerts.acknowledged',
  tells: 'whether the median alert of class wake was taken within 15 minutes (an hour, not to fail)',
  read: (facts) =>
    ofRecentAlerts(facts, (alerts, link) => {
      const wake = alerts.filter((alert) => alert.class === 'wake')
      if (wake.length === 0)
        return {
          outcome: 'pass',
          choice: 'none-woke',
          statement: `None of ${countOf(alerts.length, 'alert')} in ${windowDays} days was of class wake.`,
          facts: link,
        }
      // One whose time is not written down may have been taken at once, or never: both ends are tried.
      const best = median(wake.map((alert) => waited(alert, 0)))
      const worst = median(wake.map((alert) => waited(alert, Number.POSITIVE_INFINITY)))
      if (gradeOf(best) !== gradeOf(worst)) return missing(untaken(wake), link)
      const said = Number.isFinite(worst) ? `after ${formatDuration(worst)}` : 'by nobody'
      return {
        outcome: gradeOf(worst),
        statement: `Of ${countOf(wake.length, 'alert')} of class wake in ${windowDays} days, the median was taken ${said}.`,
        facts: link,
      }
    }),
}

function untaken(wake: readonly AlertFact[]): string {
  const count = wake.filter(({ acknowledgedAt }) => acknowledgedAt === null).length
  return `Of ${countOf(wake.length, 'alert')} of class wake, ${count} ${count === 1 ? 'has no time at which somebody took it' : 'have no time at which somebody took them'}.`
}

const waited = ({ firedAt, acknowledgedAt }: AlertFact, untaken: number): number =>
  acknowledgedAt ? (acknowledgedAt.getTime() - firedAt.getTime()) / 1_000 : untaken

function gradeOf(seconds: number): 'pass' | 'warn' | 'fail' {
  if (seconds <= soonSeconds) return 'pass'
  return seconds <= lateSeconds ? 'warn' : 'fail'
}

/** Of an even number the later of the middle two: nobody is better for waiting half as long on average. */
function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}
