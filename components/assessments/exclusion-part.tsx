'use client'

import { Fold } from '@/components/findings/finding-form'
import { ActionForm, type FormAction, VerbForm } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { ControlView, ExclusionView } from '@/lib/assessments/view'

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
  now: string
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
  return open ? <OpenExclusion {...props} exclusion={open} /> : null
}

/** Asking to leave a question out, and what was decided before. */
export function ExclusionFolds(props: ExclusionPartProps) {
  const isOpen = props.exclusions.some(({ state }) => state !== 'ended')
  const past = props.exclusions.filter(({ state }) => state === 'ended')
  return (
    <div className="folds">
      {!isOpen && props.abilities.answer && <RequestFold {...props} />}
      {past.length > 0 && (
        <Fold label={`Left out before (${past.length})`}>
          <ul className="rows">
            {past.map((each) => (
              <li key={each.id} className="evidence">
                {reasonNames[each.reasonCode]}: {each.reason}{' '}
                <span className="muted">
                  Asked by {each.requester}
                  {each.approver ? `, approved by ${each.approver}` : ', never approved'}, until{' '}
                  <Moment at={each.endedAt ?? each.until} zone={props.zone} />
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

function OpenExclusion({ exclusion, ...props }: ExclusionPartProps & { exclusion: ExclusionView }) {
  const { abilities, actions, zone, effect } = props
  const isAsked = exclusion.state === 'asked'
  const own = exclusion.requesterId === props.viewerId
  return (
    <div className={isAsked ? 'evidence evidence-warn standing' : 'evidence standing'}>
      <p>
        {isAsked ? (
          <>
            <strong>{exclusion.requester}</strong> asks to leave this out until{' '}
          </>
        ) : (
          <>Left out until </>
        )}
        <Moment at={exclusion.until} zone={zone} />. {reasonNames[exclusion.reasonCode]}: {exclusion.reason}
      </p>
      <p className="muted small">
        {isAsked
          ? `${effect ?? ''} ${props.isGrave ? 'Somebody else than who asked must approve it.' : 'Needs the approval of a manager.'}`
          : `Asked by ${exclusion.requester}, approved by ${exclusion.approver ?? 'a former user'}${exclusion.selfApproved ? ' (the person who asked)' : ''}.`}
      </p>
      {isAsked && abilities.approveExclusion && (
        <VerbForm action={actions.approve} verb="Approve" values={{ id: exclusion.id }} />
      )}
      {isAsked && abilities.declineExclusion && (
        <EndFold
          action={actions.decline}
          id={exclusion.id}
          label={own ? 'Withdraw' : 'Decline'}
          submit={own ? 'Withdraw request' : 'Decline'}
        />
      )}
      {!isAsked && abilities.endExclusion && (
        <EndFold action={actions.end} id={exclusion.id} label="Let it count again" submit="Let it count" />
      )}
    </div>
  )
}

function EndFold({
  action,
  id,
  label,
  submit,
}: {
  action: FormAction
  id: string
  label: string
  submit: string
}) {
  return (
    <Fold label={label}>
      <ActionForm action={action} submit={submit} variant="default">
        {(state) => (
          <>
            <input type="hidden" name="id" value={id} />
            <TextAreaField label="Why" name="reason" id="end-reason" state={state} required />
          </>
        )}
      </ActionForm>
    </Fold>
  )
}

function RequestFold({ systemId, controlKey, latestDay, effect, actions }: ExclusionPartProps) {
  return (
    <Fold label="Not applicable here">
      <p className="prose muted">
        Leave a question out only when it cannot arise. “It is covered elsewhere” and “no check can see it”
        are answers: say yes, with evidence. {effect}
      </p>
      <ActionForm action={actions.request} submit="Ask to leave it out" variant="default">
        {(state) => (
          <>
            <input type="hidden" name="systemId" value={systemId} />
            <input type="hidden" name="controlKey" value={controlKey} />
            <SelectField
              label="Reason"
              name="reasonCode"
              state={state}
              choices={reasons}
              empty="Choose a reason"
              required
            />
            <TextAreaField
              label="In words"
              name="reason"
              id="exclusion-reason"
              state={state}
              hint="E.g. this service keeps no data of its own."
              required
            />
            <TextField
              label="Until"
              name="until"
              type="date"
              state={state}
              initial={latestDay}
              max={latestDay}
              hint="At most a year; then it is decided anew. It needs the approval of a manager."
              required
            />
          </>
        )}
      </ActionForm>
    </Fold>
  )
}
