import { EvidenceList } from '@/components/evidence/evidence-list'
import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import type { ControlEventView } from '@/lib/assessments/view'
import { OutcomeBadge } from './control-badge'

const verbs: Readonly<Record<string, string>> = {
  answered: 'answered',
  automatic: 'answered',
  carried: 'carried into a new version:',
  excluded: 'approved that it does not apply:',
  included: 'let it count again:',
}

const asides = {
  'somebody-answered-first': 'Did not come to stand: somebody else had answered first.',
  'data-say-otherwise': 'Did not come to stand: the data said otherwise.',
} as const

interface ControlHistoryProps {
  events: readonly ControlEventView[]
  zone: string
  now: string
}

/** Every answer that ever was, newest first, also those that did not come to stand. */
export function ControlHistory({ events, zone, now }: ControlHistoryProps) {
  return (
    <Section title="History" id="history" count={events.length}>
      {events.length === 0 && <p className="sec-note">Nothing yet.</p>}
      <ol className="timeline">
        {events.map((event) => (
          <li key={event.id}>
            <span className="timeline-when">
              <Moment at={event.at} zone={zone} now={now} />
            </span>
            <div>
              <p>
                <strong>{event.who}</strong> {verbs[event.type] ?? event.type} “{event.text}”{' '}
                {event.outcome && <OutcomeBadge outcome={event.outcome} />}
              </p>
              {event.setAside && <p className="muted">{asides[event.setAside]}</p>}
              {event.note && <p className="timeline-comment">{event.note}</p>}
              <EvidenceList evidence={event.evidence} zone={zone} now={now} />
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}
