'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'

/** Opens a private range for checks. */
export function RangeForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} submit="Open for checks">
      {(state) => (
        <>
          <TextField
            label="Range"
            name="cidr"
            autoComplete="off"
            required
            hint="Such as 10.1.2.0/24 or fd00:1::/64. The smaller, the better."
            state={state}
          />
          <TextField
            label="Reason"
            name="reason"
            autoComplete="off"
            required
            hint="It stays in the audit log."
            state={state}
          />
        </>
      )}
    </ActionForm>
  )
}
