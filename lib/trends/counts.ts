import type { Grade } from '@/lib/score/schema'

// What is counted of a span, by team: sums of it are right for any choice of teams. `span` is the index of the span.

export interface OfSpan {
  span: number
  /** null: systems of no team. */
  teamId: string | null
}

export interface FindingFlow extends OfSpan {
  opened: number
  closed: number
}

/** How systems stood at the end of a span. */
export interface ScoreState extends OfSpan {
  systems: number
  grades: Record<Grade, number>
  /** Capped posture of every system that was asked. */
  postures: number[]
}

export interface AlertFlow extends OfSpan {
  fired: number
  acted: number
  neededNothing: number
  tooLate: number
}

/** Of one flag at the end of a span. */
export interface FlagState extends OfSpan {
  key: string
  raised: number
  unknown: number
  clear: number
}

export interface MaintenanceFlow extends OfSpan {
  due: number
  onTime: number
}

/** Backups and their proofs at the end of a span. */
export interface ProofState extends OfSpan {
  /** Systems of which a backup is known. */
  claimed: number
  proven: number
  never: number
  /** Days since the oldest proof; null: none was ever proven. */
  oldestDays: number | null
}

/** Open findings at the end of a span. */
export interface OpenState extends OfSpan {
  open: number
}
