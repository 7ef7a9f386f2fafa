import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { TimeBar, timeAddress } from '@/components/charts/time-bar'
import { SilentNotice } from '@/components/checks/silent-notice'
import { SystemPartHeader } from '@/components/systems/system-part-header'
import { SeriesPictures } from '@/components/trends/series-pictures'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBox } from '@/components/ui/filter-box'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import { rangeAddress } from '@/lib/overview/trend-range'
import { systemTrendsHeadline } from '@/lib/trends/system-trends'
import { getSystemTrends } from '@/lib/trends/system-trends-service'
import { systemTrendsQuery } from '@/lib/trends/system-trends-view'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Trends' }

const texts = (values: Readonly<Record<string, string | null>>) =>
  Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, value]])))

export default pageDoor(async function SystemTrendsPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const query = systemTrendsQuery.parse(await searchParams)
  const view = await getSystemTrends(viewer, (await params).id, query)
  const { system, window, reading } = view
  const path = `/systems/${system.id}/trends`
  const keep = { q: query.q || null, scale: query.scale === 'own' ? 'own' : null }
  const address = { path, keep, query, usual: '30d' as const }
  const scaled = timeAddress(
    { ...address, keep: { ...keep, scale: query.scale === 'own' ? null : 'own' } },
    {},
  )
  return (
    <>
      <SilentNotice reading={reading} zone={viewer.timeZone} />
      <SystemPartHeader system={system} part="trends" headline={systemTrendsHeadline(view, query.q !== '')} />
      <TimeBar {...address} window={window} now={reading.now} zone={viewer.timeZone} />
      <Section
        title="Series, most urgent first"
        id="series"
        count={view.total}
        link={{ href: scaled, label: query.scale === 'own' ? 'Share scales' : 'Own scales' }}
      >
        <div className="mt-3">
          <FilterBox
            label="Check or resource"
            value={query.q}
            keep={texts({ ...rangeAddress(query, '30d'), scale: keep.scale })}
          />
        </div>
        {view.series.length === 0 ? (
          <Nothing
            isFiltered={query.q !== ''}
            href={timeAddress({ ...address, keep: { ...keep, q: null } }, {})}
          />
        ) : (
          <SeriesPictures
            view={view}
            query={query}
            zone={viewer.timeZone}
            zoomBase={timeAddress(address, { range: '30d', from: null, to: null })}
          />
        )}
        <Pager
          page={view.page}
          pages={view.pages}
          hrefOf={(page) =>
            timeAddress({ ...address, keep: { ...keep, page: page === 1 ? null : `${page}` } }, {})
          }
        />
      </Section>
    </>
  )
})

function Nothing({ isFiltered, href }: { isFiltered: boolean; href: string }) {
  return isFiltered ? (
    <EmptyState
      title="No series has that in its name."
      actions={
        <Link href={href} prefetch={false}>
          Show all series
        </Link>
      }
    />
  ) : (
    <EmptyState title="No check of this system has measured a number yet.">
      Checks that only say yes or no, such as “the port is open”, have no line. The first number appears with
      the first run of a check that measures: response time, disk space, connections, days left.
    </EmptyState>
  )
}
