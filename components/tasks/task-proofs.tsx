import Link from 'next/link'
import { type BadgeState, VerdictBadge } from '@/components/checks/verdict-badge'
import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import type { TaskPage } from '@/lib/tasks/task-view'

/** Which check does this instead of a person, or could. */
export function TaskProofs({ page }: { page: TaskPage }) {
  const { proofs, proofSentence, task, zone, now } = page
  if (!proofSentence && proofs.length === 0) return null
  return (
    <Section title={task.automation === 'check' ? 'Proved by a check' : 'Could be automated'} id="automation">
      {proofSentence && <p className="prose sec-body">{proofSentence}</p>}
      <ul className="rows">
        {proofs.flatMap((proof) =>
          proof.checks.length === 0
            ? [
                <li key={proof.kind} className="row row-plain">
                  <VerdictBadge verdict="unknown" word="No such check" />
                  <div className="row-text">
                    <p>{proof.kindTitle}</p>
                    <p className="row-why">
                      {task.system} has no check of this kind.{' '}
                      <Link href={`/systems/${task.systemId}`} prefetch={false}>
                        See its checks
                      </Link>
                    </p>
                  </div>
                </li>,
              ]
            : proof.checks.map((check) => (
                <li key={check.id} className="row row-plain">
                  <VerdictBadge verdict={check.verdict as BadgeState} />
                  <div className="row-text">
                    <p>
                      <Link href={`/checks/${check.id}`} prefetch={false}>
                        {check.name}
                      </Link>
                      {check.lastOkAt && (
                        <span className="muted small">
                          {' '}
                          last passed <Moment at={check.lastOkAt} zone={zone} now={now} />
                        </span>
                      )}
                    </p>
                    {check.reason && <p className="row-why">{check.reason}</p>}
                  </div>
                </li>
              )),
        )}
      </ul>
    </Section>
  )
}
