import type { ReactNode } from 'react'
import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import type { ControlView, ExclusionView } from '@/lib/assessments/view'
import { ReasonForm, RequestForm } from './exclusion-forms'

interface ExclusionPartProps {
  exclusions: readonly ExclusionView[]
  abilities: ControlView['abilities']
  systemId: string
  controlKey: string
  isGrave: boolean
  /** The latest day that may be chosen: "2027-11-23". */
  latestDay: string
  /** What leaving it out does to the score. */
  effect: string | null
  zone: string
  viewerId: string
  actions: { request: FormAction; approve: FormAction; decline: FormAction; end: FormAction }
}

const reasons = [
  { value: 'out-of-scope', label: 'Out of scope: this system does nothing of the kind' },
  { value: 'architecture', label: 'Architecture: it is built so that the question does not arise' },
  { value: 'business-priority', label: 'Priority: decided by those who answer for the business' },
  { value: 'other', label: 'Something else' },
]
const reasonNames = Object.fromEntries(reasons.map(({ value, label }) => [value, label.split(':')[0]]))

/** A question that is left out, or that somebody asks to leave out: stands above its answer. */
export function CurrentExclusion(props: ExclusionPartProps) {
  const open = props.exclusions.find(({ state }) => state !== 'ended')
  if (!open) return null
  return open.state === 'asked' ? (
    <Asked {...props} exclusion={open} />
  ) : (
    <InForce {...props} exclusion={open} />
  )
}

/** Asking to leave a question out, and what was decided before. */
export function ExclusionFolds(props: ExclusionPartProps) {
  const { exclusions, abilities, systemId, controlKey, latestDay, effect, actions, zone } = props
  const isOpen = exclusions.some(({ state }) => state !== 'ended')
  const past = exclusions.filter(({ state }) => state === 'ended')
  return (
    <div className="folds">
      {!isOpen && abilities.answer && (
        <Fold label="Not applicable here">
          <p className="prose muted">
            Leave a question out only when it cannot arise. “It is covered elsewhere” and “no check can see
            it” are answers: say yes, with evidence. {effect}
          </p>
          <RequestForm
            action={actions.request}
            systemId={systemId}
            controlKey={controlKey}
            reasons={reasons}
            latestDay={latestDay}
          />
        </Fold>
      )}
      {past.length > 0 && (
        <Fold label={`Left out before (${past.length})`}>
          <ul className="rows">
            {past.map((each) => (
              <li key={each.id} className="evidence">
                {reasonNames[each.reasonCode]}: {each.reason}{' '}
                <span className="muted">
                  Asked by {each.requester}
                  {each.approver ? `, approved by ${each.approver}` : ', never approved'}, until{' '}
                  <Moment at={each.endedAt ?? each.until} zone={zone} />
                  {each.endReason && ` (${each.endReason})`}
                </span>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  )
}

type OpenProps = ExclusionPartProps & { exclusion: ExclusionView }

function Asked({ exclusion, abilities, actions, zone, effect, isGrave, viewerId }: OpenProps) {
  const own = exclusion.requesterId === viewerId
  return (
    <div className="evidence evidence-warn standing">
      <p>
        <strong>{exclusion.requester}</strong> asks to leave this out until{' '}
        <Moment at={exclusion.until} zone={zone} />. {reasonNames[exclusion.reasonCode]}: {exclusion.reason}
      </p>
      <p className="muted small">
        {effect}{' '}
        {isGrave ? 'Somebody else than who asked must approve it.' : 'Needs the approval of a manager.'}
      </p>
      {abilities.approveExclusion && (
        <VerbForm action={actions.approve} verb="Approve" values={{ id: exclusion.id }} />
      )}
      {abilities.declineExclusion && (
        <Fold label={own ? 'Withdraw' : 'Decline'}>
          <ReasonForm
            action={actions.decline}
            id={exclusion.id}
            submit={own ? 'Withdraw request' : 'Decline'}
          />
        </Fold>
      )}
    </div>
  )
}

function InForce({ exclusion, abilities, actions, zone }: OpenProps) {
  return (
    <div className="evidence standing">
      <p>
        Left out until <Moment at={exclusion.until} zone={zone} />. {reasonNames[exclusion.reasonCode]}:{' '}
        {exclusion.reason}
      </p>
      <p className="muted small">
        Asked by {exclusion.requester}, approved by {exclusion.approver ?? 'a former user'}
        {exclusion.selfApproved && ' (the person who asked)'}.
      </p>
      {abilities.endExclusion && (
        <Fold label="Let it count again">
          <ReasonForm action={actions.end} id={exclusion.id} submit="Let it count" />
        </Fold>
      )}
    </div>
  )
}

/** Folded by the browser itself; what was opened stays open when a form in it is refused. */
function Fold({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="disclosure">
      <summary>{label}</summary>
      {children}
    </details>
  )
}
