import type { Severity } from '@/lib/checks/define-check'
import type { ForecastStatus } from './forecast'

/**
 * By how many days before the pessimistic edge a finding opens. A month is what ordering and installing usually
 * takes, and a week is the last in which nothing may go wrong: our own proposal, the same as of pg.db_size_growth.
 */
export const capacityDays = { warn: 30, fail: 7 } as const

/** A finding that is open ends only when the edge is that many days further away: a date that trembles is no news. */
export const clearMarginDays = 7

interface Judged {
  status: ForecastStatus
  earliest: number | null
}

interface Terms {
  now: number
  /** What the check reports when it warns and when it fails. */
  severity: { warn: Severity; fail: Severity }
  /** The limit is a threshold of the check, which opens its own finding there. */
  isThreshold: boolean
  /** It has not moved for two weeks (`standsStill`): that it may begin again is no finding. */
  standsStill: boolean
}

export type CapacityVerdict =
  | { is: 'raised'; severity: Severity; severityReason: string }
  /** Shown by the forecast to be no danger. */
  | { is: 'clear' }
  /** Neither: not known, near the edge, or the business of the check itself. */
  | { is: 'open' }

const dayMs = 86_400_000

/** Whether a forecast is a finding, by its pessimistic edge. What is not known neither opens nor ends one. Pure. */
export function capacityFault(
  { status, earliest }: Judged,
  { now, severity, isThreshold, standsStill }: Terms,
): CapacityVerdict {
  switch (status) {
    case 'no-data':
    case 'too-little-history':
      return { is: 'open' }
    case 'steady':
    case 'away':
      return { is: 'clear' }
    case 'reached':
      return isThreshold
        ? { is: 'open' }
        : { is: 'raised', severity: severity.fail, severityReason: 'It is at its end now.' }
    case 'reaches': {
      if (earliest === null) return { is: 'open' }
      if (standsStill) return { is: 'clear' }
      const days = (earliest - now) / dayMs
      if (days <= capacityDays.fail)
        return raised(severity.fail, `within ${capacityDays.fail} days by the pessimistic edge`)
      if (days <= capacityDays.warn)
        return raised(severity.warn, `within ${capacityDays.warn} days by the pessimistic edge`)
      return days > capacityDays.warn + clearMarginDays ? { is: 'clear' } : { is: 'open' }
    }
  }
}

const raised = (severity: Severity, when: string): CapacityVerdict => ({
  is: 'raised',
  severity,
  severityReason: `It may reach its limit ${when}.`,
})

/** When the work must be done: before the pessimistic edge, never later than its severity allows, and not before tomorrow. */
export function capacityDue(earliest: number | null, bySeverity: number, now: number): number {
  return Math.max(now + dayMs, Math.min(bySeverity, earliest ?? bySeverity))
}
