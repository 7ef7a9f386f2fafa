import Link from 'next/link'
import { TimeBar, timeAddress } from '@/components/charts/time-bar'
import { TrendFigure } from '@/components/charts/trend-figure'
import { EmptyState } from '@/components/ui/empty-state'
import { withQuery } from '@/components/ui/query-link'
import { Section } from '@/components/ui/section'
import type { TrendMark } from '@/lib/charts/trend-spec'
import type { CheckQuery } from '@/lib/overview/schema'
import { trendOfCheck } from '@/lib/overview/trend-of-check'
import { rangeAddress } from '@/lib/overview/trend-range'
import type { CheckPage } from '@/lib/overview/view'
import { ResourcesTable } from './resources-table'
import { RunsTable } from './runs-table'
import { StripSection } from './strip-section'

interface HistoryProps {
  page: CheckPage
  query: CheckQuery
  zone: string
  /** What happened to the system meanwhile. */
  marks: readonly TrendMark[]
}

/** More are found on the page of the system's trends. */
const shownSeries = 24

const keepOf = (query: CheckQuery) => ({ series: query.series === 'value' ? null : query.series })

const addressOf = (page: CheckPage, query: CheckQuery, change: Record<string, string | null>) =>
  withQuery(`/checks/${page.check.id}`, { ...rangeAddress(query), ...keepOf(query) }, change)

/** Address of an open day without its date. */
function dayBase(page: CheckPage, query: CheckQuery): string {
  const base = addressOf(page, query, {})
  return `${base}${base.includes('?') ? '&' : '?'}day=`
}

function SideSeries({ page, query }: Pick<HistoryProps, 'page' | 'query'>) {
  if (page.series.length < 2) return null
  return (
    <p className="sec-note">
      Series:{' '}
      {page.series.slice(0, shownSeries).map(({ key }, index) => (
        <span key={key}>
          {index > 0 && ' · '}
          {key === query.series ? (
            <b>{key}</b>
          ) : (
            <Link
              href={addressOf(page, query, { series: key === 'value' ? null : key })}
              prefetch={false}
              scroll={false}
            >
              {key}
            </Link>
          )}
        </span>
      ))}
      {' · '}
      <Link
        href={`/systems/${page.system.id}/trends?q=${encodeURIComponent(page.check.name)}`}
        prefetch={false}
      >
        {page.series.length > shownSeries ? `all ${page.series.length} together` : 'all together'}
      </Link>
    </p>
  )
}

/** The past of a check: its number over time, its days, its latest runs. */
export function CheckHistory({ page, query, zone, marks }: HistoryProps) {
  const measures = page.series.length > 0
  const address = { path: `/checks/${page.check.id}`, keep: keepOf(query), query }
  return (
    <>
      {measures && (
        <Section title="Over time">
          <TimeBar {...address} window={page.window} now={page.reading.now} zone={zone} />
          <TrendFigure
            spec={trendOfCheck(page, query, zone, marks)}
            zoomBase={timeAddress(address, { range: '24h', from: null, to: null })}
          />
          <SideSeries page={page} query={query} />
        </Section>
      )}
      <StripSection
        name={page.check.name}
        strip={page.strip}
        hrefBase={dayBase(page, query)}
        day={page.day}
        zone={zone}
      />
      {page.resources.length > 0 && (
        <Section title="What the last run saw" count={page.resources.length}>
          <ResourcesTable resources={page.resources} unit={page.check.unit} />
        </Section>
      )}
      <Section title="Last runs" count={page.runs.length}>
        {page.runs.length === 0 ? (
          <EmptyState title="No runs yet.">The first is planned for right after a check is added.</EmptyState>
        ) : (
          <RunsTable runs={page.runs} zone={zone} />
        )}
      </Section>
    </>
  )
}
