import { TextField } from '@/components/ui/text-field'
import { passwordMinimum } from '@/lib/auth/password-rules'
import type { FormState } from '@/lib/form-state'

/** A password that a person chooses; what is refused, the server says. */
export function NewPasswordField({ label, state }: { label: string; state: FormState }) {
  return (
    <TextField
      label={label}
      name="password"
      type="password"
      autoComplete="new-password"
      required
      minLength={passwordMinimum}
      hint={`At least ${passwordMinimum} characters. Four random words make a good one.`}
      state={state}
    />
  )
}
