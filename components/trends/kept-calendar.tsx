import { HeatMap, type HeatMapDay } from '@/components/charts/heat-map'
import { heatStep } from '@/components/tasks/year-weeks'
import { withQuery } from '@/components/ui/query-link'
import { formatDay } from '@/lib/format/moment'
import { wholePercent } from '@/lib/trends/sentences'
import type { KeptDay } from '@/lib/trends/view'

function heatDay({ date, due, onTime, share }: KeptDay, today: string, team: string | null): HeatMapDay {
  const step = heatStep({ share })
  const noon = new Date(`${date}T12:00:00Z`)
  const named = formatDay(noon, 'UTC', new Date(`${today}T12:00:00Z`))
  return {
    date,
    step,
    text: share === null ? '' : String(wholePercent(share)),
    said: `${named}: ${due === 0 ? 'nothing was due' : `${onTime} of ${due} on time`}`,
    href:
      step !== null && step > 0
        ? `${withQuery('/tasks', { view: 'calendar', month: date.slice(0, 7), week: date, team }, {})}#week`
        : null,
  }
}

/** The days behind the weeks: the share kept on each, darker where more was late. */
export function KeptCalendar({
  days,
  today,
  team,
}: {
  days: readonly KeptDay[]
  today: string
  team: string | null
}) {
  if (days.every(({ due }) => due === 0)) return null
  return (
    <details className="disclosure" open={days.length <= 200}>
      <summary>Day by day</summary>
      <HeatMap
        days={days.filter(({ date }) => date <= today).map((day) => heatDay(day, today, team))}
        today={today}
        unit="%"
      />
      <p className="sec-note">
        Each number is the share, in per cent, of what was due by the end of that day and done by then. The
        darker, the more was late. Empty: nothing was due. Today has a ring.
      </p>
    </details>
  )
}
