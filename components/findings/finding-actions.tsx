'use client'

import { VerbForm } from '@/components/ui/action-form'
import { Section } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import { dayOf } from '@/lib/findings/end-of-day'
import { severities } from '@/lib/findings/severity'
import { AcceptancePart } from './acceptance-part'
import { type ActionsProps, Fold, Form } from './finding-form'

/** Everything that the viewer may do with a finding now: the next step open, the rest folded. */
export function FindingActions(props: ActionsProps) {
  const { finding, action } = props
  const { abilities } = finding
  const number = String(finding.number)
  const nothing = !Object.entries(abilities).some(([name, able]) => able && name !== 'verifyNow')
  if (nothing) return null
  return (
    <Section title="Next step" id="next" isForScreen>
      {abilities.triage && <TriageForm {...props} />}
      {abilities.start && <VerbForm action={action} verb="Start work" values={{ number, do: 'start' }} />}
      {abilities.resolve && (
        <Form props={props} verb="resolve" submit="Resolve">
          {(state) => (
            <TextAreaField
              label="What was done"
              name="note"
              state={state}
              hint={
                finding.check
                  ? 'A claim; two good runs in a row, or a reviewer, prove it.'
                  : 'A claim; somebody else confirms it with evidence, or the rule that raised it is clear.'
              }
              required
            />
          )}
        </Form>
      )}
      {abilities.confirm && (
        <Form props={props} verb="confirm" submit="Verify">
          {(state) => (
            <TextAreaField
              label="What shows that it is done"
              name="evidence"
              state={state}
              hint="A link, the output of a command, a ticket. You did not resolve it yourself."
              required
            />
          )}
        </Form>
      )}
      <AcceptancePart {...props} />
      <div className="folds">
        {abilities.edit && finding.state !== 'open' && <PlanFold {...props} />}
        {abilities.comment && (
          <Fold label="Comment">
            <Form props={props} verb="comment" submit="Add comment" variant="default">
              {(state) => <TextAreaField label="Comment" name="comment" state={state} required />}
            </Form>
          </Fold>
        )}
        {abilities.reopen && (
          <Fold label="Open again">
            <Form props={props} verb="reopen" submit="Open again" variant="default">
              {(state) => (
                <TextAreaField
                  label="What was seen"
                  name="comment"
                  id="reopen-comment"
                  state={state}
                  required
                />
              )}
            </Form>
          </Fold>
        )}
        {abilities.dismiss && <DismissFold {...props} />}
        {abilities.merge && <MergeFold {...props} />}
      </div>
    </Section>
  )
}

function TriageForm(props: ActionsProps) {
  const { finding, choices, zone, viewerId } = props
  return (
    <Form props={props} verb="triage" submit="Triage">
      {(state) => (
        <div className="form-row">
          <SelectField
            label="Owner"
            name="ownerId"
            state={state}
            choices={people(choices)}
            initial={finding.ownerId ?? viewerId}
            required
          />
          <SelectField
            label="Severity"
            name="severity"
            state={state}
            choices={severityChoices}
            initial={finding.severity}
          />
          <TextField
            label="Due"
            name="due"
            type="date"
            state={state}
            initial={dayOf(new Date(finding.due), zone)}
            required
          />
        </div>
      )}
    </Form>
  )
}

/** Owner, due date and severity, each its own small form: each is its own line of history. */
function PlanFold(props: ActionsProps) {
  const { finding, choices, zone } = props
  return (
    <Fold label="Change owner, due date or severity">
      <Form props={props} verb="owner" submit="Change owner" variant="default">
        {(state) => (
          <SelectField
            label="Owner"
            name="ownerId"
            state={state}
            choices={people(choices)}
            initial={finding.ownerId ?? ''}
            empty="Nobody"
          />
        )}
      </Form>
      <Form props={props} verb="due" submit="Change due date" variant="default">
        {(state) => (
          <TextField
            label="Due"
            name="due"
            type="date"
            state={state}
            initial={dayOf(new Date(finding.due), zone)}
            hint="Moving it twice is itself a red flag."
            required
          />
        )}
      </Form>
      <Form props={props} verb="severity" submit="Change severity" variant="default">
        {(state) => (
          <>
            <SelectField
              label="Severity"
              name="severity"
              state={state}
              choices={severityChoices}
              initial={finding.severity}
              hint={`Now: ${finding.severityReason || 'as the check reports it'}. A new severity brings its own due date.`}
            />
            <TextField label="Why" name="reason" state={state} required />
          </>
        )}
      </Form>
    </Fold>
  )
}

function DismissFold(props: ActionsProps) {
  const inHalfAYear = new Date(Date.parse(props.finding.at) + 180 * 86_400_000)
  return (
    <Fold label="False positive">
      <Form props={props} verb="dismiss" submit="Mark as false positive" variant="default">
        {(state) => (
          <>
            <TextAreaField
              label="Why this is no fault"
              name="reason"
              id="dismiss-reason"
              state={state}
              required
            />
            <TextField
              label="Look at it again on"
              name="reviewOn"
              type="date"
              state={state}
              initial={dayOf(inHalfAYear, props.zone)}
              required
            />
          </>
        )}
      </Form>
    </Fold>
  )
}

function MergeFold(props: ActionsProps) {
  return (
    <Fold label="Duplicate">
      <Form props={props} verb="merge" submit="Mark as duplicate" variant="default">
        {(state) => (
          <>
            <TextField
              label="Of which finding"
              name="duplicateOf"
              state={state}
              placeholder="F-12"
              required
            />
            <TextAreaField
              label="Why it is the same"
              name="reason"
              id="merge-reason"
              state={state}
              required
            />
          </>
        )}
      </Form>
    </Fold>
  )
}

const people = (choices: ActionsProps['choices']) =>
  choices.people.map(({ id, name }) => ({ value: id, label: name }))
const severityChoices = severities.map((severity) => ({ value: severity, label: severity }))
