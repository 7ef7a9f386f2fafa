import Link from 'next/link'
import { LinkButton } from '@/components/ui/button'
import type { Column } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBox } from '@/components/ui/filter-box'
import { Pager } from '@/components/ui/pager'
import { withQuery } from '@/components/ui/query-link'
import { ViewTabs } from '@/components/ui/view-tabs'
import { formatNumber } from '@/lib/format/measure'
import { type SystemsQuery, type SystemView, systemSorts, systemViews } from '@/lib/overview/schema'
import type { SystemsPage } from '@/lib/overview/view'
import { GhostSystems, SystemsTable, systemColumns } from './systems-table'

const path = '/systems'

const viewLabels: Readonly<Record<SystemView, string>> = {
  all: 'All',
  critical: 'Critical',
  unowned: 'Unowned',
  'no-data': 'No data',
}

const addressOf = (query: SystemsQuery, change: Partial<Record<keyof SystemsQuery, string | null>>) =>
  withQuery(
    path,
    {
      view: query.view === 'all' ? null : query.view,
      q: query.q,
      sort: query.sort === 'worst' ? null : query.sort,
    },
    change,
  )

/** Heads that sort are links; the worst-first order is the one without a parameter. */
function sortableColumns(query: SystemsQuery): Column[] {
  return systemColumns.map((column) => {
    const sort = systemSorts.find((each) => each === column.key)
    if (!sort) return column
    return {
      ...column,
      title: (
        <Link href={addressOf(query, { sort: sort === 'worst' ? null : sort })} prefetch={false}>
          {column.title}
        </Link>
      ),
      sort: sort === query.sort ? 'ascending' : undefined,
    }
  })
}

function Nothing({ list, query, canAdd }: { list: SystemsPage; query: SystemsQuery; canAdd: boolean }) {
  if (list.coverage.systems === 0) {
    return (
      <>
        <EmptyState
          title="No system is watched yet."
          actions={
            canAdd && (
              <LinkButton href="/systems/new" variant="primary">
                Add your first system
              </LinkButton>
            )
          }
        >
          Give a URL, a connection string or a host; what can be checked is tried at once and proposed to you.
        </EmptyState>
        <GhostSystems />
      </>
    )
  }
  const filters = [
    query.view !== 'all' && `view “${viewLabels[query.view]}”`,
    query.q && `“${query.q}”`,
  ].filter(Boolean)
  return (
    <EmptyState
      title={`No system matches ${filters.join(' and ')}.`}
      actions={<LinkButton href={path}>Clear filters</LinkButton>}
    >
      {formatNumber(list.coverage.systems)} systems are in the list without it.
    </EmptyState>
  )
}

/** Views, filter, table, foot. */
export function SystemsList({
  list,
  query,
  canAdd,
}: {
  list: SystemsPage
  query: SystemsQuery
  canAdd: boolean
}) {
  const tabs = systemViews.map((view) => ({
    href: addressOf(query, { view: view === 'all' ? null : view }),
    label: viewLabels[view],
    count: list.views[view],
    isCurrent: view === query.view,
  }))
  const keep = {
    ...(query.view === 'all' ? {} : { view: query.view }),
    ...(query.sort === 'worst' ? {} : { sort: query.sort }),
  }
  return (
    <>
      <ViewTabs
        label="Views"
        tabs={tabs}
        end={<FilterBox label="Name or owner" value={query.q} keep={keep} />}
      />
      {list.rows.length === 0 ? (
        <Nothing list={list} query={query} canAdd={canAdd} />
      ) : (
        <>
          <SystemsTable
            rows={list.rows}
            columns={sortableColumns(query)}
            caption="Systems with the state of their checks"
          />
          <div className="foot">
            <span>
              {formatNumber(list.coverage.watched)} of {formatNumber(list.coverage.systems)} systems have a
              current result of every check
            </span>
            <span>
              {list.rows.length} of {formatNumber(list.total)} shown
            </span>
            <Pager
              page={list.page}
              pages={list.pages}
              hrefOf={(page) => addressOf(query, { page: page === 1 ? null : String(page) })}
            />
          </div>
        </>
      )}
    </>
  )
}
