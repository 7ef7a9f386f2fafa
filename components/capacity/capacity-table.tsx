import Link from 'next/link'
import { BulletBar } from '@/components/charts/bullet-bar'
import { Sparkline } from '@/components/charts/sparkline'
import { Cell, DataTable } from '@/components/ui/data-table'
import { measureWords } from '@/lib/capacity/measure-words'
import { spokenLimit } from '@/lib/capacity/series-trend'
import type { CapacityRow } from '@/lib/capacity/view'
import { formatMeasure } from '@/lib/format/measure'
import { DateCell } from './date-cell'
import { seriesHref } from './series-href'
import { Whisker, WhiskerAxis } from './whisker'

interface CapacityTableProps {
  caption: string
  rows: readonly CapacityRow[]
  zone: string
  now: string
  /** Leave out the name of the system: its own page. */
  isOneSystem?: boolean
}

/** "2.1 % a week", "steady". */
export function growthText({ growthPerWeek, unit, measure }: CapacityRow): string {
  if (growthPerWeek === null || measure === 'certificate') return '–'
  const size = Math.abs(growthPerWeek)
  const shown = formatMeasure(size, unit)
  if (size === 0 || shown === formatMeasure(0, unit)) return 'none'
  return `${growthPerWeek > 0 ? '+' : '−'}${shown}`
}

/** What runs out, one row a series: where it stands, when, how fast, and what is done about it. */
export function CapacityTable({ caption, rows, zone, now, isOneSystem = false }: CapacityTableProps) {
  const columns = [
    { key: 'resource', title: 'Resource' },
    { key: 'now', title: 'Now' },
    { key: 'when', title: 'Reaches its limit' },
    {
      key: 'axis',
      title: (
        <>
          <span className="vh">Next 180 days</span>
          <WhiskerAxis />
        </>
      ),
    },
    { key: 'growth', title: 'A week', align: 'right' as const },
    { key: 'past', title: '60 days' },
    { key: 'work', title: 'Work' },
  ]
  return (
    <div className="capacity">
      <DataTable caption={caption} columns={columns}>
        {rows.map((row) => (
          <Row key={`${row.checkId} ${row.key}`} row={row} zone={zone} now={now} isOneSystem={isOneSystem} />
        ))}
      </DataTable>
    </div>
  )
}

function Row({
  row,
  zone,
  now,
  isOneSystem,
}: {
  row: CapacityRow
  zone: string
  now: string
  isOneSystem: boolean
}) {
  const value = row.value === null ? '–' : formatMeasure(row.value, row.unit)
  const limit = row.limit === null ? null : formatMeasure(row.limit, row.unit)
  return (
    <tr data-row>
      <th scope="row">
        <Link href={seriesHref(row)} prefetch={false}>
          {row.resource}
        </Link>
        <span className="muted block small">
          {isOneSystem ? (
            measureWords[row.measure]
          ) : (
            <>
              <Link href={`/systems/${row.systemId}/capacity`} prefetch={false}>
                {row.systemName}
              </Link>
              {row.criticality === 'critical' && ', critical'}
            </>
          )}
        </span>
      </th>
      <Cell label="Now" short>
        <span className="value">
          <span className="num">
            {value}
            {limit !== null && row.measure !== 'certificate' && <span className="muted"> of {limit}</span>}
          </span>
          {row.direction === 'up' && (
            <BulletBar
              value={row.value}
              warn={null}
              fail={row.limit}
              label={`${value}, ${limit === null ? 'no limit is known' : `limit ${limit}`}`}
            />
          )}
        </span>
      </Cell>
      <Cell label="Reaches its limit">
        <DateCell row={row} zone={zone} now={now} />
      </Cell>
      <td className="capacity-axis" data-l="Next 180 days">
        <Whisker row={row} now={now} label={spokenLimit(row, zone, new Date(now))} />
      </td>
      <Cell label="A week" align="right">
        {growthText(row)}
      </Cell>
      <Cell label="60 days">
        <Sparkline
          points={row.points}
          limit={row.direction === 'up' ? row.limit : null}
          label={pastLabel(row)}
        />
      </Cell>
      <Cell label="Work" short>
        <Work row={row} />
      </Cell>
    </tr>
  )
}

function pastLabel({ resource, points, unit }: CapacityRow): string {
  const values = points.map(([, value]) => value)
  if (values.length === 0) return `${resource} over 60 days: nothing measured`
  return `${resource} over 60 days: ${formatMeasure(Math.min(...values), unit)} to ${formatMeasure(Math.max(...values), unit)}`
}

/** The open finding about it, or the way to plan the work. */
export function Work({ row: { finding, planHref, resource } }: { row: CapacityRow }) {
  if (finding !== null)
    return (
      <Link href={`/findings/${finding}`} prefetch={false}>
        F-{finding}
      </Link>
    )
  if (planHref !== null)
    return (
      <Link href={planHref} prefetch={false} aria-label={`Plan it: the work on ${resource}`}>
        Plan it
      </Link>
    )
  return <span className="muted">–</span>
}
