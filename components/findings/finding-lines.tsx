import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { FindingLine } from '@/lib/overview/view'
import { SeverityMark } from './severity-mark'

const columns = [
  { key: 'finding', title: 'Finding' },
  { key: 'severity', title: 'Severity' },
  { key: 'state', title: 'State' },
  { key: 'owner', title: 'Owner' },
  { key: 'due', title: 'Due', align: 'right' as const },
]

/** Open findings of one system or check. */
export function FindingLines({
  findings,
  zone,
  now,
}: {
  findings: readonly FindingLine[]
  zone: string
  now: string
}) {
  return (
    <DataTable caption="Open findings, worst first" columns={columns}>
      {findings.map((finding) => (
        <tr key={finding.id} className="link-row" data-row>
          <th scope="row">
            <Link href={`/findings/${finding.number}`} prefetch={false}>
              <span className="num">F-{finding.number}</span> {finding.title}
            </Link>
            <span className="why">{finding.detail}</span>
          </th>
          <Cell label="Severity" lead>
            <SeverityMark severity={finding.severity} />
          </Cell>
          <Cell label="State" short>
            {finding.state.replaceAll('-', ' ')}
          </Cell>
          <Cell label="Owner" short>
            {finding.owner ?? <span className="muted">nobody</span>}
          </Cell>
          <Cell label="Due" align="right">
            <Moment at={finding.due} zone={zone} now={now} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
