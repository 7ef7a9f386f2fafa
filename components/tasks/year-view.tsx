import { HeatMap, type HeatMapDay } from '@/components/charts/heat-map'
import { LinkButton } from '@/components/ui/button'
import { formatNumber } from '@/lib/format/measure'
import type { TasksQuery } from '@/lib/tasks/schema'
import type { YearDay, YearHeat } from '@/lib/tasks/view'
import { dayThere, longDate } from './calendar-words'
import { shareText } from './record-words'
import { tasksHref } from './tasks-href'
import { heatStep } from './year-weeks'

interface YearProps {
  heat: YearHeat
  query: TasksQuery
}

function heatDay(day: YearDay, query: TasksQuery): HeatMapDay {
  const step = heatStep(day)
  return {
    date: day.date,
    step,
    text: step === null ? '' : shareText(day.share).replace(' %', ''),
    said: `${longDate(day.date)}: ${day.due === 0 ? 'nothing was due' : `${day.onTime} of ${day.due} on time`}`,
    href:
      step !== null && step > 0
        ? `${tasksHref(query, { view: 'calendar', month: day.date.slice(0, 7), week: day.date, page: 1 })}#week`
        : null,
  }
}

/** A year of deadlines: the share kept on each day, darker where more was late. */
export function YearView({ heat, query }: YearProps) {
  const today = dayThere(heat.head.now, heat.head.zone)
  const at = (year: number | null) => tasksHref(query, { view: 'year', year, page: 1 })
  const share = heat.due === 0 ? null : (100 * heat.onTime) / heat.due
  return (
    <>
      <header className="period">
        <h2>
          {heat.year}{' '}
          <span className="muted font-normal num">
            {share === null
              ? 'nothing was due yet'
              : `${formatNumber(heat.onTime)} of ${formatNumber(heat.due)} on time, ${shareText(share)}`}
          </span>
        </h2>
        <nav aria-label="Years" className="actions">
          <LinkButton href={at(heat.previousYear)} data-hotkey="[" aria-keyshortcuts="[">
            {heat.previousYear}
          </LinkButton>
          {heat.nextYear !== null && (
            <LinkButton href={at(heat.nextYear)} data-hotkey="]" aria-keyshortcuts="]">
              {heat.nextYear}
            </LinkButton>
          )}
        </nav>
      </header>
      <HeatMap days={heat.days.map((day) => heatDay(day, query))} today={today} unit="%" />
      <p className="sec-note">
        Each number is the share, in per cent, of what was due by the end of that day and done by then. The
        darker, the more was late. Empty: nothing was due. Today has a ring.
      </p>
    </>
  )
}
