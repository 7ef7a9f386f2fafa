import { Moment } from '@/components/ui/moment'
import type { IncidentEventView, IncidentPage } from '@/lib/incidents/view'

/** Who did what when, newest first; nothing is ever taken out. */
export function IncidentHistory({ incident, zone }: { incident: IncidentPage; zone: string }) {
  return (
    <ol className="timeline">
      {incident.events.map((event) => (
        <li key={event.id}>
          <span className="timeline-when">
            <Moment at={event.at} zone={zone} now={incident.now} />
          </span>
          <div>
            <p>
              <strong>{event.by ?? (event.type === 'prevention-proven' ? 'Wheeltapper' : 'Somebody')}</strong>{' '}
              {eventWords(event)}
            </p>
            {event.comment && <p className="timeline-comment">{event.comment}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}

const fieldNames: Readonly<Record<string, string>> = {
  title: 'the title',
  detail: 'what happened',
  startedAt: 'the beginning',
  endedAt: 'the end',
  detectedAt: 'when it was noticed',
  detectedBy: 'who noticed it',
  severity: 'the severity',
  costMinutes: 'the work it cost',
  cost: 'what it cost',
  lesson: 'the lesson',
}

/** A line of history as a person says it. Pure. */
function eventWords({ type, before, after }: IncidentEventView): string {
  switch (type) {
    case 'recorded':
      return 'wrote this incident down'
    case 'changed': {
      const names = Object.keys(after ?? {}).map((name) => fieldNames[name] ?? name)
      return `changed ${names.join(', ')}`
    }
    case 'comment':
      return 'commented'
    case 'prevention-added':
      return `linked “${String(after?.title ?? '?')}”`
    case 'prevention-removed':
      return `removed “${String(before?.title ?? '?')}”`
    case 'prevention-proven':
      return `saw “${String(after?.prevention ?? '?')}” prove itself`
    case 'closed':
      return 'closed it'
    case 'reopened':
      return 'opened it again'
  }
}
