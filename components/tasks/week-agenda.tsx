import Link from 'next/link'
import { LinkButton } from '@/components/ui/button'
import type { TasksQuery } from '@/lib/tasks/schema'
import type { Calendar, CalendarDay, OccurrenceLine } from '@/lib/tasks/view'
import { dayThere, longDate, shortDate } from './calendar-words'
import { OccurrenceBadge } from './occurrence-badge'
import { occurrenceNotes, occurrenceWord } from './occurrence-word'
import { tasksHref } from './tasks-href'

interface AgendaProps {
  calendar: Calendar
  query: TasksQuery
}

/** The day over the list says when; only what differs from that is said again. */
function agendaWord(line: OccurrenceLine, zone: string, now: Date): string {
  return line.status === 'upcoming' && line.snoozedUntil === null
    ? 'Planned'
    : occurrenceWord(line, zone, now)
}

function Day({ day, calendar }: { day: CalendarDay; calendar: Calendar }) {
  const { zone, now } = calendar.head
  return (
    <li className={day.isToday ? 'agenda-day agenda-today' : 'agenda-day'}>
      <h3>
        {longDate(day.date).replace(/ \d{4}$/, '')}
        {day.isToday && <span className="muted font-normal"> · today</span>}
      </h3>
      {day.items.length === 0 ? (
        <p className="muted small">{calendar.dailyLeftOut ? 'Nothing but daily work' : 'Nothing'}</p>
      ) : (
        <ul className="rows">
          {day.items.map((line) => (
            <li key={line.id} className="row row-plain" data-row>
              <OccurrenceBadge status={line.status} word={agendaWord(line, zone, new Date(now))} />
              <div className="row-text">
                <p>
                  <Link href={`/tasks/${line.taskId}?occurrence=${line.id}`} prefetch={false}>
                    {line.title}
                  </Link>{' '}
                  on <b>{line.system}</b>
                </p>
                <p className="row-why">{occurrenceNotes(line).join(' · ')}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {day.total > day.items.length && <p className="sec-note">{day.total - day.items.length} more</p>}
    </li>
  )
}

/** One week, day by day: what a phone shows instead of the month. */
export function WeekAgenda({ calendar, query }: AgendaProps) {
  const { week, head } = calendar
  const last = week.days.at(-1)?.date ?? week.first
  const today = dayThere(head.now, head.zone)
  const at = (first: string) =>
    `${tasksHref(query, { view: 'calendar', month: first.slice(0, 7), week: first, page: 1 })}#week`
  return (
    <section className={query.week ? 'agenda agenda-open' : 'agenda'} aria-labelledby="week">
      <header className="period">
        <h2 id="week">
          Week {week.number}{' '}
          <span className="muted font-normal">
            {shortDate(week.first, today)} to {shortDate(last, today)}
          </span>
        </h2>
        <nav aria-label="Weeks" className="actions">
          <LinkButton href={at(week.previous)}>Previous</LinkButton>
          <LinkButton href={at(week.next)}>Next</LinkButton>
        </nav>
      </header>
      <ol className="agenda-days">
        {week.days.map((day) => (
          <Day key={day.date} day={day} calendar={calendar} />
        ))}
      </ol>
    </section>
  )
}
