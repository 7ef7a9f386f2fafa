'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'

/** The server did not accept the password: type it again, for the same address. */
export function PasswordForm({ address, to, action }: { address: string; to: string; action: FormAction }) {
  return (
    <ActionForm action={action} submit="Test with this password">
      {(state) => (
        <>
          <input type="hidden" name="secretAddress" value={address} />
          <input type="hidden" name="to" value={to} />
          <TextField
            label="Password"
            name="password"
            type="password"
            state={state}
            autoComplete="off"
            hint="Stored encrypted, never shown again."
            required
          />
        </>
      )}
    </ActionForm>
  )
}
