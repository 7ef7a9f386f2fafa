import type { DrillLevel, DrillResult } from './schema'

/** What came of one level. `skipped`: a level before it was not reached, or the plan does not ask for it. */
export const stepStates = ['passed', 'failed', 'skipped'] as const
export type StepState = (typeof stepStates)[number]

/** One level of a restore by a machine. */
export interface DrillStep {
  level: DrillLevel
  state: StepState
  /** What was seen, what it means and what to do about it: one or two sentences. */
  sentence: string
  seconds: number | null
}

/** With what the restored rows were compared. */
export const comparisonSources = ['manifest', 'source', 'last-proven'] as const
export type ComparisonSource = (typeof comparisonSources)[number]

/** One table: how many rows should be there, and how many are. */
export interface TableCount {
  /** "public.orders" */
  table: string
  comparedWith: ComparisonSource
  expected: number | null
  found: number | null
  /** Whether the contents have the same fingerprint; null where that was not compared. */
  sameContent: boolean | null
  /** `within`: not equal, but inside what the plan allows. */
  state: 'equal' | 'within' | 'differs' | 'missing' | 'extra'
}

/** Something in the restored database that is not as it should be. */
export interface DrillDifference {
  /** "tables", "sequences", "constraints", "extensions", … */
  area: string
  what: string
  sentence: string
  /** False: worth knowing, not a reason to fail. */
  isFault: boolean
}

/** A question of the user's to the restored database, and its answer. */
export interface AssertionOutcome {
  name: string
  sql: string
  expected: string
  found: string
  holds: boolean
  seconds: number
}

/** A measured time beside the declared one. */
export interface MeasuredTime {
  /** None: nothing says it. */
  seconds: number | null
  declaredSeconds: number | null
  /** Null while one of the two is not known: that is neither good nor bad. */
  isMet: boolean | null
}

/** What a machine saw when it restored a backup: stored with the run, printed, hashed as evidence. */
export interface DrillReport {
  version: 1
  /** The answer in one sentence. */
  headline: string
  /** The level that was reached; for a failure the level at which it failed; null when there was no backup to look at. */
  level: DrillLevel | null
  result: DrillResult
  startedAt: string
  finishedAt: string
  backup: {
    name: string
    /** "PostgreSQL custom dump in gzip" */
    format: string
    bytes: number
    sha256: string | null
    takenAt: string | null
    /** What says so: "file name", "last change", "own record". */
    takenFrom: string
  } | null
  /** Where it was restored to, and with which programs. */
  place: { type: 'embedded' | 'database'; text: string; serverVersion: string | null; bytes: number | null }
  steps: DrillStep[]
  counts: TableCount[]
  /** Tables that were compared; `counts` holds those that differ first and at most some hundreds. */
  tables: { compared: number; differing: number; rows: number }
  differences: DrillDifference[]
  assertions: AssertionOutcome[]
  /** From the first byte read to the last question answered. */
  rto: MeasuredTime
  rpo: MeasuredTime & { from: 'newest-row' | 'backup-time' | null; newestAt: string | null }
  /** What people should know beside it: "Roles of the dump were left out." */
  notes: string[]
}
