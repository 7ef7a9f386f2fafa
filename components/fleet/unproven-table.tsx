import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Moment } from '@/components/ui/moment'
import type { FleetView, UnprovenLine } from '@/lib/fleet/view'

const columns = [
  { key: 'system', title: 'System' },
  { key: 'state', title: 'Proof' },
  { key: 'age', title: 'Age', align: 'right' as const },
  { key: 'allowed', title: 'Allowed', align: 'right' as const },
  { key: 'last', title: 'Last proven' },
  { key: 'team', title: 'Team' },
  { key: 'criticality', title: 'Criticality' },
]

function Row({ row, zone, now }: { row: UnprovenLine; zone: string; now: string }) {
  return (
    <tr className="link-row" data-row>
      <th scope="row">
        <Link href={`/systems/${row.systemId}/proofs`} prefetch={false}>
          {row.system}
        </Link>
      </th>
      <Cell label="Proof" lead>
        <VerdictBadge
          verdict={row.proofAt === null ? 'unknown' : 'fail'}
          word={row.proofAt === null ? 'Never proven' : 'Too old'}
        />
      </Cell>
      <Cell label="Age" align="right">
        {row.ageDays === null ? <span className="muted">–</span> : `${Math.floor(row.ageDays)} d`}
      </Cell>
      <Cell label="Allowed" align="right">
        {row.allowedDays} d
      </Cell>
      <Cell label="Last proven">
        {row.proofAt === null ? (
          <span className="muted">not on record</span>
        ) : (
          <>
            <Moment at={row.proofAt} zone={zone} now={now} /> <span className="muted">{row.level}</span>
          </>
        )}
      </Cell>
      <Cell label="Team">{row.team ?? <span className="muted">none</span>}</Cell>
      <Cell label="Criticality" short>
        {row.criticality}
      </Cell>
    </tr>
  )
}

/** Backups without a restore that still proves them: never proven first, then the longest overdue. */
export function UnprovenTable({ view: { unproven, zone, now } }: { view: FleetView }) {
  if (unproven.total === 0) {
    return unproven.claimed === 0 ? (
      <EmptyState title="No backup is known.">
        Neither a backup target nor a check of one nor a restore is on record: whether anything could be
        brought back is not known.
      </EmptyState>
    ) : (
      <EmptyState
        title={
          unproven.claimed === 1 ? 'The one backup is proven.' : `All ${unproven.claimed} backups are proven.`
        }
      >
        A restore was tried, its data were looked at, and it passed, recently enough.
      </EmptyState>
    )
  }
  return (
    <DataTable caption="Backups without a proof that holds" columns={columns}>
      {unproven.rows.map((row) => (
        <Row key={row.systemId} row={row} zone={zone} now={now} />
      ))}
    </DataTable>
  )
}
