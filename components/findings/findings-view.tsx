'use client'

import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { PausedNotice } from '@/components/ui/paused-notice'
import { ViewTabs } from '@/components/ui/view-tabs'
import { findingViews } from '@/lib/findings/finding-views'
import { findingsHref, findingsSentence } from '@/lib/findings/list-sentence'
import type { FindingFilter } from '@/lib/findings/schema'
import { type FindingList, type FindingRow, viewNames } from '@/lib/findings/view'
import { formatAge, formatClock } from '@/lib/format/moment'
import { FindingFilters } from './finding-filters'
import { type RowAction, useFindingList, useRowAction } from './finding-queries'
import { FindingTable, type ListViewer } from './finding-table'
import { QuickChange } from './quick-change'

/** The register of findings: a living list whose whole state is in the address. */
export function FindingsView({
  filter,
  viewer,
  trend,
}: {
  filter: FindingFilter
  viewer: ListViewer & { mayCreate: boolean }
  /** Opened against closed, drawn by the server. */
  trend?: ReactNode
}) {
  const { data: list, error, dataUpdatedAt } = useFindingList(filter)
  const rowAction = useRowAction(filter)
  const [changing, setChanging] = useState<FindingRow | null>(null)
  if (!list) return <FormMessage>{error?.message}</FormMessage>
  // One after the other: the server answers each before the next begins.
  const send = async (row: FindingRow, actions: RowAction[]) => {
    for (const action of actions) {
      const done = await rowAction.mutateAsync({ row, action }).catch(() => null)
      if (done === null) return
    }
  }
  const refused =
    rowAction.error && rowAction.variables
      ? { rowId: rowAction.variables.row.id, sentence: rowAction.error.message }
      : null
  return (
    <>
      <PageHeader
        meta={`Findings · ${formatClock(new Date(list.at), viewer.zone)} ${viewer.zone}`}
        headline={findingsSentence(list)}
        actions={viewer.mayCreate && <LinkButton href={newHref(filter)}>New finding</LinkButton>}
      />
      <PausedNotice since={error ? formatClock(new Date(dataUpdatedAt), viewer.zone) : null} />
      {trend}
      <ViewTabs label="Views" tabs={tabsOf(list)} />
      <FindingFilters filter={filter} />
      {list.rows.length === 0 ? (
        <Nothing list={list} />
      ) : (
        <>
          <FindingTable
            list={list}
            viewer={viewer}
            refused={refused}
            onTake={(row) => void send(row, [{ do: 'owner', ownerId: viewer.id }])}
            onChange={setChanging}
          />
          <Foot list={list} />
        </>
      )}
      {changing && (
        <QuickChange
          row={changing}
          people={list.people}
          zone={viewer.zone}
          onClose={() => setChanging(null)}
          onSend={(actions) => {
            void send(changing, actions)
            setChanging(null)
          }}
        />
      )}
    </>
  )
}

/** Who looks at one system writes about it. */
const newHref = ({ system }: FindingFilter) => `/findings/new${system ? `?system=${system}` : ''}`

function Nothing({ list }: { list: FindingList }) {
  const { filter, coverage } = list
  if (filter.q || filter.severity || filter.system) {
    return (
      <EmptyState
        title="Nothing matches."
        actions={
          <Link href={findingsHref(filter, { q: '', severity: null, system: null, page: 1 })}>
            Clear the filters
          </Link>
        }
      >
        {filter.q &&
          `Searched in titles and systems for “${filter.q}”. A number such as F-12 finds that finding.`}
      </EmptyState>
    )
  }
  if (coverage.checks === 0) {
    return (
      <EmptyState
        title="Nothing is watched yet."
        actions={<Link href="/systems/new">Add your first system</Link>}
      >
        Findings appear here as soon as a check of a system does not pass.
      </EmptyState>
    )
  }
  const last = coverage.lastRunAt
    ? `The last check ran ${formatAge(new Date(coverage.lastRunAt), new Date(list.at))}`
    : 'No check has run yet'
  return (
    <EmptyState title={`${findingsSentence(list)}.`}>
      {last}; {coverage.reported} of {coverage.checks} checks have a fresh result.
    </EmptyState>
  )
}

function tabsOf({ filter, counts }: FindingList) {
  return findingViews.map((view) => ({
    href: findingsHref(filter, { view, page: 1 }),
    label: viewNames[view],
    count: counts[view],
    isCurrent: view === filter.view,
  }))
}

function Foot({ list: { filter, rows, total, pageSize } }: { list: FindingList }) {
  const first = (filter.page - 1) * pageSize + 1
  return (
    <footer className="foot">
      <span>
        {first}–{first + rows.length - 1} of {total}
      </span>
      <Pager
        page={filter.page}
        pages={Math.max(1, Math.ceil(total / pageSize))}
        hrefOf={(page) => findingsHref(filter, { page })}
      />
    </footer>
  )
}
