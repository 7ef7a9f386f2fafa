import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import type { FormAction } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import { type IncidentPage, type PreventionView, preventionKindNames } from '@/lib/incidents/view'
import { ReasonForm } from './closing-forms'

const verdicts = { unproven: 'unknown', proven: 'ok', gone: 'warn' } as const
const words = { unproven: 'not proven', proven: 'proven', gone: 'gone' } as const

/** What is to prevent the next one, how each stands, and what proves it. */
export function PreventionList({
  incident,
  zone,
  remove,
}: {
  incident: IncidentPage
  zone: string
  remove: FormAction
}) {
  const mayRemove = incident.mayChange && incident.state === 'open'
  return (
    <ul className="incident-list">
      {incident.preventions.map((prevention) => (
        <li key={prevention.id} className="incident-item">
          <VerdictBadge verdict={verdicts[prevention.state]} word={words[prevention.state]} />
          <div>
            <h3>
              {prevention.href ? (
                <Link href={prevention.href} prefetch={false}>
                  {prevention.title}
                </Link>
              ) : (
                prevention.title
              )}
            </h3>
            <p>{prevention.sentence}</p>
            <p className="muted">
              {preventionKindNames[prevention.kind]}: {prevention.why}
            </p>
            <p className="muted small">
              Linked by {prevention.addedBy ?? 'somebody'},{' '}
              <Moment at={prevention.addedAt} zone={zone} now={incident.now} />
            </p>
            {mayRemove && <Remove prevention={prevention} number={incident.number} action={remove} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Remove({
  prevention,
  number,
  action,
}: {
  prevention: PreventionView
  number: number
  action: FormAction
}) {
  return (
    <details className="disclosure noprint">
      <summary>
        Remove<span className="vh"> {prevention.title}</span>
      </summary>
      <ReasonForm
        values={{ number: String(number), preventionId: prevention.id }}
        name="reason"
        label="Why it is no prevention"
        submit="Remove"
        placeholder="Another check sees it earlier"
        action={action}
      />
    </details>
  )
}
