'use client'

import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Cell, type Column, DataTable } from '@/components/ui/data-table'
import { findingsHref } from '@/lib/findings/list-sentence'
import type { FindingFilter } from '@/lib/findings/schema'
import { type FindingList, type FindingRow, stateNames } from '@/lib/findings/view'
import { formatDuration } from '@/lib/format/moment'
import { DueText } from './due-text'
import { SeverityMark } from './severity-mark'

export interface ListViewer {
  id: string
  zone: string
}

interface Props {
  list: FindingList
  viewer: ListViewer
  /** The server did not accept a change of this row. */
  refused: { rowId: string; sentence: string } | null
  onTake(row: FindingRow): void
  onChange(row: FindingRow): void
}

const columns = [
  { key: 'finding', title: 'Finding' },
  { key: 'severity', title: 'Severity', sortable: true },
  { key: 'system', title: 'System', sortable: true },
  { key: 'state', title: 'State', sortable: true },
  { key: 'owner', title: 'Owner', sortable: true },
  { key: 'due', title: 'Due', sortable: true },
  { key: 'age', title: 'Age', sortable: true },
  { key: 'verb', title: <span className="vh">Change</span> },
] as const

/** Findings as rows; the shell's j and k move through them, Enter opens. */
export function FindingTable({ list, viewer, refused, onTake, onChange }: Props) {
  return (
    <DataTable caption="Findings" columns={columns.map((column) => header(column, list.filter))}>
      {list.rows.map((row) => (
        <Row
          key={row.id}
          row={row}
          list={list}
          viewer={viewer}
          refused={refused?.rowId === row.id ? refused.sentence : null}
          onTake={() => onTake(row)}
          onChange={() => onChange(row)}
        />
      ))}
    </DataTable>
  )
}

interface RowProps {
  row: FindingRow
  list: FindingList
  viewer: ListViewer
  refused: string | null
  onTake(): void
  onChange(): void
}

function Row({ row, list, viewer, refused, onTake, onChange }: RowProps) {
  const href = `/findings/${row.number}`
  const age = (Date.parse(list.at) - Date.parse(row.firstSeen)) / 1000
  return (
    <tr className="link-row" data-row="">
      <th scope="row">
        <Link href={href} prefetch={false}>
          {row.title}
        </Link>
        <span className="why">
          F-{row.number} · {row.detail}
        </span>
        {refused && (
          <span className="field-error" role="alert">
            {refused}
          </span>
        )}
      </th>
      <Cell label="Severity">
        <SeverityMark severity={row.severity} />
      </Cell>
      <Cell label="System">{row.systemName}</Cell>
      <Cell label="State">
        {stateNames[row.state]}
        {row.reopenCount > 0 && (
          <span className="muted"> · came back{row.reopenCount > 1 ? ` ${row.reopenCount} times` : ''}</span>
        )}
      </Cell>
      <Cell label="Owner">{row.ownerName ?? <span className="muted">Nobody</span>}</Cell>
      <Cell label="Due">
        <DueText row={row} zone={viewer.zone} at={list.at} />
      </Cell>
      <Cell label="Age">
        <span className="nowrap">{formatDuration(age)}</span>
      </Cell>
      <td className="verb-cell">{row.editable && <Verb row={row} onTake={onTake} onChange={onChange} />}</td>
    </tr>
  )
}

/** One verb per row. Without JavaScript both lead to the finding's own page, where everything can be done. */
function Verb({ row, onTake, onChange }: { row: FindingRow; onTake(): void; onChange(): void }) {
  if (['verified', 'false-positive', 'duplicate'].includes(row.state)) return null
  const verb = row.state === 'open' ? 'Triage' : 'Change'
  if (row.ownerId === null) {
    return (
      <Button onClick={onTake} aria-label={`Take F-${row.number}`}>
        Take
      </Button>
    )
  }
  return (
    <Button onClick={onChange} aria-label={`${verb} F-${row.number}`}>
      {verb}
    </Button>
  )
}

function header(column: (typeof columns)[number], filter: FindingFilter): Column {
  if (!('sortable' in column)) return { key: column.key, title: column.title }
  const active = filter.sort.replace('-', '') === column.key
  const descending = active && filter.sort.startsWith('-')
  const next = active && !descending ? `-${column.key}` : column.key
  return {
    key: column.key,
    title: (
      <Link href={findingsHref(filter, { sort: next, page: 1 })} prefetch={false}>
        {column.title}
      </Link>
    ),
    sort: active ? (descending ? 'descending' : 'ascending') : undefined,
  }
}
