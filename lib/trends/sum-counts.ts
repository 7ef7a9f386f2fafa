import type { Grade } from '@/lib/score/schema'
import type { AlertFlow, OfSpan, ScoreState } from './counts'

/** Which teams count: one, those without a team (null), or all. */
export type TeamChoice = { teamId: string | null } | 'all'

/** Those of a span that belong to the chosen teams. Pure. */
export const chosenOf = <Row extends OfSpan>(rows: readonly Row[], span: number, choice: TeamChoice): Row[] =>
  rows.filter((row) => row.span === span && (choice === 'all' || row.teamId === choice.teamId))

/** Sum of one number over rows. Pure. */
export const sumOf = <Row>(rows: readonly Row[], pick: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + pick(row), 0)

/** Share in per cent; null where there is nothing to have a share of. Pure. */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : (100 * part) / whole

/** The middle of some numbers; null of none. Pure. */
export function medianOf(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** Mean of what is known; null where nothing is. Pure. */
export function meanOf(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((number) => number !== null)
  return known.length === 0 ? null : known.reduce((sum, number) => sum + number, 0) / known.length
}

export const noGrades: Readonly<Record<Grade, number>> = { A: 0, B: 0, C: 0, D: 0, F: 0, '?': 0 }

/** Counts of grades added up. Pure. */
export function gradesOf(rows: readonly Pick<ScoreState, 'grades'>[]): Record<Grade, number> {
  const sum = { ...noGrades }
  for (const { grades } of rows) {
    for (const [grade, count] of Object.entries(grades)) sum[grade as Grade] += count
  }
  return sum
}

/** Alerts of which somebody wrote down what became: only these say whether alerts are noise. Pure. */
export const ratedOf = ({ acted, neededNothing, tooLate }: AlertFlow): number =>
  acted + neededNothing + tooLate

/** Share of rated alerts that needed nothing; null when none is rated. Pure. */
export const noiseOf = (rows: readonly AlertFlow[]): number | null =>
  shareOf(
    sumOf(rows, ({ neededNothing }) => neededNothing),
    sumOf(rows, ratedOf),
  )
