import { formatExact, formatMoment, formatNear } from '@/lib/format/moment'

interface MomentProps {
  at: Date | string
  /** The viewer's time zone. */
  zone: string
  /** With it, the last seven days read as an age ("4 min ago"); without it, always as a date. */
  now?: Date | string
}

/** One instant: short for eyes, exact in its title, machine-readable in `dateTime`; an age keeps its date for paper. */
export function Moment({ at, zone, now }: MomentProps) {
  const instant = new Date(at)
  const text =
    now === undefined ? formatMoment(instant, zone, new Date()) : formatNear(instant, zone, new Date(now))
  return (
    <time
      dateTime={instant.toISOString()}
      title={formatExact(instant, zone)}
      data-age={now === undefined ? undefined : formatMoment(instant, zone, new Date(now))}
    >
      {text}
    </time>
  )
}
