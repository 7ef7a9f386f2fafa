'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'

interface ReasonFormProps {
  action: FormAction
  id: string
  submit: string
}

/** Ends a request or an exclusion, with a reason. */
export function ReasonForm({ action, id, submit }: ReasonFormProps) {
  return (
    <ActionForm action={action} submit={submit} variant="default">
      {(state) => (
        <>
          <input type="hidden" name="id" value={id} />
          <TextAreaField label="Why" name="reason" id="end-reason" state={state} required />
        </>
      )}
    </ActionForm>
  )
}

interface RequestFormProps {
  action: FormAction
  systemId: string
  controlKey: string
  reasons: readonly { value: string; label: string }[]
  /** The latest day that may be chosen: "2027-11-23". */
  latestDay: string
}

/** Asks that a question shall not count for a while. */
export function RequestForm({ action, systemId, controlKey, reasons, latestDay }: RequestFormProps) {
  return (
    <ActionForm action={action} submit="Ask to leave it out" variant="default">
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
  )
}
