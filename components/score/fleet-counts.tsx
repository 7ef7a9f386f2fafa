import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { formatNumber } from '@/lib/format/measure'
import { coverageForGrade, type Grade, gradeFrom, grades } from '@/lib/score/schema'
import { points } from '@/lib/score/sentences'
import type { FleetScore } from '@/lib/score/view'
import { GradeMark } from './grade-mark'
import { ShareBar } from './share-bar'

const columns = [
  { key: 'grade', title: 'Grade' },
  { key: 'means', title: 'From' },
  { key: 'systems', title: 'Systems', align: 'right' as const },
  { key: 'share', title: <span className="vh">Share</span> },
]

const viewOf = (grade: Grade) => (grade === '?' ? 'unknown' : grade)
const meaning = (grade: Grade) =>
  grade === '?' ? `less than ${coverageForGrade} % known` : `${gradeFrom[grade]} points`

/** How many systems have which grade, and the one in the middle; there is no mean, which would hide the worst. */
export function FleetCounts({ fleet }: { fleet: FleetScore }) {
  const asked = fleet.systems - fleet.unasked
  return (
    <Section
      title="Grades"
      count={`${formatNumber(asked)} of ${formatNumber(fleet.systems)} systems are asked`}
    >
      <div className="narrow">
        <DataTable caption="Systems by grade" columns={columns} keep>
          {grades.map((grade) => (
            <tr key={grade}>
              <th scope="row">
                <Link href={`/score?view=${viewOf(grade)}`} prefetch={false}>
                  <GradeMark grade={grade} />
                </Link>
              </th>
              <Cell label="From" short>
                <span className="muted">{meaning(grade)}</span>
              </Cell>
              <Cell label="Systems" align="right">
                {formatNumber(fleet.counts[grade])}
              </Cell>
              <td className="share-cell">
                <ShareBar share={asked === 0 ? 0 : fleet.counts[grade] / asked} />
              </td>
            </tr>
          ))}
        </DataTable>
      </div>
      <p className="sec-note">
        {fleet.median !== null && `Half of the systems stand at ${points(fleet.median)} points or better. `}
        {fleet.worst && (
          <>
            The worst is <Link href={`/systems/${fleet.worst.id}/score`}>{fleet.worst.name}</Link> with{' '}
            {points(fleet.worst.cappedPosture)} points.
          </>
        )}
      </p>
    </Section>
  )
}
