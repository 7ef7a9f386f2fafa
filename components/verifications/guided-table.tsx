import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { GuidedSummary } from '@/lib/verifications/guided-view'
import { guidedState } from './kind-words'

const columns = [
  { key: 'title', title: 'What' },
  { key: 'state', title: 'Compared' },
  { key: 'migrated', title: 'Moved' },
  { key: 'signed', title: 'Signed' },
  { key: 'next', title: 'Next weekly look' },
]

interface GuidedTableProps {
  systemId: string
  rows: readonly GuidedSummary[]
  zone: string
  now: string
}

/** Comparisons around migrations that machines make, newest first. */
export function GuidedTable({ systemId, rows, ...shown }: GuidedTableProps) {
  const moment = (at: string | null) =>
    at ? <Moment at={at} {...shown} /> : <span className="muted">not yet</span>
  return (
    <DataTable caption="Guided verifications, newest first" columns={columns}>
      {rows.map((guided) => (
        <tr key={guided.id} className="link-row" data-row>
          <th scope="row">
            <Link href={`/systems/${systemId}/proofs/migrations/guided/${guided.id}`} prefetch={false}>
              {guided.title}
            </Link>
          </th>
          <Cell label="Compared" lead>
            <VerdictBadge {...guidedState(guided)} />
          </Cell>
          <Cell label="Moved">{moment(guided.migratedAt)}</Cell>
          <Cell label="Signed">{moment(guided.signedAt)}</Cell>
          <Cell label="Next weekly look">
            {guided.recheckAt ? (
              <>
                <Moment at={guided.recheckAt} {...shown} />
                <span className="muted"> · {guided.rechecksLeft} left</span>
              </>
            ) : (
              <span className="muted">none</span>
            )}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
