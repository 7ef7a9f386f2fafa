import Link from 'next/link'
import type { CapacityRow } from '@/lib/capacity/view'
import { formatMeasure } from '@/lib/format/measure'
import { growthText } from './capacity-table'
import { DateCell } from './date-cell'

/** Where a series stands, when it is full, how fast it moves, and how that is known. */
export function SeriesFacts({ row, zone, now }: { row: CapacityRow; zone: string; now: string }) {
  const value = row.value === null ? 'not known' : formatMeasure(row.value, row.unit)
  return (
    <dl className="terms">
      <div>
        <dt>Now</dt>
        <dd>{value}</dd>
      </div>
      <div>
        <dt>Limit</dt>
        <dd>{row.limitLabel}</dd>
      </div>
      {row.limit !== null && (
        <div>
          <dt>Reaches it</dt>
          <dd>
            <DateCell row={row} zone={zone} now={now} />
          </dd>
        </div>
      )}
      <div>
        <dt>A week</dt>
        <dd>{growthText(row)}</dd>
      </div>
      <div>
        <dt>Method</dt>
        <dd className="prose">{row.explanation}</dd>
      </div>
      <div>
        <dt>Measured by</dt>
        <dd>
          <Link href={`/checks/${row.checkId}`} prefetch={false}>
            {row.checkName}
          </Link>
        </dd>
      </div>
    </dl>
  )
}
