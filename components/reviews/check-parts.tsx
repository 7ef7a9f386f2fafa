import Link from 'next/link'
import { SeverityMark } from '@/components/findings/severity-mark'
import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import type { CheckPage } from '@/lib/reviews/view'

interface PartProps {
  page: CheckPage
  zone: string
}

/** What stands between the review and its signature, each with the way to mend it. */
export function MissingPart({ page }: { page: CheckPage }) {
  if (page.missing.length === 0) return null
  return (
    <Section title="Missing before it can be signed" id="missing" count={page.missing.length}>
      <ul className="agenda-lines sec-body">
        {page.missing.map(({ position, what, sentence }) => (
          <li key={`${position} ${what}`}>
            <Link href={`/reviews/${page.head.id}/q/${position}`} prefetch={false}>
              {sentence}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What is left open, left out, or reported elsewhere. */
export function OtherParts({ page, zone }: PartProps) {
  const { open, notApplicable, alreadyReported, expiring, head } = page
  return (
    <>
      {open.length > 0 && (
        <Section title="Not answered this time" id="open" count={open.length}>
          <ul className="agenda-lines sec-body">
            {open.map(({ position, question, severity }) => (
              <li key={position}>
                <SeverityMark severity={severity} />{' '}
                <Link href={`/reviews/${head.id}/q/${position}`} prefetch={false}>
                  {question}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {alreadyReported.length > 0 && (
        <Section title="Reported by a check already" id="reported" count={alreadyReported.length}>
          <p className="sec-note">These fail, and a check has a finding for it: no second one is opened.</p>
          <ul className="agenda-lines sec-body">
            {alreadyReported.map(({ position, question }) => (
              <li key={position}>{question}</li>
            ))}
          </ul>
        </Section>
      )}
      {notApplicable.length > 0 && (
        <Section title="Does not apply" id="not-applicable" count={notApplicable.length}>
          <p className="sec-note">Signing approves it, where a second person may; else it stays a request.</p>
          <ul className="agenda-lines sec-body">
            {notApplicable.map(({ position, question, reason, until }) => (
              <li key={position}>
                {question}{' '}
                <span className="muted">
                  {reason}, until {until}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {expiring.length > 0 && (
        <Section title="Accepted risks that end soon" id="expiring" count={expiring.length}>
          <ul className="agenda-lines sec-body">
            {expiring.map(({ number, title, until }) => (
              <li key={number}>
                <Link href={`/findings/${number}`} prefetch={false}>
                  F-{number} {title}
                </Link>{' '}
                <span className="muted">
                  ends <Moment at={until} zone={zone} now={head.now} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Changes page={page} />
    </>
  )
}

function Changes({ page }: { page: CheckPage }) {
  const { comparison } = page
  if (!comparison) return null
  return (
    <Section title={`Compared with ${comparison.quarterName}`} id="comparison">
      <p className="sec-note">
        {comparison.worse} worse, {comparison.better} better, of what is answered so far.
      </p>
      <ul className="agenda-lines sec-body">
        {comparison.changes.map(({ position, question, before, after, change }) => (
          <li key={position}>
            <strong>{change === 'better' ? 'Better' : 'Worse'}</strong>: {question}{' '}
            <span className="muted">
              {before} → {after}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
