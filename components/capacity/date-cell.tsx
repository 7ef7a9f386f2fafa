import type { CapacityRow } from '@/lib/capacity/view'
import { formatDay } from '@/lib/format/moment'

interface DateCellProps {
  row: Pick<
    CapacityRow,
    'status' | 'earliest' | 'middle' | 'latest' | 'historyDays' | 'neededDays' | 'measure'
  >
  zone: string
  now: string
}

/** When a limit is reached: the range first, the middle below it. What is not known says so. */
export function DateCell({ row, zone, now }: DateCellProps) {
  const text = (at: string) => formatDay(new Date(at), zone, new Date(now))
  const day = (at: string) => <span className="nowrap">{text(at)}</span>
  switch (row.status) {
    case 'reached':
      return <b>at its limit now</b>
    case 'steady':
      return <span className="muted">not within 180 days</span>
    case 'away':
      return <span className="muted">moves away from it</span>
    case 'too-little-history':
      return (
        <span className="muted">
          not enough history ({Math.floor(row.historyDays)} of {row.neededDays} days)
        </span>
      )
    case 'no-data':
      return <span className="muted">not measured lately</span>
  }
  if (row.earliest === null) return <span className="muted">not known</span>
  if (row.measure === 'certificate')
    return (
      <span>
        <b>{day(row.earliest)}</b> <span className="muted">exactly</span>
      </span>
    )
  const isOneDay = row.latest !== null && text(row.latest) === text(row.earliest)
  return (
    <span>
      <b>
        {row.latest === null ? 'from ' : ''}
        {day(row.earliest)}
      </b>
      {row.latest !== null && !isOneDay && <> – {day(row.latest)}</>}
      {row.middle !== null && !isOneDay && <span className="muted block">about {day(row.middle)}</span>}
    </span>
  )
}
