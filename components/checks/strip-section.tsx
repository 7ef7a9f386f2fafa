import { StatusStrip } from '@/components/charts/status-strip'
import { Section } from '@/components/ui/section'
import { type StripDay, stripDayLabel, stripSummary } from '@/lib/charts/status-strip'
import { formatDay } from '@/lib/format/moment'
import type { ChangeLine } from '@/lib/overview/view'
import { ChangeLog } from './change-log'

interface StripSectionProps {
  name: string
  strip: readonly StripDay[]
  /** Address to which a day is appended. */
  hrefBase: string
  day: { day: string; changes: ChangeLine[] } | null
  zone: string
}

function OpenDay({
  strip,
  day,
  zone,
}: Pick<StripSectionProps, 'strip' | 'zone'> & { day: NonNullable<StripSectionProps['day']> }) {
  const instant = new Date(`${day.day}T00:00:00Z`)
  const text = formatDay(instant, 'UTC', instant)
  const bar = strip.find((each) => each.day === day.day)
  return (
    <div id="day" className="evidence">
      <h3>{bar ? stripDayLabel(bar, text) : `${text}: outside these 30 days`}</h3>
      {day.changes.length === 0 ? (
        <p className="muted">No check changed its state on this day.</p>
      ) : (
        <ChangeLog changes={day.changes} zone={zone} />
      )}
    </div>
  )
}

/** Thirty days as a strip in which every day opens. */
export function StripSection({ name, strip, hrefBase, day, zone }: StripSectionProps) {
  const first = strip[0]
  return (
    <Section title="Last 30 days" id="strip" count={stripSummary(strip).replace(/^\d+ days: /, '')}>
      <StatusStrip days={strip} name={name} hrefBase={hrefBase} selected={day?.day ?? null} />
      <p className="strip-ends muted small num">
        <span>{first ? formatDay(new Date(first.day), 'UTC', new Date(first.day)) : ''}</span>
        <span>today, days in UTC</span>
      </p>
      {day && <OpenDay strip={strip} day={day} zone={zone} />}
    </Section>
  )
}
