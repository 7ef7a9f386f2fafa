import Link from 'next/link'
import { LinkButton } from '@/components/ui/button'
import { withQuery } from '@/components/ui/query-link'
import type { Proposal } from '@/lib/incidents/rank-proposals'

const sources: Readonly<Record<Proposal['source'], string>> = {
  findings: 'Finding',
  tasks: 'Maintenance',
  flags: 'Red flag',
  limits: 'Limit crossed',
  forecasts: 'Forecast',
  changes: 'Change',
  alerts: 'Alert',
  controls: 'Question',
}

const verbs: Readonly<Record<Proposal['use']['how'], string>> = {
  check: 'Use its check',
  'new-check': 'Add a check',
  task: 'Use this task',
  'new-task': 'Make a task of it',
  control: 'Use this question',
  'new-control': 'Draft a question',
  'alert-rule': 'Use an alert rule',
}

/** What was known before it began, likeliest first, each with a way to make a prevention of it. */
export function ProposalList({
  proposals,
  further,
  number,
  mayUse,
}: {
  proposals: readonly Proposal[]
  further: number
  number: number
  mayUse: boolean
}) {
  return (
    <>
      <ol className="incident-list">
        {proposals.map((proposal) => (
          <li key={`${proposal.source} ${proposal.key}`} className="incident-item">
            <span className="muted">{sources[proposal.source]}</span>
            <div>
              <h3>
                <Link href={proposal.href} prefetch={false}>
                  {proposal.sentence}
                </Link>
              </h3>
              <p className="muted">{proposal.why}</p>
              {mayUse && (
                <p className="noprint">
                  <LinkButton
                    href={withQuery(`/incidents/${number}/prevent`, {}, proposal.use)}
                    aria-label={`${verbs[proposal.use.how]}: ${proposal.sentence}`}
                  >
                    {verbs[proposal.use.how]}
                  </LinkButton>
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {further > 0 && <p className="sec-note">{further} further, less likely ones are not shown.</p>}
    </>
  )
}
