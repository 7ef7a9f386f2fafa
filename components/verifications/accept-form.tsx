'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'

interface AcceptFormProps {
  ids: { systemId: string; id: string }
  /** What is filled in already: the key of the row that was chosen. */
  pattern: string
  area: string
  kind: string
  action: FormAction
}

/** Says that something may differ, and why: one thing by its key, or many by a pattern. */
export function AcceptForm({ ids, pattern, area, kind, action }: AcceptFormProps) {
  return (
    <ActionForm action={action} submit="Accept" variant="default">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={ids.systemId} />
          <input type="hidden" name="id" value={ids.id} />
          <input type="hidden" name="area" value={area} />
          <input type="hidden" name="kind" value={kind} />
          <TextField
            label="What may differ"
            name="pattern"
            state={state}
            initial={pattern}
            placeholder="uploads: cache/*"
            maxLength={1_000}
            hint="The name as it stands above; * stands for anything. The filter above narrows it further."
            required
          />
          <TextAreaField
            label="Why"
            name="reason"
            state={state}
            rows={2}
            hint="It is printed in the signed record, with your name."
            required
          />
        </>
      )}
    </ActionForm>
  )
}
