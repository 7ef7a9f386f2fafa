import type { Grade } from '@/lib/score/schema'
import type {
  AlertFlow,
  FlagState,
  MaintenanceFlow,
  OpenState,
  ProofState,
  ScoreState,
} from '@/lib/trends/counts'
import {
  chosenOf,
  gradesOf,
  meanOf,
  medianOf,
  noiseOf,
  shareOf,
  sumOf,
  type TeamChoice,
} from '@/lib/trends/sum-counts'

/** Everything that was counted, span 0 being the last seven days. */
export interface FleetCounts {
  spans: number
  scores: readonly ScoreState[]
  flags: readonly FlagState[]
  open: readonly OpenState[]
  maintenance: readonly MaintenanceFlow[]
  alerts: readonly AlertFlow[]
  proofs: readonly ProofState[]
}

/** One number of now beside a week ago and the mean of the four weeks before; null is "not known", never zero. */
export interface Compared {
  now: number | null
  before: number | null
  /** Of the four spans before this one. */
  mean: number | null
  /** Oldest first, this one last. */
  past: readonly (number | null)[]
}

/** Weeks that the mean is made of. */
const meanWeeks = 4

/** A number of each span, newest first, as a comparison. Pure. */
export function compared(values: readonly (number | null)[]): Compared {
  return {
    now: values[0] ?? null,
    before: values[1] ?? null,
    mean: meanOf(values.slice(1, 1 + meanWeeks)),
    past: values.toReversed(),
  }
}

const each = (spans: number, pick: (span: number) => number | null): Compared =>
  compared(Array.from({ length: spans }, (_, span) => pick(span)))

/** Grades at the end of a span; null when no score was kept. */
export function gradesAt(
  { scores }: Pick<FleetCounts, 'scores'>,
  span: number,
  choice: TeamChoice,
): Record<Grade, number> | null {
  const grades = gradesOf(chosenOf(scores, span, choice))
  return sumOf(Object.values(grades), Number) === 0 ? null : grades
}

/** Systems that stand well. */
export const goodGrades = (counts: FleetCounts, choice: TeamChoice): Compared =>
  each(counts.spans, (span) => {
    const grades = gradesAt(counts, span, choice)
    return grades && grades.A + grades.B
  })

/** The system in the middle. */
export const medians = (counts: FleetCounts, choice: TeamChoice): Compared =>
  each(counts.spans, (span) =>
    medianOf(chosenOf(counts.scores, span, choice).flatMap(({ postures }) => postures)),
  )

/** Flags of one status, of all rules or of one; null before anything was judged. */
export const flagsOf = (
  counts: FleetCounts,
  choice: TeamChoice,
  status: 'raised' | 'unknown',
  key: string | null = null,
): Compared =>
  each(counts.spans, (span) => {
    const rows = chosenOf(counts.flags, span, choice).filter((row) => key === null || row.key === key)
    return rows.length === 0 ? null : sumOf(rows, (row) => row[status])
  })

/** Open findings. A fleet without any history of findings has none open. */
export const openFindings = (counts: FleetCounts, choice: TeamChoice): Compared =>
  each(counts.spans, (span) => sumOf(chosenOf(counts.open, span, choice), ({ open }) => open))

/** Share of deadlines kept. */
export const onTime = (counts: FleetCounts, choice: TeamChoice): Compared =>
  each(counts.spans, (span) => {
    const rows = chosenOf(counts.maintenance, span, choice)
    return shareOf(
      sumOf(rows, (row) => row.onTime),
      sumOf(rows, ({ due }) => due),
    )
  })

/** Share of rated alerts that needed nothing. */
export const noise = (counts: FleetCounts, choice: TeamChoice): Compared =>
  each(counts.spans, (span) => noiseOf(chosenOf(counts.alerts, span, choice)))

/** Backups whose proof holds; null where no backup is known. */
export const provenBackups = (counts: FleetCounts, choice: TeamChoice): Compared =>
  each(counts.spans, (span) => {
    const rows = chosenOf(counts.proofs, span, choice)
    return sumOf(rows, ({ claimed }) => claimed) === 0 ? null : sumOf(rows, ({ proven }) => proven)
  })

/** Age of the oldest proof in days; null where none was ever given. */
export const oldestProof = (counts: FleetCounts, choice: TeamChoice): Compared =>
  each(counts.spans, (span) => {
    const ages = chosenOf(counts.proofs, span, choice).flatMap(({ oldestDays }) => oldestDays ?? [])
    return ages.length === 0 ? null : Math.max(...ages)
  })

/** How a number moved, as people read it: whole numbers, and what that means. */
export type Direction = 'better' | 'worse' | 'same' | 'unknown'

/** Whether a change is for the better. Less than half a unit is no change. Pure. */
export function directionOf({ now, before }: Compared, betterWhen: 'more' | 'less'): Direction {
  if (now === null || before === null) return 'unknown'
  const change = Math.round(now) - Math.round(before)
  if (change === 0) return 'same'
  return change > 0 === (betterWhen === 'more') ? 'better' : 'worse'
}
