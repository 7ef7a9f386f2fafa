import { byCause, changeCauses, explainChange, type ScoredDay } from '@/lib/score/explain-change'
import type { Grade, GradeCounts, ScoreFacts, ScoreMovement } from '../section-facts'
import type { ScopeSystem } from './scope-store'
import type { ScoreRow } from './score-store'

const listed = 5

/** Grades counted; every grade is there. Pure. */
export function countGrades(rows: readonly { grade: Grade }[]): GradeCounts {
  const counts: Record<Grade, number> = { A: 0, B: 0, C: 0, D: 0, F: 0, '?': 0 }
  for (const { grade } of rows) counts[grade] += 1
  return counts
}

/** The middle of the numbers, or between the two middle ones; null of none. Pure. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper
  return (upper + lower) / 2
}

/** Systems whose score is another one than before, as the days to look at. Pure. */
export function movedDays(rows: readonly ScoreRow[]): { systemId: string; day: string; dayBefore: string }[] {
  return rows.flatMap(({ systemId, day, dayBefore, posture, postureBefore }) =>
    day !== null && dayBefore !== null && day !== dayBefore && posture !== postureBefore
      ? [{ systemId, day, dayBefore }]
      : [],
  )
}

/** What moved a score, by cause; causes that moved nothing are left out. Pure. */
export function causesOf(before: ScoredDay, after: ScoredDay): Record<string, number> {
  const causes = byCause(explainChange(before, after))
  return Object.fromEntries(
    changeCauses.flatMap((cause) => {
      const points = rounded(causes[cause].posture)
      return points === 0 ? [] : [[cause, points]]
    }),
  )
}

/** Grades, the middle, the worst and what moved. Pure. */
export function scoreFacts(
  systems: readonly ScopeSystem[],
  rows: readonly ScoreRow[],
  causes: ReadonlyMap<string, Record<string, number>>,
): ScoreFacts {
  const names = new Map(systems.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? ''
  const scored = rows.filter(({ posture }) => posture !== null)
  const [worst] = scored.toSorted(
    (a, b) => (a.posture ?? 0) - (b.posture ?? 0) || compare(nameOf(a.systemId), nameOf(b.systemId)),
  )
  const movements = scored
    .flatMap((row): ScoreMovement[] => {
      const { systemId, posture, postureBefore, grade, gradeBefore } = row
      const own = causes.get(systemId)
      if (!own || posture === null || postureBefore === null || gradeBefore === null) return []
      return [
        {
          systemId,
          system: nameOf(systemId),
          from: rounded(postureBefore),
          to: rounded(posture),
          gradeFrom: gradeBefore,
          gradeTo: grade,
          causes: own,
        },
      ]
    })
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || compare(a.system, b.system))
  return {
    grades: countGrades(scored),
    median: roundedOrNull(median(scored.flatMap(({ posture }) => posture ?? []))),
    medianBefore: roundedOrNull(median(rows.flatMap(({ postureBefore }) => postureBefore ?? []))),
    worst: worst
      ? {
          systemId: worst.systemId,
          system: nameOf(worst.systemId),
          posture: rounded(worst.posture ?? 0),
          grade: worst.grade,
        }
      : null,
    movements: movements.slice(0, listed),
    causes: sumCauses([...causes.values()]),
    unscored: rows.length - scored.length,
  }
}

function sumCauses(all: readonly Record<string, number>[]): Record<string, number> {
  const sums = changeCauses.map((cause) => [
    cause,
    rounded(all.reduce((sum, causes) => sum + (causes[cause] ?? 0), 0)),
  ])
  return Object.fromEntries(sums.filter(([, points]) => points !== 0))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
/** Points to a hundredth: what more digits say is noise of the sums. */
const rounded = (value: number) => Math.round(value * 100) / 100 + 0
const roundedOrNull = (value: number | null) => (value === null ? null : rounded(value))
