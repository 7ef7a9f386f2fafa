import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import type { FindingDetail, FindingEventView } from '@/lib/findings/view'
import { eventWords } from './event-words'

/** Who did what when, newest first; nothing is ever taken out. */
export function FindingTimeline({ finding, zone }: { finding: FindingDetail; zone: string }) {
  return (
    <Section title="History" id="history" count={finding.events.length}>
      <ol className="timeline">
        {finding.events.map((event) => (
          <Line key={event.id} event={event} zone={zone} at={finding.at} />
        ))}
      </ol>
    </Section>
  )
}

function Line({ event, zone, at }: { event: FindingEventView; zone: string; at: string }) {
  return (
    <li>
      <span className="timeline-when">
        <Moment at={event.at} zone={zone} now={at} />
      </span>
      <div>
        <p>
          <strong>{event.actor === 'worker' ? 'Wheeltapper' : event.actor}</strong> {eventWords(event, zone)}
        </p>
        {event.comment && <p className="timeline-comment">{event.comment}</p>}
      </div>
    </li>
  )
}
