import type { Sql } from '@/lib/db/pool'

/** What every collector is asked: which systems, which period, and until when facts count. */
export interface Window {
  /** Ids of the systems. */
  ids: readonly string[]
  from: Date
  to: Date
  /** The period's end, or the moment of the build if that came first. Nothing at or after it is read. */
  asOf: Date
  on: Sql
}

/** Text of an instant in SQL, as JSON has it. */
export const isoSql = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Worst first. */
export const severityRank = (column: string) =>
  `array_position(array['critical', 'high', 'medium', 'low'], ${column})`

/**
 * So many times 24 hours before an instant. Counted here and not in SQL: there it would depend on the session's zone, and
 * no partition could be left out beforehand.
 */
export const daysBefore = (at: Date, days: number) => new Date(at.getTime() - days * 86_400_000)
