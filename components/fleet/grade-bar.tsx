import { type Grade, grades } from '@/lib/score/schema'

const looks: Readonly<Record<Grade, string>> = {
  A: 'shade-1',
  B: 'shade-2',
  C: 'shade-3',
  D: 'shade-4',
  F: 'shade-5',
  '?': 'unknown',
}

const width = 96

/** Grades of some systems as one bar, best first: the darker, the worse; an outline is unknown. Words beside it. */
export function GradeBar({ counts }: { counts: Record<Grade, number> }) {
  const all = grades.reduce((sum, grade) => sum + counts[grade], 0)
  if (all === 0) return <span className="muted">no score yet</span>
  let left = 0
  const parts = grades.flatMap((grade) => {
    const wide = (width * counts[grade]) / all
    const part = { grade, left, wide }
    left += wide
    return wide > 0 ? [part] : []
  })
  const said = grades
    .filter((grade) => counts[grade] > 0)
    .map((grade) => `${counts[grade]} ${grade}`)
    .join(', ')
  return (
    <span className="value">
      <svg className="grade-bar" width={width} height="12" aria-hidden="true">
        {parts.map((part) => (
          <rect
            key={part.grade}
            className={`week-bar week-${looks[part.grade]}`}
            x={part.left + 0.5}
            y="0.5"
            width={Math.max(1, part.wide - 1)}
            height="11"
          />
        ))}
      </svg>
      <span className="small num">{said.replaceAll('?', 'no grade')}</span>
    </span>
  )
}
