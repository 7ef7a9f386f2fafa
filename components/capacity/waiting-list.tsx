import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { measureWords } from '@/lib/capacity/measure-words'
import type { CapacityRow } from '@/lib/capacity/view'
import { formatMeasure } from '@/lib/format/measure'
import { DateCell } from './date-cell'
import { seriesHref } from './series-href'

const columns = [
  { key: 'resource', title: 'Resource' },
  { key: 'kind', title: 'Kind' },
  { key: 'now', title: 'Now', align: 'right' as const },
  { key: 'why', title: 'Why nothing is said' },
]

/** Series of which nothing is said yet, and why: listed apart, never guessed. */
export function WaitingList({
  rows,
  zone,
  now,
}: {
  rows: readonly CapacityRow[]
  zone: string
  now: string
}) {
  return (
    <DataTable caption="Series without a forecast" columns={columns}>
      {rows.map((row) => (
        <tr key={`${row.checkId} ${row.key}`} data-row>
          <th scope="row">
            <Link href={seriesHref(row)} prefetch={false}>
              {row.resource}
            </Link>{' '}
            <span className="muted">of {row.systemName}</span>
          </th>
          <Cell label="Kind">{measureWords[row.measure]}</Cell>
          <Cell label="Now" align="right">
            {row.value === null ? '–' : formatMeasure(row.value, row.unit)}
          </Cell>
          <Cell label="Why">
            <DateCell row={row} zone={zone} now={now} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
