/**
 * What comes first today: severity × criticality of the system × time left. The weights are printed on the
 * page ("Why this order?") and used by the query, so that nothing else can decide.
 */
export const weights = {
  severity: { critical: 10, high: 5, medium: 3, low: 1, unknown: 3 },
  criticality: { critical: 4, high: 3, medium: 2, low: 1 },
  urgency: { overdue: 4, 'due-today': 3, 'due-soon': 2, waiting: 1 },
} as const

export type NeedSeverity = keyof typeof weights.severity
export type Criticality = keyof typeof weights.criticality
export type Urgency = keyof typeof weights.urgency

const day = 86_400_000

/** How near the due date is. Without one (an unknown system) nothing presses but the doubt itself. */
export function urgencyOf(due: Date | null, now: Date): Urgency {
  if (due === null) return 'waiting'
  const left = due.getTime() - now.getTime()
  if (left < 0) return 'overdue'
  if (left < day) return 'due-today'
  return left < 3 * day ? 'due-soon' : 'waiting'
}

/** The number that orders the list; higher is first. */
export function score(severity: NeedSeverity, criticality: Criticality, urgency: Urgency): number {
  return weights.severity[severity] * weights.criticality[criticality] * weights.urgency[urgency]
}

/** How a score came about: "5 high × 4 critical × 2 due soon = 40". */
export function explainScore(severity: NeedSeverity, criticality: Criticality, urgency: Urgency): string {
  const words = urgency.replace('-', ' ')
  return `${weights.severity[severity]} ${severity} × ${weights.criticality[criticality]} ${criticality} × ${weights.urgency[urgency]} ${words} = ${score(severity, criticality, urgency)}`
}
