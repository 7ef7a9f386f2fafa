import type { AlertFact, SystemFacts } from '@/lib/facts/system-facts'
import { formatDuration } from '@/lib/format/moment'
import { defineRule } from '../define-rule'
import { type ClauseResult, clear, raised, unknown } from '../flag-reading'
import { countOf, dayOf, daysSince, listed } from '../words'

const within = (alerts: readonly AlertFact[], now: Date, days: number) =>
  alerts.filter(({ firedAt }) => daysSince(firedAt, now) <= days)

/** Judges the alerts that count, once one of the last weeks is on record: silence may be health or forgetting. */
function ofAlerts(
  facts: SystemFacts,
  { claimDays, windowDays }: { claimDays: number; windowDays: number },
  judge: (alerts: AlertFact[]) => ClauseResult,
): ClauseResult {
  const [last] = facts.alerts
  if (!last)
    return unknown(
      'No alert of this system is recorded: whether none fired or nobody wrote them down is not known.',
    )
  if (within([last], facts.now, claimDays).length === 0)
    return unknown(
      `No alert of the last ${claimDays} d is recorded, the last one ${dayOf(facts, last.firedAt)}: whether none fired or nobody wrote them down is not known.`,
    )
  return judge(within(facts.alerts, facts.now, windowDays))
}

/** Median; of an even number the mean of the middle two. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1)
  return (low + high) / 2
}

function judgeAcknowledging(alerts: readonly AlertFact[], hours: number): ClauseResult {
  const wake = alerts.filter((alert) => alert.class === 'wake')
  if (wake.length === 0) return clear('No alert woke anybody.')
  const limit = hours * 3_600
  // One whose time is not written down may have been taken at once, or never: both ends are tried.
  const seconds = (missing: number) =>
    wake.map(({ firedAt, acknowledgedAt }) =>
      acknowledgedAt ? (acknowledgedAt.getTime() - firedAt.getTime()) / 1_000 : missing,
    )
  const [best, worst] = [medianOf(seconds(0)), medianOf(seconds(Number.POSITIVE_INFINITY))]
  if (best > limit)
    return raised(
      `The median alert of class wake waited at least ${formatDuration(best)} until somebody took it; ${hours} h allowed.`,
    )
  if (worst <= limit) return clear(`The median alert of class wake was taken after ${formatDuration(worst)}.`)
  const untold = wake.filter(({ acknowledgedAt }) => acknowledgedAt === null).length
  return unknown(
    `Of ${countOf(wake.length, 'alert')} of class wake, ${untold} ${untold === 1 ? 'has' : 'have'} no time at which somebody took it: the median cannot be told.`,
  )
}

/** "Alerts fire so often that nobody looks." */
export const ignoredAlerts = defineRule({
  key: 'ignored-alerts',
  title: 'Alerts nobody acts on',
  claim: 'Somebody is told when something is wrong: alerts fire.',
  proof:
    'Most alerts lead to an action, none is put to sleep again and again, and those that wake somebody are taken at once.',
  clears:
    'Remove or change the rule that fires for nothing, and record what became of the alerts that follow. The counts look back, so the flag clears as better weeks push out the bad ones.',
  severity: 'medium',
  severityReason: 'Whoever learns to ignore alerts ignores the one that matters.',
  isOnByDefault: true,
  verb: { label: 'Record alerts', path: '/proofs/alerts/new' },
  thresholds: {
    share: { label: 'Share of alerts that needed nothing', unit: '%', initial: 50, min: 1, max: 100 },
    fewest: {
      label: 'Judge the share from so many alerts on',
      unit: 'alerts',
      initial: 5,
      min: 1,
      max: 1_000,
    },
    snoozes: { label: 'Snoozes of one alert rule', unit: 'times', initial: 2, min: 1, max: 100 },
    ackHours: {
      label: 'Median time until a wake alert is taken',
      unit: 'hours',
      initial: 1,
      min: 0.1,
      max: 48,
    },
    claimDays: { label: 'Alerts count as firing for', unit: 'days', initial: 28, min: 7, max: 90 },
    windowDays: { label: 'Counts cover', unit: 'days', initial: 90, min: 7, max: 365 },
  },
  clauses: [
    {
      key: 'needed-nothing',
      says: ({ share, fewest, windowDays }) =>
        `${share} % or more of at least ${fewest} alerts in ${windowDays} d needed nothing`,
      judge: (facts, numbers) =>
        ofAlerts(facts, numbers, (alerts) => {
          const { share, fewest, windowDays } = numbers
          const fired = alerts.length
          if (fired < fewest)
            return clear(
              `${countOf(fired, 'alert')} fired in ${windowDays} d; the share is judged from ${fewest} on.`,
            )
          const nothing = alerts.filter(({ outcome }) => outcome === 'needed-nothing').length
          const untold = alerts.filter(({ outcome }) => outcome === 'unknown').length
          const said = `${countOf(fired, 'alert')} fired in ${windowDays} d, ${nothing} needed nothing (${Math.round((100 * nothing) / fired)} %)`
          if (100 * nothing >= share * fired) return raised(`${said}; ${share} % raise the flag.`)
          return 100 * (nothing + untold) >= share * fired
            ? unknown(`${said}, and of ${untold} nobody wrote down what became.`)
            : clear(`${said}.`)
        }),
    },
    {
      key: 'snoozed',
      says: ({ snoozes, windowDays }) =>
        `One alert rule was snoozed ${countOf(snoozes, 'time')} or more in ${windowDays} d`,
      judge: (facts, numbers) =>
        ofAlerts(facts, numbers, (alerts) => {
          const byRule = new Map<string, number>()
          for (const { rule, snoozeCount } of alerts) byRule.set(rule, (byRule.get(rule) ?? 0) + snoozeCount)
          const over = [...byRule].filter(([, times]) => times >= numbers.snoozes).sort((a, b) => b[1] - a[1])
          return over.length > 0
            ? raised(
                `Put to sleep instead of repaired: ${listed(over.map(([rule, times]) => `${rule} (${countOf(times, 'time')})`))}; the flag is raised from ${countOf(numbers.snoozes, 'time')} on.`,
              )
            : clear(`No alert rule was snoozed ${countOf(numbers.snoozes, 'time')}.`)
        }),
    },
    {
      key: 'slow',
      says: ({ ackHours, windowDays }) =>
        `The median alert of class wake waited more than ${ackHours} h in ${windowDays} d until somebody took it`,
      judge: (facts, numbers) =>
        ofAlerts(facts, numbers, (alerts) => judgeAcknowledging(alerts, numbers.ackHours)),
    },
  ],
})
