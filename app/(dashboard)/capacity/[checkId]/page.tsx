import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { SeriesFacts } from '@/components/capacity/series-facts'
import { seriesHref } from '@/components/capacity/series-href'
import { WhatIfForm } from '@/components/capacity/what-if-form'
import { TrendFigure } from '@/components/charts/trend-figure'
import { LinkButton } from '@/components/ui/button'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { seriesHeadline, whatIfSentence } from '@/lib/capacity/headline'
import { seriesQuery } from '@/lib/capacity/schema'
import { seriesTrend } from '@/lib/capacity/series-trend'
import { getCapacitySeries } from '@/lib/capacity/service'
import type { CapacitySeries } from '@/lib/capacity/view'
import { formatDay } from '@/lib/format/moment'

export const metadata: Metadata = { title: 'Capacity' }

interface Props {
  params: Promise<{ checkId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default pageDoor(async function CapacitySeriesPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { checkId } = await params
  const series = await getCapacitySeries(viewer, checkId, seriesQuery.parse(await searchParams))
  const { row, now } = series
  const zone = viewer.timeZone
  const isDrawn = series.path.length > 0 || series.history.length > 0
  return (
    <>
      <title>{`${row.resource} of ${row.systemName} · Wheeltapper`}</title>
      <PageHeader
        meta={
          <>
            <Link href="/capacity">Capacity</Link> ·{' '}
            <Link href={`/systems/${row.systemId}/capacity`} prefetch={false}>
              {row.systemName}
            </Link>{' '}
            · forecast <Moment at={row.computedAt} zone={zone} now={now} />
          </>
        }
        headline={seriesHeadline(row, zone, new Date(now))}
        actions={<Plan series={series} zone={zone} />}
      />
      {isDrawn && (
        <Section title="What was and what is expected" id="trend">
          <TrendFigure spec={seriesTrend(series, zone)} />
        </Section>
      )}
      <WhatIfPart series={series} zone={zone} />
      <Section title="How this is known" id="method">
        <SeriesFacts row={row} zone={zone} now={now} />
      </Section>
    </>
  )
})

function Plan({ series: { row, now }, zone }: { series: CapacitySeries; zone: string }) {
  if (row.finding !== null)
    return <LinkButton href={`/findings/${row.finding}`}>Finding F-{row.finding}</LinkButton>
  if (row.planHref === null) return null
  const before =
    row.status === 'reached' || row.earliest === null
      ? 'Create task now'
      : `Create task before ${formatDay(new Date(row.earliest), zone, new Date(now))}`
  return (
    <LinkButton href={row.planHref} variant="primary">
      {before}
    </LinkButton>
  )
}

function WhatIfPart({ series, zone }: { series: CapacitySeries; zone: string }) {
  const { row, asks, whatIf, now } = series
  if (!asks) return null
  const isPercent = row.unit === '%' && row.direction === 'up'
  return (
    <Section title="What if" id="what-if">
      <p className="prose" role="status">
        {whatIf
          ? whatIfSentence(row, whatIf, zone, new Date(now))
          : 'Move the limit or the growth to see the date that follows. Nothing is saved; the address holds what you asked.'}
        {whatIf && (
          <>
            {' '}
            <Link href={`${seriesHref(row)}#what-if`} prefetch={false} scroll={false}>
              Back to the forecast
            </Link>
          </>
        )}
      </p>
      <WhatIfForm seriesKey={row.key} unit={row.unit} asks={asks} />
      {isPercent && (
        <p className="sec-note">
          Percent of the room there is today: a limit of twice as many is the same thing made twice as large.
        </p>
      )}
    </Section>
  )
}
