'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { NewPasswordField } from './new-password-field'
import { TimeZoneField } from './time-zone-field'

/** What the owner of an invitation or reset link fills in. */
export function ChoosePasswordForm({
  action,
  token,
  email,
  zones,
}: {
  action: FormAction
  token: string
  email: string
  zones: readonly string[]
}) {
  return (
    <ActionForm action={action} submit="Set password and sign in">
      {(state) => (
        <>
          <input type="hidden" name="token" value={token} />
          {/* So that a password manager knows whose password this is. */}
          <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
          <NewPasswordField label="New password" state={state} />
          <TimeZoneField zones={zones} state={state} />
        </>
      )}
    </ActionForm>
  )
}
