'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'
import { NewPasswordField } from './new-password-field'
import { TimeZoneField } from './time-zone-field'

/** The first account of an installation. */
export function FirstAdminForm({
  action,
  token,
  zones,
}: {
  action: FormAction
  token: string
  zones: readonly string[]
}) {
  return (
    <ActionForm action={action} submit="Create administrator">
      {(state) => (
        <>
          <input type="hidden" name="token" value={token} />
          <TextField label="Name" name="name" autoComplete="name" required state={state} />
          <TextField
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            required
            state={state}
          />
          <NewPasswordField label="Password" state={state} />
          <TimeZoneField zones={zones} state={state} />
        </>
      )}
    </ActionForm>
  )
}
