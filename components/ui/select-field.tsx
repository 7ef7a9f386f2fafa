import type { ReactNode } from 'react'
import type { FormState } from '@/lib/form-state'
import { Field, fieldControl } from './field'

interface SelectFieldProps {
  label: ReactNode
  name: string
  /** When the page holds the same name twice. */
  id?: string
  state: FormState
  choices: readonly { value: string; label: string }[]
  initial?: string
  hint?: ReactNode
  /** First entry, with an empty value: "Choose …" or "Nobody yet". */
  empty?: string
  required?: boolean
  optional?: boolean
}

/** One of a list; keeps what was chosen when the form comes back. */
export function SelectField({
  label,
  name,
  id = name,
  state,
  choices,
  initial = '',
  hint,
  empty,
  required,
  optional,
}: SelectFieldProps) {
  const error = state.fields?.[name]
  const chosen = state.values?.[name] ?? initial
  return (
    <Field label={label} name={name} id={id} hint={hint} error={error} optional={optional}>
      <select
        key={chosen}
        {...fieldControl(name, { hint, error, id })}
        defaultValue={chosen}
        required={required}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {choices.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
}
