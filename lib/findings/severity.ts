import type { Severity } from '@/lib/checks/define-check'

/** Worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[]

/** Sorts worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b)
}

/** The worse of two. */
export function worseSeverity(a: Severity, b: Severity): Severity {
  return compareSeverity(a, b) <= 0 ? a : b
}

/**
 * Severity of not watching: one step below what the check would report if it failed, because a fault
 * that nobody can see is likely, not certain.
 */
export function unwatchedSeverity(whenFailing: Severity): Severity {
  return severities[Math.min(severities.indexOf(whenFailing) + 1, severities.length - 1)] ?? 'low'
}
