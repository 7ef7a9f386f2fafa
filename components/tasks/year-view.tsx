import Link from 'next/link'
import { LinkButton } from '@/components/ui/button'
import { formatNumber } from '@/lib/format/measure'
import type { TasksQuery } from '@/lib/tasks/schema'
import type { YearDay, YearHeat } from '@/lib/tasks/view'
import { longDate } from './calendar-words'
import { shareText } from './record-words'
import { tasksHref } from './tasks-href'
import { type HeatQuarter, heatQuarters, heatStep } from './year-weeks'

interface YearProps {
  heat: YearHeat
  query: TasksQuery
}

const weekdays = [
  ['Mon', 'M'],
  ['Tue', 'T'],
  ['Wed', 'W'],
  ['Thu', 'T'],
  ['Fri', 'F'],
  ['Sat', 'S'],
  ['Sun', 'S'],
] as const

function Day({ day, today, query }: { day: YearDay | null; today: string; query: TasksQuery }) {
  if (!day) return <td className="heat-none" />
  const step = heatStep(day)
  const names = [step === null ? 'heat-empty' : `heat-${step}`, day.date === today && 'heat-today']
  const said = `${longDate(day.date)}: ${day.due === 0 ? 'nothing was due' : `${day.onTime} of ${day.due} on time`}`
  const text = step === null ? '' : shareText(day.share).replace(' %', '')
  return (
    <td className={names.filter(Boolean).join(' ')} title={said}>
      {step !== null && step > 0 ? (
        <Link
          href={`${tasksHref(query, { view: 'calendar', month: day.date.slice(0, 7), week: day.date, page: 1 })}#week`}
          prefetch={false}
        >
          {text}
          <span className="vh"> %: {said}</span>
        </Link>
      ) : (
        text
      )}
      {day.date === today && <span className="vh"> today</span>}
    </td>
  )
}

function Quarter({ quarter, today, query }: { quarter: HeatQuarter; today: string; query: TasksQuery }) {
  return (
    <table className="heat num">
      <caption>{quarter.name}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="vh">Week</span>
          </th>
          {weekdays.map(([name, letter]) => (
            <th key={name} scope="col" abbr={name}>
              <span aria-hidden="true">{letter}</span>
              <span className="vh">{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {quarter.weeks.map((week) => (
          <tr key={week.days.find(Boolean)?.date ?? week.number}>
            <th scope="row">
              <span className="vh">Week </span>
              {week.number}
            </th>
            {week.days.map((day, index) => (
              <Day key={day?.date ?? weekdays[index]?.[0]} day={day} today={today} query={query} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A year of deadlines: the share kept on each day, darker where more was late. */
export function YearView({ heat, query }: YearProps) {
  const today = heat.head.now.slice(0, 10)
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
      <div className="heat-quarters">
        {heatQuarters(heat.days).map((quarter) => (
          <Quarter key={quarter.name} quarter={quarter} today={today} query={query} />
        ))}
      </div>
      <p className="sec-note">
        Each number is the share, in per cent, of what was due by the end of that day and done by then. The
        darker, the more was late. Empty: nothing was due. Today has a ring.
      </p>
    </>
  )
}
