'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'

/** Sends a short mail on the way that every other one takes. */
export function TestForm({ action, ownAddress }: { action: FormAction; ownAddress: string }) {
  return (
    <ActionForm action={action} submit="Send test mail" variant="default">
      {(state) => (
        <TextField
          label="To"
          name="to"
          type="email"
          autoComplete="email"
          required
          initial={ownAddress}
          state={state}
        />
      )}
    </ActionForm>
  )
}
