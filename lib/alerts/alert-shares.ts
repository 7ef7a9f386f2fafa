import type { AlertClass, AlertOutcome } from './schema'

/** Of an alert, what the shares are made of. */
export interface CountedAlert {
  rule: string
  class: AlertClass
  firedAt: string
  acknowledgedAt: string | null
  outcome: AlertOutcome
  snoozeCount: number
}

export interface AlertShare {
  fired: number
  acted: number
  neededNothing: number
  tooLate: number
  unknown: number
  snoozes: number
  /** Median of those whose time is written down. */
  medianAckSeconds: number | null
}

/** How often each rule fired and what became of it, most useless first. Pure. */
export function sharesByRule(alerts: readonly CountedAlert[]): (AlertShare & { rule: string })[] {
  const byRule = new Map<string, CountedAlert[]>()
  for (const alert of alerts) byRule.set(alert.rule, [...(byRule.get(alert.rule) ?? []), alert])
  return [...byRule]
    .map(([rule, fired]) => ({ rule, ...shareOf(fired) }))
    .sort((a, b) => b.neededNothing - a.neededNothing || b.fired - a.fired || (a.rule < b.rule ? -1 : 1))
}

/** The same over all of them. */
export function shareOf(alerts: readonly CountedAlert[]): AlertShare {
  const count = (outcome: AlertOutcome) => alerts.filter((alert) => alert.outcome === outcome).length
  return {
    fired: alerts.length,
    acted: count('acted'),
    neededNothing: count('needed-nothing'),
    tooLate: count('too-late'),
    unknown: count('unknown'),
    snoozes: alerts.reduce((sum, { snoozeCount }) => sum + snoozeCount, 0),
    medianAckSeconds: medianAck(alerts),
  }
}

function medianAck(alerts: readonly CountedAlert[]): number | null {
  const seconds = alerts
    .flatMap(({ firedAt, acknowledgedAt }) =>
      acknowledgedAt ? [(Date.parse(acknowledgedAt) - Date.parse(firedAt)) / 1_000] : [],
    )
    .sort((a, b) => a - b)
  if (seconds.length === 0) return null
  const middle = Math.floor(seconds.length / 2)
  const upper = seconds[middle] ?? 0
  return seconds.length % 2 === 1 ? upper : ((seconds[middle - 1] ?? upper) + upper) / 2
}

/** "7 fired in 4 weeks, 3 needed nothing, of 1 nobody knows what became". */
export function shareSentence({ fired, neededNothing, unknown }: AlertShare): string {
  if (fired === 0) return 'No alert of the last 4 weeks is recorded'
  const parts = [`${fired} fired in 4 weeks`, `${neededNothing} needed nothing`]
  if (unknown > 0) parts.push(`of ${unknown} nobody wrote down what became`)
  return parts.join(', ')
}
