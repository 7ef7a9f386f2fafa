import Link from 'next/link'
import { cleanTrend } from '@/lib/charts/clean-trend'
import { markWords } from '@/lib/charts/mark-groups'
import type { TrendMark, TrendSpec } from '@/lib/charts/trend-spec'
import { formatMoment } from '@/lib/format/moment'
import { MarkShape } from './trend-svg'

/** More than these fold away. */
const shownMarks = 6

interface NumberedMark extends TrendMark {
  number: number
}

function Items({ marks, spec }: { marks: readonly NumberedMark[]; spec: TrendSpec }) {
  return (
    <ol className="mark-list">
      {marks.map(({ number, at, kind = 'change', label, href }) => (
        <li key={number}>
          <b className="num">{number}</b>
          <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
            <MarkShape kind={kind} />
          </svg>
          <span>
            <span className="muted num">
              {formatMoment(new Date(at), spec.zone, new Date(spec.now ?? spec.to))}
            </span>{' '}
            {markWords[kind]}:{' '}
            {href === undefined ? (
              label
            ) : (
              <Link href={href} prefetch={false}>
                {label}
              </Link>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** What happened, numbered as the uprights of the picture; the newest stay in sight. */
export function MarkList({ spec }: { spec: TrendSpec }) {
  const marks = (cleanTrend(spec).marks ?? [])
    .map((mark, index) => ({ ...mark, number: index + 1 }))
    .reverse()
  if (marks.length === 0) return null
  const [shown, rest] = [marks.slice(0, shownMarks), marks.slice(shownMarks)]
  return (
    <>
      <Items marks={shown} spec={spec} />
      {rest.length > 0 && (
        <details className="disclosure">
          <summary>{rest.length === 1 ? 'One earlier event' : `${rest.length} earlier events`}</summary>
          <Items marks={rest} spec={spec} />
        </details>
      )}
    </>
  )
}
