import Link from 'next/link'
import { SeverityMark } from '@/components/findings/severity-mark'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { formatDay, formatExact } from '@/lib/format/moment'
import type { MilestoneView } from '@/lib/reviews/milestone-view'
import { quarterName } from '@/lib/reviews/quarter-name'
import { recordSentence } from '@/lib/reviews/record-sentence'
import { AgendaView } from './agenda-view'
import { RecordQuestions } from './record-questions'

interface RecordProps {
  milestone: MilestoneView
  before: { reviewId: string; quarterName: string } | null
}

/** The record of a closed review, from its frozen payload alone: days in its own zone, nothing read beside it. */
export function RecordView({ milestone, before }: RecordProps) {
  const { payload, reviewId } = milestone
  const { review, system, questions } = payload
  return (
    <div className="record">
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${system.id}/reviews`} prefetch={false}>
              {system.name}
            </Link>{' '}
            · {quarterName(review.quarter)} review · closed{' '}
            {formatExact(new Date(review.closedAt), review.timeZone)}
          </>
        }
        headline={recordSentence(payload)}
        actions={
          <>
            {before && (
              <Link
                className="btn"
                href={`/reviews/compare?a=${before.reviewId}&b=${reviewId}`}
                prefetch={false}
              >
                Compare with {before.quarterName}
              </Link>
            )}
            <a className="btn" href={`/api/reviews/${reviewId}/milestone?format=actions`}>
              Actions (CSV)
            </a>
            <a className="btn" href={`/api/reviews/${reviewId}/milestone?format=questions`}>
              Answers (CSV)
            </a>
            <a className="btn" href={`/api/reviews/${reviewId}/milestone?format=json`}>
              Record (JSON)
            </a>
          </>
        }
      />
      <Seal milestone={milestone} />
      <Facts milestone={milestone} />
      <Actions milestone={milestone} />
      <Section title="Questions" count={questions.length}>
        <RecordQuestions questions={questions} zone={review.timeZone} at={review.closedAt} />
      </Section>
      <NotAsked milestone={milestone} />
      <Section title="Agenda" age={`as of ${formatExact(new Date(payload.agenda.at), review.timeZone)}`}>
        <AgendaView agenda={payload.agenda} flat />
      </Section>
      <Signatures milestone={milestone} />
    </div>
  )
}

function Seal({ milestone }: { milestone: MilestoneView }) {
  if (milestone.isIntact) return null
  return (
    <p className="notice" role="alert">
      <strong>This record is not what was signed.</strong> Its text no longer has the hash {milestone.sha256}.
      Bring it back from a backup.
    </p>
  )
}

function Facts({ milestone: { payload } }: { milestone: MilestoneView }) {
  const { system, review, checklist, score, findingCounts } = payload
  const { critical, high, medium, low, accepted } = findingCounts
  const facts: [string, string][] = [
    ['Owner', system.owner ?? 'nobody'],
    ['Back-up owner', system.backupOwner ?? 'nobody'],
    ['Team', system.team ?? 'none'],
    ['Criticality', system.criticality],
    ['Environment', system.environment],
    ['Led by', review.lead],
    ['Questions', `${checklist.title}, version ${checklist.version}`],
    [
      'Open findings',
      `${critical} critical, ${high} high, ${medium} medium, ${low} low, ${accepted} accepted`,
    ],
    [
      'Score',
      score
        ? `${score.grade === '?' ? 'no grade' : score.grade}, posture ${Math.round(score.cappedPosture)}, coverage ${Math.round(score.coverage)} %`
        : 'none',
    ],
  ]
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Actions({ milestone: { payload } }: { milestone: MilestoneView }) {
  const { findings, review } = payload
  const now = new Date(review.closedAt)
  if (findings.length === 0)
    return (
      <Section title="Actions" count={0}>
        <p className="sec-note">Nothing was open when this review was closed.</p>
      </Section>
    )
  return (
    <Section title="Actions" count={findings.length}>
      <table className="rt record-table">
        <caption className="vh">Findings that were open when the review was closed</caption>
        <thead>
          <tr>
            <th scope="col">Finding</th>
            <th scope="col">Severity</th>
            <th scope="col">Owner</th>
            <th scope="col">Due</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding) => (
            <tr key={finding.number}>
              <th scope="row">
                <Link href={`/findings/${finding.number}`} prefetch={false}>
                  F-{finding.number}
                </Link>{' '}
                {finding.title}
                {finding.isNew && <span className="muted small"> · opened by this review</span>}
              </th>
              <td data-l="Severity">
                <SeverityMark severity={finding.severity} />
              </td>
              <td data-l="Owner">{finding.owner ?? 'nobody'}</td>
              <td data-l="Due" className="nowrap">
                {finding.state === 'accepted' && finding.acceptedUntil
                  ? `accepted until ${formatDay(new Date(finding.acceptedUntil), review.timeZone, now)}`
                  : formatDay(new Date(finding.due), review.timeZone, now)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function NotAsked({ milestone: { payload } }: { milestone: MilestoneView }) {
  if (payload.notAsked.length === 0) return null
  return (
    <Section title="Not asked: does not apply" id="not-asked" count={payload.notAsked.length}>
      <ul className="agenda-lines sec-body">
        {payload.notAsked.map(({ key, question, reason, approver, until }) => (
          <li key={key}>
            {question}{' '}
            <span className="muted">
              {reason}; approved by {approver ?? 'a removed person'}, until{' '}
              {formatDay(new Date(until), payload.review.timeZone, new Date(payload.review.closedAt))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Signatures({ milestone }: { milestone: MilestoneView }) {
  const { signatures, review } = milestone.payload
  const { handedIn, signed } = signatures
  const exact = (at: string) => formatExact(new Date(at), review.timeZone)
  return (
    <Section title="Signatures">
      <div className="signatures">
        <p>
          <span className="signature">{handedIn.by}</span>
          <span className="muted small">handed in, {exact(handedIn.at)}</span>
        </p>
        <p>
          <span className="signature">{signed.name}</span>
          <span className="muted small">
            signed by {signed.by} ({signed.role}), {exact(signed.at)}
            {signed.isOwnWork && ' · the only person of this installation, signing their own work'}
          </span>
        </p>
      </div>
      <p className="small muted hash">
        sha256 of the record: <code>{milestone.sha256}</code>
      </p>
    </Section>
  )
}
