import type { ReactNode } from 'react'
import type { FormState } from '@/lib/form-state'
import { Field, fieldControl } from './field'

interface TextAreaFieldProps {
  label: ReactNode
  name: string
  id?: string
  state: FormState
  hint?: ReactNode
  initial?: string
  required?: boolean
  optional?: boolean
  rows?: number
  /** Key that leads here; see components/shell/shortcuts.ts. */
  hotkey?: string
}

/** Several lines of text; keeps what was typed when the form comes back. */
export function TextAreaField({
  label,
  name,
  id = name,
  state,
  hint,
  initial = '',
  required,
  optional,
  rows = 3,
  hotkey,
}: TextAreaFieldProps) {
  const error = state.fields?.[name]
  return (
    <Field label={label} name={name} id={id} hint={hint} error={error} optional={optional}>
      <textarea
        {...fieldControl(name, { hint, error, id })}
        rows={rows}
        data-hotkey={hotkey}
        aria-keyshortcuts={hotkey}
        required={required}
        defaultValue={state.values?.[name] ?? initial}
      />
    </Field>
  )
}
