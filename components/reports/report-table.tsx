import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { formatNumber } from '@/lib/format/measure'
import type { ReportHead } from '@/lib/reports/view'

const columns = [
  { key: 'title', title: 'Report' },
  { key: 'flags', title: 'Red flags', align: 'right' as const },
  { key: 'overdue', title: 'Overdue', align: 'right' as const },
  { key: 'ontime', title: 'On time', align: 'right' as const },
  { key: 'current', title: 'Checks current', align: 'right' as const },
  { key: 'built', title: 'Built' },
]

interface ReportTableProps {
  reports: readonly ReportHead[]
  zone: string
  now: string
}

const orUnknown = (value: number | null) => (value === null ? 'unknown' : formatNumber(value))
const sumOf = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b)

/** Reports, newest first, each with its sentence and the numbers that weeks are compared by. */
export function ReportTable({ reports, zone, now }: ReportTableProps) {
  return (
    <DataTable caption="Reports, newest first" columns={columns}>
      {reports.map((report) => (
        <tr key={report.id} data-row>
          <th scope="row">
            <Link href={report.href} prefetch={false}>
              {report.title}
            </Link>{' '}
            <span className="muted small">{report.scopeName}</span>
            <p className="row-why">{report.headline}</p>
          </th>
          <Cell label="Red flags" align="right">
            {orUnknown(report.numbers.redFlags)}
          </Cell>
          <Cell label="Overdue" align="right">
            {orUnknown(sumOf(report.numbers.overdueFindings, report.numbers.overdueTasks))}
          </Cell>
          <Cell label="On time" align="right">
            {report.numbers.onTimePercent === null ? (
              <span className="muted">nothing due</span>
            ) : (
              `${Math.round(report.numbers.onTimePercent)} %`
            )}
          </Cell>
          <Cell label="Checks current" align="right">
            {orUnknown(report.numbers.currentChecks)} of {orUnknown(report.numbers.checks)}
          </Cell>
          <Cell label="Built">
            <Moment at={report.builtAt} zone={zone} now={now} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
