import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { countsSentence, type DueLine, type FinishedLine, type RunningLine } from '@/lib/reviews/list-view'
import { reviewStateNames } from '@/lib/reviews/review-state'

interface TableProps<Row> {
  rows: readonly Row[]
  zone: string
  now: string
}

const dueColumns = [
  { key: 'system', title: 'System' },
  { key: 'due', title: 'Due' },
  { key: 'owner', title: 'Owner' },
  { key: 'last', title: 'Last reviewed' },
  { key: 'state', title: 'Review' },
]

/** Systems by when they are due, and who owns them. */
export function DueTable({ rows, zone, now }: TableProps<DueLine>) {
  return (
    <DataTable caption="Systems by when their review is due" columns={dueColumns}>
      {rows.map((row) => (
        <tr key={row.systemId} data-row="">
          <th scope="row">
            <Link href={`/systems/${row.systemId}/reviews`} prefetch={false}>
              {row.systemName}
            </Link>{' '}
            <span className="muted small">{row.criticality}</span>
          </th>
          <Cell label="Due" short>
            <span
              className={
                row.dueState === 'overdue' ? 'due-late' : row.dueState === 'due-soon' ? 'due-soon' : ''
              }
            >
              {row.dueState === 'overdue' && 'was due '}
              <Moment at={row.due} zone={zone} now={now} />
            </span>
          </Cell>
          <Cell label="Owner">
            {row.owner ?? <b>nobody</b>}
            {!row.hasLeader && <span className="muted small"> · nobody can lead its review</span>}
          </Cell>
          <Cell label="Last reviewed" short>
            {row.reviewedAt ? (
              <Moment at={row.reviewedAt} zone={zone} now={now} />
            ) : (
              <span className="muted">never</span>
            )}
          </Cell>
          <Cell label="Review" short>
            {row.reviewId && row.state ? (
              <Link href={`/reviews/${row.reviewId}`} prefetch={false}>
                {reviewStateNames[row.state]}
              </Link>
            ) : row.mayStart ? (
              <Link href={`/reviews/new?system=${row.systemId}`} prefetch={false}>
                Start
              </Link>
            ) : (
              <span className="muted">–</span>
            )}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}

const runningColumns = [
  { key: 'review', title: 'Review' },
  { key: 'state', title: 'State' },
  { key: 'answered', title: 'Answered', align: 'right' as const },
  { key: 'suggested', title: 'Known from data', align: 'right' as const },
  { key: 'lead', title: 'Led by' },
  { key: 'day', title: 'Planned for' },
]

/** Reviews under way; those that wait for a signature first. */
export function RunningTable({ rows, zone, now }: TableProps<RunningLine>) {
  return (
    <DataTable caption="Reviews under way" columns={runningColumns}>
      {rows.map((row) => (
        <tr key={row.id} data-row="">
          <th scope="row">
            <Link href={`/reviews/${row.id}`} prefetch={false}>
              {row.systemName}, {row.quarterName}
            </Link>
          </th>
          <Cell label="State" short>
            {row.state === 'preparing' && row.isPrepared ? 'Ready to begin' : reviewStateNames[row.state]}
          </Cell>
          <Cell label="Answered" align="right" short>
            {row.total === 0 ? '–' : `${row.answered} of ${row.total}`}
          </Cell>
          <Cell label="Known from data" align="right" short>
            {row.total === 0 ? '–' : row.suggested}
          </Cell>
          <Cell label="Led by">{row.lead}</Cell>
          <Cell label="Planned for" short>
            <Moment at={row.plannedFor} zone={zone} now={now} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}

const finishedColumns = [
  { key: 'review', title: 'Review' },
  { key: 'findings', title: 'Open at the end' },
  { key: 'grade', title: 'Grade' },
  { key: 'signed', title: 'Signed by' },
  { key: 'closed', title: 'Closed' },
  { key: 'compare', title: 'Compare' },
]

/** Closed reviews, each against the one before: "3 high, was 7". */
export function FinishedTable({ rows, zone, now }: TableProps<FinishedLine>) {
  return (
    <DataTable caption="Closed reviews" columns={finishedColumns}>
      {rows.map((row) => (
        <tr key={row.id} data-row="">
          <th scope="row">
            <Link href={`/reviews/${row.id}`} prefetch={false}>
              {row.systemName}, {row.quarterName}
            </Link>
          </th>
          <Cell label="Open at the end">{countsSentence(row.counts, row.previous?.counts ?? null)}</Cell>
          <Cell label="Grade" short>
            {row.grade ?? '–'}
          </Cell>
          <Cell label="Signed by">{row.signedName}</Cell>
          <Cell label="Closed" short>
            <Moment at={row.closedAt} zone={zone} now={now} />
          </Cell>
          <Cell label="Compare" short>
            {row.previous ? (
              <Link href={`/reviews/compare?a=${row.previous.id}&b=${row.id}`} prefetch={false}>
                with {row.previous.quarterName}
              </Link>
            ) : (
              <span className="muted">first one</span>
            )}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
