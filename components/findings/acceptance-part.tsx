'use client'

import { VerbForm } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import { acceptanceDays, latestEnd } from '@/lib/findings/acceptance-rules'
import { dayOf } from '@/lib/findings/end-of-day'
import type { AcceptanceView } from '@/lib/findings/view'
import { type ActionsProps, Fold, Form } from './finding-form'

const decisions = [
  { value: 'accept', label: 'Accept: live with it until then' },
  { value: 'mitigate', label: 'Mitigate: something else makes it less likely' },
  { value: 'transfer', label: 'Transfer: somebody else carries it' },
  { value: 'avoid', label: 'Avoid: the thing at risk goes away' },
]

/** Accepting a risk: the request, the decision, what runs now, and what was decided before. */
export function AcceptancePart(props: ActionsProps) {
  const { finding, zone } = props
  const pending = finding.acceptances.find(({ approvedAt, endedAt }) => !approvedAt && !endedAt)
  const running = finding.acceptances.find(({ approvedAt, endedAt }) => approvedAt && !endedAt)
  const past = finding.acceptances.filter(({ endedAt }) => endedAt)
  return (
    <>
      {pending && <Pending {...props} acceptance={pending} />}
      {running && <Running {...props} acceptance={running} />}
      <div className="folds">
        {finding.abilities.requestAcceptance && <RequestFold {...props} />}
        {past.length > 0 && (
          <Fold label={`Earlier acceptances (${past.length})`}>
            <ul className="rows">
              {past.map((each) => (
                <li key={each.id} className="evidence">
                  {each.rationale} <span className="muted">Asked by {each.requester}, ended </span>
                  <Moment at={each.endedAt ?? each.until} zone={zone} now={finding.at} />{' '}
                  <span className="muted">({each.endReason})</span>
                </li>
              ))}
            </ul>
          </Fold>
        )}
      </div>
    </>
  )
}

function Pending({ acceptance, ...props }: ActionsProps & { acceptance: AcceptanceView }) {
  const { finding, zone, viewerId } = props
  return (
    <div className="evidence evidence-warn">
      <p>
        <strong>{acceptance.requester}</strong> asks to {acceptance.decision} this risk until{' '}
        <Moment at={acceptance.until} zone={zone} />: {acceptance.rationale}
      </p>
      <p className="muted small">
        {acceptance.renewalCount > 0 && `Accepted ${acceptance.renewalCount} times before. `}
        {finding.severity === 'critical' || finding.severity === 'high'
          ? 'Somebody else than who asked must approve it.'
          : 'Needs the approval of a manager.'}
      </p>
      {finding.abilities.approveAcceptance && (
        <VerbForm
          action={props.action}
          verb="Approve"
          values={{ number: String(finding.number), do: 'approve-acceptance', acceptanceId: acceptance.id }}
        />
      )}
      {finding.abilities.declineAcceptance && (
        <Fold label={acceptance.requesterId === viewerId ? 'Withdraw' : 'Decline'}>
          <Form
            props={props}
            verb="decline-acceptance"
            submit={acceptance.requesterId === viewerId ? 'Withdraw request' : 'Decline'}
            variant="default"
          >
            {(state) => (
              <>
                <input type="hidden" name="acceptanceId" value={acceptance.id} />
                <TextAreaField label="Why" name="reason" id="decline-reason" state={state} required />
              </>
            )}
          </Form>
        </Fold>
      )}
    </div>
  )
}

function Running({ acceptance, ...props }: ActionsProps & { acceptance: AcceptanceView }) {
  const { finding, zone } = props
  return (
    <div className="evidence">
      <p>
        Accepted until <Moment at={acceptance.until} zone={zone} /> by{' '}
        {acceptance.approver ?? 'a former user'}, asked by {acceptance.requester}
        {acceptance.selfApproved && ' (approved by the person who asked)'}: {acceptance.rationale}
      </p>
      {finding.abilities.revokeAcceptance && (
        <Fold label="Revoke">
          <Form props={props} verb="revoke-acceptance" submit="Revoke acceptance" variant="danger">
            {(state) => <TextAreaField label="Why" name="reason" id="revoke-reason" state={state} required />}
          </Form>
        </Fold>
      )}
    </div>
  )
}

function RequestFold(props: ActionsProps) {
  const { finding, choices, zone } = props
  const days = acceptanceDays[finding.severity]
  const end = dayOf(latestEnd(finding.severity, new Date(finding.at)), zone)
  return (
    <Fold label="Accept the risk">
      <Form props={props} verb="request-acceptance" submit="Ask for approval" variant="default">
        {(state) => (
          <>
            <SelectField
              label="Decision"
              name="decision"
              state={state}
              choices={decisions}
              initial="accept"
            />
            <TextAreaField label="Why the risk may stay" name="rationale" state={state} required />
            <TextField
              label="Until"
              name="until"
              type="date"
              state={state}
              initial={end}
              max={end}
              hint={`At most ${days} days for a ${finding.severity} risk; then it is decided anew.`}
              required
            />
            <SelectField
              label="Compensating check"
              name="compensatingCheckId"
              state={state}
              choices={choices.checks.map(({ id, name }) => ({ value: id, label: name }))}
              empty="None"
              hint="When it fails, the acceptance ends by itself."
              optional
            />
          </>
        )}
      </Form>
    </Fold>
  )
}
