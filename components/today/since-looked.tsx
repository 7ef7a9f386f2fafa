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

/** What became of findings since this person looked last; folded, because it asks for nothing. */
export function SinceLooked({ since, zone, now }: { since: TodayView['since']; zone: string; now: string }) {
  const { at, isFirstLook, opened, reopened, closed, events } = since
  if (events.length === 0 && isFirstLook) return null
  const count = `${closed} closed, ${reopened} came back, ${opened} opened`
  const more = opened + reopened + closed - events.length
  return (
    <Section
      title={isFirstLook ? 'Last 24 hours' : 'Since you last looked'}
      count={events.length === 0 ? 'nothing happened' : count}
      age={
        isFirstLook ? undefined : (
          <>
            you looked <Moment at={at} zone={zone} now={now} />
          </>
        )
      }
    >
      {events.length > 0 && (
        <details className="disclosure noprint">
          <summary>Show what happened</summary>
          <ul className="log">
            {events.map((event) => (
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
          {more > 0 && (
            <p className="sec-note">
              And {more} more before that: <Link href="/findings?view=closed&sort=-age">closed findings</Link>
              , <Link href="/findings?sort=age">open ones</Link>.
            </p>
          )}
        </details>
      )}
    </Section>
  )
}
