import Link from 'next/link'
import { Sparkline } from '@/components/charts/sparkline'
import { Cell, DataTable } from '@/components/ui/data-table'
import type { MeasureLine } from '@/lib/fleet/view'
import { ChangeText, fleetNumber } from './change-text'

const columns = [
  { key: 'measure', title: 'Measure' },
  { key: 'now', title: 'Now', align: 'right' as const },
  { key: 'before', title: 'A week ago', align: 'right' as const },
  { key: 'change', title: 'Change' },
  { key: 'mean', title: 'Mean of 4 weeks', align: 'right' as const },
  { key: 'past', title: '12 weeks' },
]

function Value({ value, unit }: { value: number | null; unit: string | null }) {
  if (value === null) return <span className="muted">not known</span>
  return <>{fleetNumber(value, unit)}</>
}

function Past({ line: { past, label, unit } }: { line: MeasureLine }) {
  const known = past.filter((value) => value !== null)
  if (known.length < 2) return <span className="muted small">too little history</span>
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return (
    <Sparkline
      points={past.map((value, index) => [index, value] as const)}
      label={`${label} over ${past.length} weeks: ${fleetNumber(low, unit)} to ${fleetNumber(high, unit)}`}
    />
  )
}

/** Each number beside a week ago and the mean of the four weeks before: a number never stands alone. */
export function MeasureTable({ measures }: { measures: readonly MeasureLine[] }) {
  return (
    <DataTable caption="The fleet now, a week ago, and in the mean of four weeks" columns={columns}>
      {measures.map((line) => (
        <tr key={line.key} data-row>
          <th scope="row">
            <Link href={line.href} prefetch={false}>
              {line.label}
            </Link>
            <span className="why">{line.note}</span>
          </th>
          <Cell label="Now" align="right">
            <b className="fleet-now">
              <Value value={line.now} unit={line.unit} />
            </b>
          </Cell>
          <Cell label="A week ago" align="right">
            <Value value={line.before} unit={line.unit} />
          </Cell>
          <Cell label="Change" short>
            <ChangeText compared={line} betterWhen={line.betterWhen} unit={line.unit} />
          </Cell>
          <Cell label="Mean of 4 weeks" align="right">
            <Value value={line.mean} unit={line.unit} />
          </Cell>
          <Cell label="12 weeks">
            <Past line={line} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
