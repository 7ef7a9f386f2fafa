import { formatClock, formatDay } from '@/lib/format/moment'
import type { Reading } from '@/lib/overview/view'
import { VerdictBadge } from './verdict-badge'

/** When nobody is at work, every page says so first: nothing below it counts as passing. */
export function SilentNotice({ reading, zone }: { reading: Reading; zone: string }) {
  if (!reading.silent) return null
  const now = new Date(reading.now)
  const at = reading.heartbeatAt ? new Date(reading.heartbeatAt) : null
  const isToday = at !== null && formatDay(at, zone, now) === formatDay(now, zone, now)
  const since =
    at === null ? 'yet' : `since ${isToday ? '' : `${formatDay(at, zone, now)} `}${formatClock(at, zone)}`
  return (
    <div className="notice" role="status">
      <VerdictBadge verdict="unknown" word={`No worker has reported ${since}: nothing here is current`} />
      <span className="muted small">
        Start it with npm start, or read the worker’s log. What passed before reads unknown until it passes
        again.
      </span>
    </div>
  )
}
