'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'

/** E-mail address and password; paste and password managers welcome. */
export function SignInForm({ action, next }: { action: FormAction; next: string }) {
  return (
    <ActionForm action={action} submit="Sign in">
      {(state) => (
        <>
          <input type="hidden" name="next" value={next} />
          <TextField
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            required
            state={state}
          />
          <TextField
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            state={state}
          />
        </>
      )}
    </ActionForm>
  )
}
