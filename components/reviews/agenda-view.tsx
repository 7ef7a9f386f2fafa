import Link from 'next/link'
import { InlineCode } from '@/components/ui/inline-code'
import type { Agenda } from '@/lib/reviews/agenda'

type Part = Agenda['parts'][number]

/** What the review talks about, as it was when the data were asked. `flat` shows all parts open: for the record. */
export function AgendaView({ agenda, flat = false }: { agenda: Agenda; flat?: boolean }) {
  const filled = agenda.parts.filter(({ total }) => total > 0)
  const empty = agenda.parts.filter(({ total }) => total === 0)
  return (
    <div className="review-agenda">
      {filled.map((part) =>
        flat ? (
          <section key={part.key} className="agenda-part">
            <h3>
              {part.title} <span className="muted num">{part.total}</span>
            </h3>
            <Lines part={part} />
          </section>
        ) : (
          <details key={part.key} className="disclosure agenda-part" open={part.total <= 5}>
            <summary>
              {part.title} <span className="num">({part.total})</span>
            </summary>
            <Lines part={part} />
          </details>
        ),
      )}
      {empty.length > 0 && (
        <p className="sec-note">
          Nothing to say about: {empty.map(({ title }) => title.toLowerCase()).join(' · ')}.
        </p>
      )}
    </div>
  )
}

function Lines({ part }: { part: Part }) {
  return (
    <ul className="agenda-lines">
      {part.lines.map(({ sentence, href }) => (
        <li key={`${sentence} ${href}`}>
          <InlineCode text={sentence} />{' '}
          {href && (
            <Link href={href} prefetch={false} className="small noprint">
              Show
            </Link>
          )}
        </li>
      ))}
      {part.total > part.lines.length && <li className="muted">and {part.total - part.lines.length} more</li>}
    </ul>
  )
}
