import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { formatDuration } from '@/lib/format/moment'
import type { QuarterLine } from '@/lib/incidents/view'

const columns = [
  { key: 'quarter', title: 'Quarter' },
  { key: 'incidents', title: 'Incidents', align: 'right' as const },
  { key: 'users', title: 'Noticed by users', align: 'right' as const },
  { key: 'noticed', title: 'Noticed after (median)', align: 'right' as const },
  { key: 'without', title: 'Without prevention', align: 'right' as const },
  { key: 'unproven', title: 'Not proven', align: 'right' as const },
]

/** How it goes, quarter by quarter: fewer, noticed earlier, and not by users. */
export function QuarterTable({
  quarters,
  hrefOf,
}: {
  quarters: readonly QuarterLine[]
  hrefOf: (quarter: string) => string
}) {
  return (
    <DataTable caption="Incidents by the quarter in which they began, newest first" columns={columns}>
      {quarters.map((row) => (
        <tr key={row.quarter}>
          <th scope="row">
            <Link href={hrefOf(row.quarter)} prefetch={false}>
              {row.quarter.replace('-', ' ')}
            </Link>
          </th>
          <Cell label="Incidents" align="right">
            {row.incidents}
          </Cell>
          <Cell label="Noticed by users" align="right">
            {row.byUsers} ({Math.round((100 * row.byUsers) / row.incidents)} %)
          </Cell>
          <Cell label="Noticed after (median)" align="right">
            {formatDuration(row.medianMinutesToNotice * 60)}
          </Cell>
          <Cell label="Without prevention" align="right">
            {row.withoutPrevention}
          </Cell>
          <Cell label="Not proven" align="right">
            {row.unproven}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
