'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'
import { NewPasswordField } from './new-password-field'

/** A new password, after proof of the present one. */
export function ChangePasswordForm({ action, email }: { action: FormAction; email: string }) {
  return (
    <ActionForm action={action} submit="Change password" variant="default">
      {(state) => (
        <>
          <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
          <TextField
            label="Present password"
            name="current"
            type="password"
            autoComplete="current-password"
            required
            state={state}
          />
          <NewPasswordField label="New password" state={state} />
        </>
      )}
    </ActionForm>
  )
}
