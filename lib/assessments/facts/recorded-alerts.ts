import type { AlertFact, SystemFacts } from '@/lib/facts/system-facts'
import { missing, type Reading } from './define-fact'
import { dayOf, daysSince, proofsOf } from './words'

/** Alerts of the last four weeks tell how it is now; silence may be health, or nobody wrote anything down. */
export const windowDays = 28

/** Judges the alerts of the last four weeks, once one of them is on record. */
export function ofRecentAlerts(
  facts: SystemFacts,
  judge: (alerts: AlertFact[], link: Reading['facts']) => Reading,
): Reading {
  const link = [{ sentence: 'Alerts and what became of them.', href: proofsOf(facts) }]
  const [last] = facts.alerts
  if (!last) return missing('No alert of this system is recorded: none fired, or nobody wrote it down.', link)
  const recent = facts.alerts.filter(({ firedAt }) => daysSince(firedAt, facts.now) <= windowDays)
  if (recent.length === 0)
    return missing(
      `No alert of the last ${windowDays} days is recorded, the last one is of ${dayOf(facts, last.firedAt)}: none fired, or nobody wrote it down.`,
      link,
    )
  return judge(recent, link)
}

/** How many of these alerts came to this. */
export const withOutcome = (alerts: readonly AlertFact[], outcome: AlertFact['outcome']): number =>
  alerts.filter((alert) => alert.outcome === outcome).length
