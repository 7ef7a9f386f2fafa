import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { CapacityFilters } from '@/components/capacity/capacity-filters'
import { capacityHref } from '@/components/capacity/capacity-href'
import { CapacityTable } from '@/components/capacity/capacity-table'
import { WaitingList } from '@/components/capacity/waiting-list'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import { ViewTabs } from '@/components/ui/view-tabs'
import { capacityHeadline } from '@/lib/capacity/headline'
import { type CapacityQuery, type CapacityView, capacityQuery, capacityViews } from '@/lib/capacity/schema'
import { getCapacity } from '@/lib/capacity/service'
import type { CapacityPage } from '@/lib/capacity/view'
import { formatNumber } from '@/lib/format/measure'

export const metadata: Metadata = { title: 'Capacity' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const viewLabels: Readonly<Record<CapacityView, string>> = {
  soon: 'Runs out',
  later: 'Not within 180 days',
  waiting: 'Not enough history',
  unlimited: 'No limit known',
}

/** A forecast is made once a day: older than this, nobody makes new ones. */
const staleHours = 36

export default pageDoor(async function CapacityPageOf({ searchParams }: Props) {
  const viewer = await requireViewer()
  const query = capacityQuery.parse(await searchParams)
  const page = await getCapacity(viewer, query)
  const zone = viewer.timeZone
  return (
    <>
      <PageHeader
        meta={<Made page={page} zone={zone} />}
        headline={headlineOf(page, zone)}
        lead="The range holds the truth in 80 of 100 cases; work is planned before its early edge."
      />
      <Stale page={page} zone={zone} />
      <ViewTabs
        label="What is known of each series"
        tabs={capacityViews.map((view) => ({
          href: capacityHref(query, { view, page: 1 }),
          label: viewLabels[view],
          count: page.counts[view],
          isCurrent: view === query.view,
        }))}
        end={<CapacityFilters query={query} />}
      />
      <List page={page} query={query} zone={zone} />
      {query.view === 'soon' && page.waiting.length > 0 && (
        <Section
          title="Not enough history"
          count={formatNumber(page.counts.waiting)}
          {...(page.counts.waiting > page.waiting.length
            ? { link: { href: capacityHref(query, { view: 'waiting', page: 1 }), label: 'All of them' } }
            : {})}
        >
          <WaitingList rows={page.waiting} zone={zone} now={page.now} />
        </Section>
      )}
      <Pager page={page.page} pages={page.pages} hrefOf={(to) => capacityHref(query, { page: to })} />
    </>
  )
})

function headlineOf({ counts, all, within30, first, now }: CapacityPage, zone: string): string {
  return capacityHeadline({
    all,
    soon: first === null ? 0 : Math.max(1, counts.soon),
    later: counts.later,
    waiting: counts.waiting,
    within30,
    first: first && {
      resource: first.resource,
      systemName: first.systemName,
      earliest: first.earliest === null ? null : new Date(first.earliest),
      isReached: first.status === 'reached',
    },
    zone,
    now: new Date(now),
  })
}

function Made({ page: { all, oldest, now }, zone }: { page: CapacityPage; zone: string }) {
  return (
    <>
      {formatNumber(all)} series
      {oldest && (
        <>
          , forecast <Moment at={oldest} zone={zone} now={now} />
        </>
      )}{' '}
      · {zone}
    </>
  )
}

function Stale({ page: { oldest, now }, zone }: { page: CapacityPage; zone: string }) {
  if (oldest === null || Date.parse(now) - Date.parse(oldest) < staleHours * 3_600_000) return null
  return (
    <p className="message" role="status">
      Some of these forecasts are old: the oldest is of <Moment at={oldest} zone={zone} />. The worker makes
      new ones once a day; see whether it runs, and whether its log names a fault of the duty “capacity”.
    </p>
  )
}

function List({ page, query, zone }: { page: CapacityPage; query: CapacityQuery; zone: string }) {
  if (page.rows.length === 0) return <Nothing page={page} query={query} />
  if (query.view === 'waiting') return <WaitingList rows={page.rows} zone={zone} now={page.now} />
  return (
    <div className="capacity-top">
      <CapacityTable
        caption={`${viewLabels[query.view]}: ${formatNumber(page.counts[query.view])} series`}
        rows={page.rows}
        zone={zone}
        now={page.now}
      />
      {page.rows.length > 10 && (
        <p className="sec-note capacity-paper">
          The first ten of {formatNumber(page.counts[query.view])} are printed.
        </p>
      )}
    </div>
  )
}

function Nothing({ page, query }: { page: CapacityPage; query: CapacityQuery }) {
  if (page.all === 0)
    return (
      <EmptyState
        title="Nothing that can run out is watched yet."
        actions={<LinkButton href="/systems/new">Add a system</LinkButton>}
      >
        Disks, inodes, memory, connections, sequences, transaction ids, certificates and backup volumes are
        forecast from the checks that measure them, once each has two weeks of history.
      </EmptyState>
    )
  const isFiltered = query.q !== '' || query.measure !== null || query.criticality !== null
  if (isFiltered)
    return (
      <EmptyState
        title="No series matches this filter."
        actions={
          <LinkButton href={capacityHref(query, { q: '', measure: null, criticality: null, page: 1 })}>
            Clear filters
          </LinkButton>
        }
      >
        {formatNumber(page.all)} series are forecast without it.
      </EmptyState>
    )
  return (
    <EmptyState title={emptyTitles[query.view]}>
      {query.view === 'soon' && page.counts.waiting > 0 ? (
        <>
          {formatNumber(page.counts.waiting)} series have{' '}
          <Link href={capacityHref(query, { view: 'waiting' })}>not enough history</Link> to say so of them.
        </>
      ) : undefined}
    </EmptyState>
  )
}

const emptyTitles: Readonly<Record<CapacityView, string>> = {
  soon: 'Nothing reaches its limit within 180 days.',
  later: 'No series is known to last longer than 180 days.',
  waiting: 'Every series with a limit has enough history.',
  unlimited: 'Every series has a known limit.',
}
