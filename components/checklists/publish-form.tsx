'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'

interface Props {
  action: FormAction
  checklistKey: string
  revision: number
  number: number
}

/** Publishes the revision of the draft that was looked at. */
export function PublishForm({ action, checklistKey, revision, number }: Props) {
  return (
    <ActionForm action={action} submit={`Publish version ${number}`}>
      {(state) => (
        <>
          <input type="hidden" name="key" value={checklistKey} />
          <input type="hidden" name="revision" value={revision} />
          <TextField
            label="What changed, in a sentence"
            name="note"
            state={state}
            maxLength={300}
            hint="Stands beside the version. Example: Backups must be younger than 26 hours."
          />
        </>
      )}
    </ActionForm>
  )
}

/** Takes a checklist out of use. */
export function RetireForm({ action, checklistKey }: { action: FormAction; checklistKey: string }) {
  return (
    <ActionForm action={action} submit="Retire this checklist" variant="danger">
      {(state) => (
        <>
          <input type="hidden" name="key" value={checklistKey} />
          <TextField
            label="Why"
            name="reason"
            state={state}
            required
            maxLength={300}
            hint="Goes into the audit log. Example: Replaced by our own backup checklist."
          />
        </>
      )}
    </ActionForm>
  )
}
