import Link from 'next/link'
import { StripImage } from '@/components/charts/strip-image'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { formatDay } from '@/lib/format/moment'
import { stateOfCounts } from '@/lib/overview/check-state'
import type { TodaySystem } from '@/lib/today/view'

const columns = [
  { key: 'name', title: 'System' },
  { key: 'worst', title: 'Checks now' },
  { key: 'strip', title: 'Last 30 days' },
  { key: 'runs-out', title: 'Runs out' },
  { key: 'maintenance', title: 'Maintenance' },
  { key: 'reviewed', title: 'Last reviewed' },
]

interface RowProps {
  row: TodaySystem
  zone: string
  now: string
}

function RunsOut({ row: { soonest, forecasts }, zone, now }: RowProps) {
  if (soonest === null)
    return <span className="muted">{forecasts === 0 ? 'not known' : 'nothing in 180 days'}</span>
  const when =
    soonest.status === 'reached' || soonest.earliest === null
      ? 'at its limit'
      : `from ${formatDay(new Date(soonest.earliest), zone, new Date(now))}`
  return (
    <span className="today-runs">
      {when}
      <span className="why">{soonest.resource}</span>
    </span>
  )
}

function Maintenance({ row: { overdueTasks, tasks } }: Pick<RowProps, 'row'>) {
  if (tasks === 0) return <span className="muted">none planned</span>
  if (overdueTasks === 0) return <>in time</>
  return <b>{overdueTasks} overdue</b>
}

function Row({ row, zone, now }: RowProps) {
  const { state, word } = stateOfCounts(row.counts)
  return (
    <tr className="link-row" data-row>
      <th scope="row">
        <Link href={`/systems/${row.id}`} prefetch={false}>
          {row.name}
        </Link>
        <span className="why">
          {row.criticality} · {row.owner ?? 'nobody owns it'}
        </span>
      </th>
      <Cell label="Checks now" lead>
        <VerdictBadge verdict={state} word={word} />
      </Cell>
      <Cell label="Last 30 days">
        <StripImage days={row.strip} name={row.name} />
      </Cell>
      <Cell label="Runs out">
        <RunsOut row={row} zone={zone} now={now} />
      </Cell>
      <Cell label="Maintenance">
        <Maintenance row={row} />
      </Cell>
      <Cell label="Last reviewed">
        {row.reviewedAt === null ? (
          <span className="muted">never</span>
        ) : (
          <Moment at={row.reviewedAt} zone={zone} now={now} />
        )}
      </Cell>
    </tr>
  )
}

/** The worst systems with everything that decides what to do about them. */
export function TodaySystems({
  rows,
  zone,
  now,
}: {
  rows: readonly TodaySystem[]
  zone: string
  now: string
}) {
  return (
    <DataTable
      caption="Systems, worst first: checks, what runs out, maintenance, last review"
      columns={columns}
    >
      {rows.map((row) => (
        <Row key={row.id} row={row} zone={zone} now={now} />
      ))}
    </DataTable>
  )
}
