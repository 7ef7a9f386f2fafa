import Link from 'next/link'
import { Fragment } from 'react'
import { Sparkline } from '@/components/charts/sparkline'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { groupChecks } from '@/lib/overview/group-checks'
import type { CheckLine } from '@/lib/overview/view'
import { ValueCell } from './value-cell'
import { VerdictBadge } from './verdict-badge'

const columns = [
  { key: 'name', title: 'Check' },
  { key: 'state', title: 'State' },
  { key: 'value', title: 'Value and limit' },
  { key: 'trend', title: '7 days' },
  { key: 'age', title: 'Looked', align: 'right' as const },
]

function Row({ check, zone, now }: { check: CheckLine; zone: string; now: string }) {
  const isCalm = check.state === 'ok' || check.state === 'not-applicable'
  return (
    <tr className="link-row" data-row>
      <th scope="row">
        <Link href={`/checks/${check.id}`} prefetch={false}>
          {check.name}
        </Link>
        {!isCalm && check.reason && <span className="why">{check.reason}</span>}
      </th>
      <Cell label="State" lead>
        <VerdictBadge verdict={check.state} />
      </Cell>
      <Cell label="Value">
        <ValueCell {...check} />
      </Cell>
      <Cell label="7 days">
        {check.spark.length > 1 ? (
          <Sparkline points={check.spark} limit={check.failAt} label={`${check.name} over 7 days`} />
        ) : (
          <span className="muted">—</span>
        )}
      </Cell>
      <Cell label="Looked" align="right">
        {check.finishedAt ? (
          <Moment at={check.finishedAt} zone={zone} now={now} />
        ) : (
          <span className="muted">not yet</span>
        )}
      </Cell>
    </tr>
  )
}

/** The checks of a system by what they are about, worst first in each group. */
export function ChecksTable({
  checks,
  zone,
  now,
}: {
  checks: readonly CheckLine[]
  zone: string
  now: string
}) {
  return (
    <DataTable caption="Checks by area, worst first" columns={columns}>
      {groupChecks(checks).map((group) => (
        <Fragment key={group.title}>
          <tr className="group">
            <th scope="rowgroup" colSpan={columns.length}>
              {group.title}
            </th>
          </tr>
          {group.checks.map((check) => (
            <Row key={check.id} check={check} zone={zone} now={now} />
          ))}
        </Fragment>
      ))}
    </DataTable>
  )
}
