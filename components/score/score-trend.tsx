import Link from 'next/link'
import { TrendSvg } from '@/components/charts/trend-svg'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import type { TrendSpec } from '@/lib/charts/trend-spec'
import { formatDay } from '@/lib/format/moment'
import type { TrendRange } from '@/lib/score/query'
import { points } from '@/lib/score/sentences'
import type { SystemScoreView } from '@/lib/score/view'
import { GradeMark } from './grade-mark'
import { scoreTrend } from './score-trend-spec'

const ranges: readonly { range: TrendRange; label: string }[] = [
  { range: '30d', label: '30 days' },
  { range: '90d', label: '90 days' },
  { range: '1y', label: 'a year' },
]

const columns = [
  { key: 'day', title: 'Day' },
  { key: 'points', title: 'Points', align: 'right' as const },
  { key: 'known', title: 'Known', align: 'right' as const },
  { key: 'grade', title: 'Grade' },
]

/** How the points went, day by day, with the days on which other questions were asked. */
export function ScoreTrend({
  score,
  systemId,
  range,
}: {
  score: SystemScoreView
  systemId: string
  range: TrendRange
}) {
  const spec = scoreTrend(score, range)
  return (
    <Section title="How it went" id="trend" count={<Ranges systemId={systemId} range={range} />}>
      {spec === null ? (
        <EmptyState title="No day was kept yet.">
          One score per day is kept, after midnight UTC; the first a quarter of an hour after a system was
          added.
        </EmptyState>
      ) : (
        <figure className="figure keep">
          <figcaption className="prose muted">{spec.summary}</figcaption>
          <TrendSvg spec={spec} />
          <Marks spec={spec} at={score.at} />
          <Days score={score} />
        </figure>
      )}
    </Section>
  )
}

function Ranges({ systemId, range }: { systemId: string; range: TrendRange }) {
  return ranges.map((each, index) => (
    <span key={each.range}>
      {index > 0 && ' · '}
      {each.range === range ? (
        <b aria-current="true">{each.label}</b>
      ) : (
        <Link href={`/systems/${systemId}/score?range=${each.range}#trend`} prefetch={false}>
          {each.label}
        </Link>
      )}
    </span>
  ))
}

function Marks({ spec, at }: { spec: TrendSpec; at: string }) {
  if (!spec.marks || spec.marks.length === 0) return null
  return (
    <>
      <p className="sec-note">Other questions counted from these days on:</p>
      <ol className="small">
        {spec.marks.map((mark) => (
          <li key={mark.at}>
            {formatDay(new Date(mark.at), 'UTC', new Date(at))}: {mark.label}
          </li>
        ))}
      </ol>
    </>
  )
}

function Days({ score }: { score: SystemScoreView }) {
  return (
    <details className="disclosure">
      <summary>Show as table</summary>
      <DataTable caption="Points by day, newest first" columns={columns} keep>
        {score.trend.toReversed().map((each) => (
          <tr key={each.day}>
            <th scope="row" className="font-normal">
              {formatDay(new Date(`${each.day}T00:00:00Z`), 'UTC', new Date(score.at))}
            </th>
            <td className="right">
              {points(each.cappedPosture)}
              {each.cappedPosture < each.posture && (
                <span className="muted"> ({points(each.posture)} without caps)</span>
              )}
            </td>
            <td className="right">{points(each.coverage)} %</td>
            <td>
              <GradeMark grade={each.grade} />
            </td>
          </tr>
        ))}
      </DataTable>
    </details>
  )
}
