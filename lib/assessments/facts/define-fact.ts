import type { Outcome } from '@/lib/checklists/schema'
import type { SystemFacts } from '@/lib/facts/system-facts'

/** What the data say, before it becomes an answer to one particular control. */
export interface Reading {
  outcome: Outcome
  /** One sentence with the real numbers; of unknown: what is missing. */
  statement: string
  /** Each thing that it rests on, with where it can be seen. */
  facts: { sentence: string; href: string | null }[]
  /** For controls that ask for a number. */
  value?: number
  /** Of `value`, where it is a measured one; it must be the unit that the control asks for. */
  unit?: string | null
  /** Key of the choice that fits best, where a control offers it with the same outcome. */
  choice?: string
  /** Until when the data carry it; none: as long as they are current. */
  validUntil?: Date
}

/** A way to answer from facts of the database: pure, one file each. */
export interface Fact {
  name: string
  /** What it finds out, for people who write checklists. */
  tells: string
  /** Null where it does not concern the system; "unknown" where it does and the data are missing. */
  read: (facts: SystemFacts) => Reading | null
}

/** A reading of missing data: it says what would have to be there. */
export const missing = (statement: string, facts: Reading['facts'] = []): Reading => ({
  outcome: 'unknown',
  statement,
  facts,
})
