import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import type { TaskEventLine } from '@/lib/tasks/task-view'

const words: Readonly<Record<string, string>> = {
  created: 'planned this task',
  changed: 'changed it',
  paused: 'paused it',
  resumed: 'let it run again',
  archived: 'archived it',
  claimed: 'took it on',
  released: 'gave it back',
  blocked: 'marked it as blocked',
  unblocked: 'removed the block',
  snoozed: 'snoozed it',
  recorded: 'recorded a result',
  skipped: 'skipped it',
  proven: 'saw a check prove it',
}

/** Which fields a change touched. */
function changed({ before, after }: TaskEventLine): string {
  const names = Object.keys({ ...before, ...after })
  return names.length === 0
    ? ''
    : `: ${names.map((name) => name.replace(/([A-Z])/g, ' $1').toLowerCase()).join(', ')}`
}

/** Who did what with a task, newest first; nothing is ever taken out. */
export function TaskEvents({
  events,
  zone,
  now,
}: {
  events: readonly TaskEventLine[]
  zone: string
  now: string
}) {
  if (events.length === 0) return null
  return (
    <Section title="Log" id="log" count={events.length}>
      <details className="disclosure">
        <summary>Show who did what</summary>
        <ol className="timeline">
          {events.map((event) => (
            <li key={event.id}>
              <span className="timeline-when">
                <Moment at={event.at} zone={zone} now={now} />
              </span>
              <div>
                <p>
                  <strong>{event.actor === 'worker' ? 'Wheeltapper' : event.actor}</strong>{' '}
                  {words[event.type] ?? event.type}
                  {event.type === 'changed' && changed(event)}
                </p>
                {event.comment && <p className="timeline-comment">{event.comment}</p>}
              </div>
            </li>
          ))}
        </ol>
      </details>
    </Section>
  )
}
