'use client'

import { Fold } from '@/components/findings/finding-form'
import { ActionForm, type FormAction, VerbForm } from '@/components/ui/action-form'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import type { OccurrenceLine } from '@/lib/tasks/view'

interface VerbsProps {
  line: OccurrenceLine
  viewerId: string
  /** "2026-11-24": what a date field proposes. */
  tomorrow: string
  back: string
  action: FormAction
}

function Fields({ line, back, verb }: Pick<VerbsProps, 'line' | 'back'> & { verb: string }) {
  return (
    <>
      <input type="hidden" name="occurrenceId" value={line.id} />
      <input type="hidden" name="revision" value={line.revision} />
      <input type="hidden" name="do" value={verb} />
      <input type="hidden" name="back" value={back} />
    </>
  )
}

/** What else can be done with an occurrence: take it on, put it off, say why it is not done. */
export function OccurrenceVerbs(props: VerbsProps) {
  const { line, viewerId, back, action } = props
  const values = (verb: string) => ({
    occurrenceId: line.id,
    do: verb,
    revision: String(line.revision),
    back,
  })
  const mine = line.claimedBy?.id === viewerId
  return (
    <>
      <div className="actions occurrence-verbs">
        {line.inProgress ? (
          <VerbForm
            action={action}
            verb={mine || !line.claimedBy ? 'Give it back' : `Free it from ${line.claimedBy.name}`}
            values={values('release')}
          />
        ) : (
          <VerbForm action={action} verb="I am on it" values={values('claim')} />
        )}
        {line.blockedReason !== null && (
          <VerbForm action={action} verb="No longer blocked" values={values('unblock')} />
        )}
      </div>
      <div className="folds">
        {line.blockedReason === null && <Block {...props} />}
        <Snooze {...props} />
        <Skip {...props} />
      </div>
    </>
  )
}

function Reason({ state, id, label, hint }: { state: FormState; id: string; label: string; hint?: string }) {
  return <TextAreaField label={label} name="reason" id={id} state={state} hint={hint} rows={2} required />
}

function Block(props: VerbsProps) {
  return (
    <Fold label="Blocked">
      <ActionForm action={props.action} submit="Mark as blocked" variant="default">
        {(state) => (
          <>
            <Fields {...props} verb="block" />
            <Reason state={state} id="block-reason" label="What blocks it" />
          </>
        )}
      </ActionForm>
    </Fold>
  )
}

function Snooze(props: VerbsProps) {
  const { tier } = props.line
  const wantsReason = tier === 'monthly' || tier === 'quarterly'
  return (
    <Fold label="Snooze">
      <ActionForm action={props.action} submit="Snooze" variant="default">
        {(state) => (
          <>
            <Fields {...props} verb="snooze" />
            <TextField
              label="Until"
              name="until"
              type="date"
              state={state}
              initial={props.tomorrow}
              hint="Its deadline does not move, and three snoozes are a red flag."
              required
            />
            <TextAreaField
              label="Why"
              name="reason"
              id="snooze-reason"
              state={state}
              rows={2}
              optional={!wantsReason}
              required={wantsReason}
            />
          </>
        )}
      </ActionForm>
    </Fold>
  )
}

function Skip(props: VerbsProps) {
  return (
    <Fold label="Skip this time">
      <ActionForm action={props.action} submit="Skip" variant="default">
        {(state) => (
          <>
            <Fields {...props} verb="skip" />
            <Reason
              state={state}
              id="skip-reason"
              label="Why it need not be done"
              hint="Counts as not done; two in a row are a red flag."
            />
          </>
        )}
      </ActionForm>
    </Fold>
  )
}
