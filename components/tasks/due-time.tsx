import { formatClock, formatDay, formatExact } from '@/lib/format/moment'

/** A deadline as day and clock: a date on paper too, never an age. */
export function DueTime({
  at,
  zone,
  now,
  clock = true,
}: {
  at: string
  zone: string
  now: string
  clock?: boolean
}) {
  const instant = new Date(at)
  return (
    <time dateTime={at} title={formatExact(instant, zone)}>
      {formatDay(instant, zone, new Date(now))}
      {clock && ` ${formatClock(instant, zone)}`}
    </time>
  )
}
