import { DataTable } from '@/components/ui/data-table'
import { trendGeometry } from '@/lib/charts/trend-geometry'
import type { TrendSpec } from '@/lib/charts/trend-spec'
import { trendTable } from '@/lib/charts/trend-table'
import { formatMeasure } from '@/lib/format/measure'
import { formatDuration, formatMoment } from '@/lib/format/moment'
import { TrendChart } from './trend-chart'
import { TrendSvg } from './trend-svg'

const columns = [
  { key: 'from', title: 'From' },
  { key: 'low', title: 'Lowest', align: 'right' as const },
  { key: 'mean', title: 'Mean', align: 'right' as const },
  { key: 'high', title: 'Highest', align: 'right' as const },
]

function TrendTwin({ spec }: { spec: TrendSpec }) {
  const table = trendTable(spec)
  const now = new Date(spec.to)
  return (
    <details className="disclosure">
      <summary>Show as table</summary>
      <DataTable caption={`${spec.name}: ${spec.summary}`} columns={columns} keep>
        {table.rows.map((row) => (
          <tr key={row.at}>
            <th scope="row" className="font-normal">
              {formatMoment(new Date(row.at), spec.zone, now)}
            </th>
            {[row.low, row.mean, row.high].map((value, index) => (
              <td key={columns[index + 1]?.key} className="right">
                {formatMeasure(value, spec.unit)}
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
      <p className="sec-note">
        Each row sums up {formatDuration(table.stepMs / 1000)}.
        {table.emptySteps > 0 &&
          ` ${table.emptySteps} of ${table.emptySteps + table.rows.length} have no data.`}
      </p>
    </details>
  )
}

/** A trend with all that belongs to it: the sentence, the picture, what it leaves out, the numbers. */
export function TrendFigure({ spec }: { spec: TrendSpec }) {
  const { notes } = trendGeometry(spec)
  return (
    <figure className="figure keep">
      <figcaption className="prose muted">
        {spec.summary}
        {notes.length > 0 && ` Note: ${notes.join('; ')}.`}
      </figcaption>
      <TrendChart spec={spec}>
        <TrendSvg spec={spec} />
      </TrendChart>
      <TrendTwin spec={spec} />
    </figure>
  )
}
