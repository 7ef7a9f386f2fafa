import Link from 'next/link'
import { StateShape } from '@/components/checks/state-shape'
import { LinkButton } from '@/components/ui/button'
import type { TasksQuery } from '@/lib/tasks/schema'
import type { Calendar, CalendarDay, OccurrenceLine } from '@/lib/tasks/view'
import { listedItems, restWords } from './calendar-day'
import { dayThere, monthName } from './calendar-words'
import { occurrenceShape } from './occurrence-badge'
import { occurrenceWord } from './occurrence-word'
import { tasksHref } from './tasks-href'
import { WeekAgenda } from './week-agenda'

interface CalendarProps {
  calendar: Calendar
  query: TasksQuery
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

function Item({ line, calendar }: { line: OccurrenceLine; calendar: Calendar }) {
  const { zone, now } = calendar.head
  const word = occurrenceWord(line, zone, new Date(now))
  const shape = occurrenceShape(line.status)
  return (
    <li>
      <Link
        href={`/tasks/${line.taskId}?occurrence=${line.id}`}
        prefetch={false}
        className={`cal-item st-${shape}`}
        title={`${line.title} on ${line.system}: ${word}`}
      >
        <StateShape shape={shape} />
        <span>
          {line.title} <span className="cal-system">{line.system}</span>
          <span className="vh">: {word}</span>
        </span>
      </Link>
    </li>
  )
}

function Day({ day, calendar, query }: CalendarProps & { day: CalendarDay }) {
  const items = listedItems(day)
  const rest = day.total - items.length
  const names = [day.isToday && 'cal-today', !day.inMonth && 'cal-outside'].filter(Boolean).join(' ')
  return (
    <td className={names || undefined}>
      <p className="cal-date num">
        <time dateTime={day.date}>{Number(day.date.slice(8))}</time>
        {day.isToday && <span className="cal-now">today</span>}
      </p>
      <ul>
        {items.map((line) => (
          <Item key={line.id} line={line} calendar={calendar} />
        ))}
      </ul>
      {rest > 0 && (
        <Link
          className="cal-more"
          href={`${tasksHref(query, { view: 'calendar', month: calendar.month, week: day.date, page: 1 })}#week`}
          prefetch={false}
        >
          {restWords(day, items.length)}
          <span className="vh"> on {day.date}</span>
        </Link>
      )}
    </td>
  )
}

function Month({ calendar, query }: CalendarProps) {
  return (
    <table className="cal">
      <caption className="vh">
        Maintenance in {monthName(calendar.month)}, by the day on which it is due
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="vh">Week</span>
          </th>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {calendar.weeks.map((week) => (
          <tr key={week.days[0]?.date ?? week.number}>
            <th scope="row" className="num">
              <span className="vh">Week </span>
              {week.number}
            </th>
            {week.days.map((day) => (
              <Day key={day.date} day={day} calendar={calendar} query={query} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Turn({ calendar, query }: CalendarProps) {
  const at = (month: string | null) => tasksHref(query, { view: 'calendar', month, week: null, page: 1 })
  return (
    <header className="period">
      <h2>{monthName(calendar.month)}</h2>
      <nav aria-label="Months" className="actions">
        <LinkButton href={at(calendar.previousMonth)} data-hotkey="[" aria-keyshortcuts="[">
          Previous
        </LinkButton>
        {calendar.month !== calendar.head.now.slice(0, 7) && (
          <LinkButton href={at(null)}>This month</LinkButton>
        )}
        <LinkButton href={at(calendar.nextMonth)} data-hotkey="]" aria-keyshortcuts="]">
          Next
        </LinkButton>
      </nav>
    </header>
  )
}

/** A month as a table; a week as a list where the screen is narrow, or when one was asked for. */
export function CalendarView(props: CalendarProps) {
  const { calendar, query } = props
  return (
    <>
      <div className="cal-month">
        <Turn {...props} />
        <Month {...props} />
      </div>
      <WeekAgenda calendar={calendar} query={query} />
      <p className="sec-note">
        Each task stands on the day from which it is due.{' '}
        {calendar.dailyLeftOut
          ? 'Daily work is left out: choose a system, or the daily tier, to see it.'
          : 'Daily work that is as it should be is only counted.'}
        {calendar.plannedUntil && (
          <>
            {' '}
            Planned up to{' '}
            <time dateTime={calendar.plannedUntil}>
              {dayThere(calendar.plannedUntil, calendar.head.zone)}
            </time>
            : beyond, an empty day proves nothing.
          </>
        )}
      </p>
    </>
  )
}
