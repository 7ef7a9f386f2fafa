/** What a flag can say of one system. `unknown` neither raises nor clears: the data are missing, and it says which. */
export const flagStatuses = ['raised', 'clear', 'unknown'] as const
export type FlagStatus = (typeof flagStatuses)[number]

/** What one clause of a rule finds, in a sentence with the real numbers. */
export interface ClauseResult {
  status: FlagStatus
  sentence: string
}

export interface ClauseReading extends ClauseResult {
  key: string
}

/** What a rule finds in one system. */
export interface FlagReading extends ClauseResult {
  clauses: ClauseReading[]
}

/** A clause that holds: the claim has no proof. */
export const raised = (sentence: string): ClauseResult => ({ status: 'raised', sentence })
/** A clause that does not hold, with the proof. */
export const clear = (sentence: string): ClauseResult => ({ status: 'clear', sentence })
/** A clause that lacks its data; the sentence says which. */
export const unknown = (sentence: string): ClauseResult => ({ status: 'unknown', sentence })

/**
 * One clause that holds raises the flag, whatever else is missing; without one, a clause that lacks its data makes
 * it unknown. Only when every clause could be judged and none holds is it clear. The sentence is that of the clauses
 * which decide.
 */
export function combineClauses(clauses: ClauseReading[]): FlagReading {
  const status = statusOf(clauses.map((clause) => clause.status))
  const deciding = clauses.filter((clause) => clause.status === status)
  const sentences = [...new Set(deciding.map(({ sentence }) => sentence))]
  return {
    status,
    sentence: sentences.join(' ') || 'The rule has no clause that can be judged yet.',
    clauses,
  }
}

function statusOf(statuses: readonly FlagStatus[]): FlagStatus {
  if (statuses.includes('raised')) return 'raised'
  return statuses.length === 0 || statuses.includes('unknown') ? 'unknown' : 'clear'
}
