import { Moment } from '@/components/ui/moment'
import type { FindingRow } from '@/lib/findings/view'
import { formatDay, formatDuration } from '@/lib/format/moment'

type Due = Pick<FindingRow, 'due' | 'dueState' | 'acceptedUntil'>

/** When a finding must be resolved, and how that stands: in words, with the date behind them. */
export function DueText({ row, zone, at }: { row: Due; zone: string; at: string }) {
  const left = (Date.parse(row.due) - Date.parse(at)) / 1000
  switch (row.dueState) {
    case 'overdue':
      return (
        <time
          dateTime={row.due}
          title={formatDay(new Date(row.due), zone, new Date(at))}
          className="due-late"
        >
          {formatDuration(-left)} late
        </time>
      )
    case 'due-soon':
      return (
        <time
          dateTime={row.due}
          title={formatDay(new Date(row.due), zone, new Date(at))}
          className="due-soon"
        >
          in {formatDuration(left)}
        </time>
      )
    case 'paused':
      return (
        <span className="muted">
          accepted{' '}
          {row.acceptedUntil && (
            <>
              until <Moment at={row.acceptedUntil} zone={zone} now={at} />
            </>
          )}
        </span>
      )
    case 'closed':
      return <span className="muted">–</span>
    case 'in-time':
      return <time dateTime={row.due}>{formatDay(new Date(row.due), zone, new Date(at))}</time>
  }
}
