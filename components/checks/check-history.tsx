import Link from 'next/link'
import { TrendFigure } from '@/components/charts/trend-figure'
import { EmptyState } from '@/components/ui/empty-state'
import { withQuery } from '@/components/ui/query-link'
import { Section } from '@/components/ui/section'
import { type ChartRange, type CheckQuery, chartRanges } from '@/lib/overview/schema'
import { trendOfCheck } from '@/lib/overview/trend-of-check'
import type { CheckPage } from '@/lib/overview/view'
import { ResourcesTable } from './resources-table'
import { RunsTable } from './runs-table'
import { StripSection } from './strip-section'

interface HistoryProps {
  page: CheckPage
  query: CheckQuery
  zone: string
}

const ranges = Object.keys(chartRanges) as ChartRange[]
const rangeLabels: Readonly<Record<ChartRange, string>> = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
}

const addressOf = (page: CheckPage, query: CheckQuery, change: Record<string, string | null>) =>
  withQuery(
    `/checks/${page.check.id}`,
    {
      range: query.range === '24h' ? null : query.range,
      series: query.series === 'value' ? null : query.series,
    },
    change,
  )

/** Address of an open day without its date. */
function dayBase(page: CheckPage, query: CheckQuery): string {
  const base = addressOf(page, query, {})
  return `${base}${base.includes('?') ? '&' : '?'}day=`
}

function Ranges({ page, query }: Omit<HistoryProps, 'zone'>) {
  return (
    <nav aria-label="Range of the chart">
      <ul className="ranges">
        {ranges.map((range) => (
          <li key={range}>
            <Link
              href={addressOf(page, query, { range: range === '24h' ? null : range })}
              prefetch={false}
              scroll={false}
              aria-current={range === query.range ? 'true' : undefined}
            >
              {rangeLabels[range]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function SideSeries({ page, query }: Omit<HistoryProps, 'zone'>) {
  if (page.series.length < 2) return null
  return (
    <p className="sec-note">
      Series:{' '}
      {page.series.slice(0, 24).map(({ key }, index) => (
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
    </p>
  )
}

/** The past of a check: its number over time, its days, its latest runs. */
export function CheckHistory({ page, query, zone }: HistoryProps) {
  const measures = page.series.length > 0
  return (
    <>
      {measures && (
        <Section title="Over time">
          <Ranges page={page} query={query} />
          <TrendFigure spec={trendOfCheck(page, query, zone)} />
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
