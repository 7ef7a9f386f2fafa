import Link from 'next/link'
import { MarkList } from '@/components/charts/mark-list'
import { TrendFigure } from '@/components/charts/trend-figure'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { withQuery } from '@/components/ui/query-link'
import { smallFrame } from '@/lib/charts/trend-frame'
import { rangeAddress } from '@/lib/overview/trend-range'
import { type SeriesPicture, systemPictures } from '@/lib/trends/system-trends'
import type { SystemTrendsQuery, SystemTrendsView } from '@/lib/trends/system-trends-view'

/** Charts that read the same time together: more would cost more than they say. */
const togetherLimit = 6

interface PicturesProps {
  view: SystemTrendsView
  query: SystemTrendsQuery
  zone: string
  zoomBase: string
}

function Picture({
  picture: { line, spec },
  query,
  zoomBase,
  syncId,
}: {
  picture: SeriesPicture
  query: SystemTrendsQuery
  zoomBase: string
  syncId: string
}) {
  const href = withQuery(`/checks/${line.checkId}`, rangeAddress(query), {
    series: line.key === 'value' ? null : line.key,
  })
  return (
    <section className="multiple" aria-labelledby={`series-${line.id}`}>
      <header className="multiple-head">
        <h3 id={`series-${line.id}`}>
          <Link href={href} prefetch={false}>
            {spec.name}
          </Link>
        </h3>
        <VerdictBadge verdict={line.state} />
        <span className="muted small">{line.target}</span>
      </header>
      <TrendFigure spec={spec} frame={smallFrame} zoomBase={zoomBase} syncId={syncId} hideMarks />
    </section>
  )
}

/** Small pictures of one time axis, the most urgent first; what happened is numbered once for all of them. */
export function SeriesPictures({ view, query, zone, zoomBase }: PicturesProps) {
  const pictures = systemPictures(view, query.scale, zone)
  const [first] = pictures
  return (
    <>
      {first && view.marks.length > 0 && (
        <>
          <p className="sec-note">
            What happened meanwhile, newest first; the numbers stand above each line.
          </p>
          <MarkList spec={first.spec} />
        </>
      )}
      <div className="multiples">
        {pictures.map((picture, index) => (
          <Picture
            key={picture.line.id}
            picture={picture}
            query={query}
            zoomBase={zoomBase}
            syncId={`trends-${Math.floor(index / togetherLimit)}`}
          />
        ))}
      </div>
    </>
  )
}
