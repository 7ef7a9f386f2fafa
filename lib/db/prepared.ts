import type pg from 'pg'

// A pooler in transaction mode gives each transaction another server connection, on which a statement
// prepared before may be missing (26000) or another one's may be there (42P05).
const poolerCodes = new Set(['26000', '42P05'])
let isUsable = true

/** A statement of a hot path: planned once per connection, not once per call. */
export function prepared(name: string, text: string, values: unknown[]): pg.QueryConfig {
  return isUsable ? { name, text, values } : { text, values }
}

/** Whether this error means that a pooler stands in between: from then on nothing is prepared any more. */
export function noticePooler(error: unknown): boolean {
  const isPooler = error instanceof Error && 'code' in error && poolerCodes.has(String(error.code))
  if (isPooler) isUsable = false
  return isPooler
}
