import type { OfSystem } from './section-facts'

/** What happened anyway, and the lessons that are owed for it. */
export interface IncidentsFacts {
  /** Began within the period. */
  began: number
  /** Of these, those that users noticed first. */
  byUsers: number
  /** Open, and nothing is linked that would have prevented them; whenever they began. */
  withoutPrevention: number
  /** With a prevention that has not proven itself. */
  unproven: number
  /** Of those that began. */
  worst: (OfSystem & { number: number; title: string }) | null
}
