import Link from 'next/link'
import { Section } from '@/components/ui/section'
import { formatClock, formatDuration } from '@/lib/format/moment'
import type { TaskPage } from '@/lib/tasks/task-view'
import { DueTime } from './due-time'

function NextDates({ page }: { page: TaskPage }) {
  const { upcoming, zone, now, task } = page
  if (upcoming.length === 0)
    return <span className="muted">{task.archivedAt ? 'None: it is archived.' : 'None is planned yet.'}</span>
  return (
    <ol className="dates">
      {upcoming.map((line) => (
        <li key={line.id}>
          <DueTime at={line.scheduledAt} zone={zone} now={now} />
          {task.timeZone !== zone && (
            <span className="muted small">
              {' '}
              {formatClock(new Date(line.scheduledAt), task.timeZone)} in {task.timeZone}
            </span>
          )}
          <span className="muted small">
            {' '}
            until <DueTime at={line.dueAt} zone={zone} now={now} />
          </span>
        </li>
      ))}
    </ol>
  )
}

const TaskLink = ({ id, title }: { id: string; title: string }) => (
  <Link href={`/tasks/${id}`} prefetch={false}>
    {title}
  </Link>
)

/** When it is due, in words and as dates, and what it waits for. */
export function TaskSchedule({ page }: { page: TaskPage }) {
  const { task } = page
  return (
    <Section title="Schedule" id="schedule">
      <dl className="terms">
        <div>
          <dt>Repeats</dt>
          <dd>
            {task.scheduleText}
            {task.anchor === 'completed' && '. Counted from the day on which it was last done.'}
            {task.windowNotice && <p className="field-error">{task.windowNotice}</p>}
          </dd>
        </div>
        <div>
          <dt>Grace</dt>
          <dd>
            {task.graceMinutes === 0
              ? 'None: overdue as soon as it is due.'
              : `${formatDuration(task.graceMinutes * 60)}, then it is overdue.`}
          </dd>
        </div>
        {task.after && (
          <div>
            <dt>After</dt>
            <dd>
              <TaskLink {...task.after} />, once that is done or past its deadline.
            </dd>
          </div>
        )}
        {task.followers.length > 0 && (
          <div>
            <dt>Before</dt>
            <dd>
              {task.followers.map((follower, index) => (
                <span key={follower.id}>
                  {index > 0 && ', '}
                  <TaskLink {...follower} />
                </span>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>Next dates</dt>
          <dd>
            <NextDates page={page} />
          </dd>
        </div>
      </dl>
    </Section>
  )
}
