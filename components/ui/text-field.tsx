import type { InputHTMLAttributes, ReactNode } from 'react'
import type { FormState } from '@/lib/form-state'
import { Field, fieldControl } from './field'

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'name' | 'defaultValue'> {
  label: ReactNode
  name: string
  /** When the page holds the same name twice. */
  id?: string
  state: FormState
  hint?: ReactNode
  optional?: boolean | undefined
  /** What is there before anybody typed. */
  initial?: string
}

/** One line of text with its label, hint and error; keeps what was typed when the form comes back. */
export function TextField({
  label,
  name,
  id = name,
  state,
  hint,
  optional,
  initial = '',
  ...input
}: TextFieldProps) {
  const error = state.fields?.[name]
  return (
    <Field label={label} name={name} id={id} hint={hint} error={error} optional={optional}>
      <input
        {...input}
        {...fieldControl(name, { hint, error, id })}
        defaultValue={input.type === 'password' ? '' : (state.values?.[name] ?? initial)}
      />
    </Field>
  )
}
