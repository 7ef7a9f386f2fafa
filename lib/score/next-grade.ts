import { capped, gradeOf, type Score, sums } from './compute-score'
import { type Cap, coverageForGrade, type Grade, gradeFrom, isKnown, type ScoredControl } from './schema'

/** The least that leads to the next grade. */
export interface NextGrade {
  grade: Grade
  /** Controls that must pass, those that give most first. */
  keys: string[]
  /** Findings that stand in the way however much passes. */
  caps: Cap[]
}

const upward: readonly Grade[] = ['F', 'D', 'C', 'B', 'A']

/**
 * What leads to the next grade: "3 answers away from B"; where too little is known for a grade, what leads to one.
 * Null at the top, and where there is nothing to answer. Pure.
 */
export function nextGrade(score: Score): NextGrade | null {
  if (score.contributions.length === 0 || score.grade === 'A') return null
  // Of controls that give the same, the unknown one first: whoever answers it also learns something.
  const open = score.contributions
    .filter(({ points, possible }) => points < possible)
    .sort(
      (a, b) =>
        b.possible - b.points - (a.possible - a.points) ||
        Number(isKnown(a.standing)) - Number(isKnown(b.standing)),
    )
  if (score.grade === '?') {
    const unknown = open.filter(({ standing }) => !isKnown(standing))
    const { keys, posture, coverage } = passUntil(
      score,
      unknown,
      (reached) => reached.coverage >= coverageForGrade,
    )
    return { grade: gradeOf(capped(posture, score.caps), coverage), keys, caps: [] }
  }
  const grade = upward[upward.indexOf(score.grade) + 1] as Exclude<Grade, '?'>
  const { keys } = passUntil(score, open, (reached) => reached.posture >= gradeFrom[grade])
  return { grade, keys, caps: score.caps.filter(({ at }) => at < gradeFrom[grade]) }
}

type Reached = Pick<Score, 'posture' | 'coverage'> & { keys: string[] }

function passUntil(
  { contributions }: Score,
  ordered: readonly ScoredControl[],
  isEnough: (reached: Reached) => boolean,
): Reached {
  const passed = new Set<string>()
  const reached = (): Reached => {
    const controls = contributions.map((each) =>
      passed.has(each.key) ? { ...each, standing: 'pass' as const } : each,
    )
    return { keys: [...passed], ...sums(controls) }
  }
  for (const { key } of ordered) {
    if (isEnough(reached())) break
    passed.add(key)
  }
  return reached()
}
