'use client'

import Link from 'next/link'
import { useState } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { findingViews } from '@/lib/findings/finding-views'
import { findingsHref, findingsSentence } from '@/lib/findings/list-sentence'
import type { FindingFilter } from '@/lib/findings/schema'
import { type FindingList, type FindingRow, viewNames } from '@/lib/findings/view'
import { formatAge, formatClock } from '@/lib/format/moment'
import { FindingFilters } from './finding-filters'
import { type RowAction, useFindingList, useRowAction } from './finding-queries'
import { FindingTable } from './finding-table'
import { QuickChange } from './quick-change'

export interface ListViewer {
  id: string
  name: string
  zone: string
  hotkeys: boolean
}

/** The register of findings: a living list whose whole state is in the address. */
export function FindingsView({ filter, viewer }: { filter: FindingFilter; viewer: ListViewer }) {
  const { data: list, error } = useFindingList(filter)
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
        lead={
          <span aria-live="polite">{error ? `${error.message} What is shown may be out of date.` : ''}</span>
        }
      />
      <Views list={list} />
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

function Views({ list }: { list: FindingList }) {
  return (
    <nav aria-label="Views">
      <ul className="views">
        {findingViews.map((view) => (
          <li key={view}>
            <Link
              href={findingsHref(list.filter, { view, page: 1 })}
              prefetch={false}
              aria-current={view === list.filter.view ? 'page' : undefined}
            >
              {viewNames[view]} <span className="muted num">{list.counts[view]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

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

function Foot({ list: { filter, rows, total, pageSize } }: { list: FindingList }) {
  const first = (filter.page - 1) * pageSize + 1
  const pages = Math.max(1, Math.ceil(total / pageSize))
  return (
    <footer className="foot">
      <span>
        {first}–{first + rows.length - 1} of {total}
      </span>
      {pages > 1 && (
        <nav className="pager" aria-label="Pages">
          {filter.page > 1 && (
            <Link href={findingsHref(filter, { page: filter.page - 1 })} prefetch={false} rel="prev">
              Previous
            </Link>
          )}
          <span>
            Page {filter.page} of {pages}
          </span>
          {filter.page < pages && (
            <Link href={findingsHref(filter, { page: filter.page + 1 })} prefetch={false} rel="next">
              Next
            </Link>
          )}
        </nav>
      )}
    </footer>
  )
}
