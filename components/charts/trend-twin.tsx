import { DataTable } from '@/components/ui/data-table'
import type { TrendSpec } from '@/lib/charts/trend-spec'
import { type TrendTable, trendTable } from '@/lib/charts/trend-table'
import { formatMeasure } from '@/lib/format/measure'
import { formatDay, formatDuration, formatMoment } from '@/lib/format/moment'

const dayMs = 86_400_000

const figures = (table: TrendTable, name: string) =>
  table.isSingle
    ? [{ key: 'mean', title: name, of: 'mean' as const }]
    : [
        { key: 'low', title: 'Lowest', of: 'low' as const },
        { key: 'mean', title: 'Mean', of: 'mean' as const },
        { key: 'high', title: 'Highest', of: 'high' as const },
      ]

function Measured({ spec, table }: { spec: TrendSpec; table: TrendTable }) {
  const now = new Date(spec.now ?? spec.to)
  const own = figures(table, table.names.length > 0 ? spec.name : 'Value')
  const said = (value: number | null) => (value === null ? 'no data' : formatMeasure(value, spec.unit))
  const columns = [
    { key: 'from', title: 'From' },
    ...own.map(({ key, title }) => ({ key, title, align: 'right' as const })),
    ...table.names.map((name) => ({ key: `beside ${name}`, title: name, align: 'right' as const })),
  ]
  return (
    <DataTable caption={`${spec.name}: ${spec.summary}`} columns={columns} keep>
      {table.rows.map((row) => (
        <tr key={row.at}>
          <th scope="row" className="font-normal">
            {formatMoment(new Date(row.at), spec.zone, now)}
          </th>
          {own.map(({ key, of }) => (
            <td key={key} className="right">
              {said(row[of])}
            </td>
          ))}
          {row.beside.map((value, index) => (
            <td key={table.names[index]} className="right">
              {said(value)}
            </td>
          ))}
        </tr>
      ))}
    </DataTable>
  )
}

const expectedColumns = [
  { key: 'day', title: 'Expected on' },
  { key: 'low', title: 'From', align: 'right' as const },
  { key: 'middle', title: 'Middle', align: 'right' as const },
  { key: 'high', title: 'To', align: 'right' as const },
]

function Expected({ spec, table }: { spec: TrendSpec; table: TrendTable }) {
  if (!spec.forecast || table.expected.length === 0) return null
  const now = new Date(spec.now ?? spec.to)
  return (
    <DataTable caption={`${spec.name}: ${spec.forecast.label}`} columns={expectedColumns} keep>
      {table.expected.map(([at, ...values]) => (
        <tr key={at}>
          <th scope="row" className="font-normal">
            {formatDay(new Date(at), spec.zone, now)}
          </th>
          {values.map((value, index) => (
            <td key={expectedColumns[index + 1]?.key} className="right">
              {formatMeasure(value, spec.unit)}
            </td>
          ))}
        </tr>
      ))}
    </DataTable>
  )
}

/** The same picture as numbers, for those who do not see it and for those who copy it. */
export function TrendTwin({ spec }: { spec: TrendSpec }) {
  const table = trendTable(spec)
  const step =
    table.stepMs < dayMs ? formatDuration(table.stepMs / 1000) : `${Math.round(table.stepMs / dayMs)} d`
  return (
    <details className="disclosure">
      <summary>Show as table</summary>
      <Measured spec={spec} table={table} />
      <p className="sec-note">
        Each row sums up {step}.
        {table.emptySteps > 0 &&
          ` ${table.emptySteps} of ${table.emptySteps + table.rows.length} have no data.`}
      </p>
      <Expected spec={spec} table={table} />
    </details>
  )
}
