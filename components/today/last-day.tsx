import Link from 'next/link'
import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import type { TodayView } from '@/lib/today/view'

const verbs: Readonly<Record<string, string>> = {
  opened: 'opened',
  reopened: 'came back',
  healed: 'healed by itself',
  verified: 'verified',
}

/** What became of findings in the last 24 hours; folded, because it asks for nothing. */
export function LastDay({
  lastDay,
  zone,
  now,
}: {
  lastDay: TodayView['lastDay']
  zone: string
  now: string
}) {
  if (lastDay.events.length === 0) return null
  const { opened, reopened, closed } = lastDay
  return (
    <Section title="Last 24 hours" count={`${opened} opened, ${reopened} came back, ${closed} closed`}>
      <details className="disclosure">
        <summary>Show what happened</summary>
        <ul className="log">
          {lastDay.events.map((event) => (
            <li key={`${event.findingId}${event.at}`}>
              <Moment at={event.at} zone={zone} now={now} />
              <span>
                <Link href={`/findings/${event.number}`} prefetch={false}>
                  F-{event.number}
                </Link>{' '}
                {verbs[event.type] ?? event.type}: {event.title} on {event.system}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  )
}
