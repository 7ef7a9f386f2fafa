import type { ReactNode } from 'react'

interface FieldProps {
  label: ReactNode
  /** Name of the control and, with `id` absent, its id. */
  name: string
  id?: string
  hint?: ReactNode
  error?: string | undefined
  optional?: boolean | undefined
  /** The control; give it `{...fieldControl(name, { hint, error })}`. */
  children: ReactNode
}

/** Attributes that tie a control to its label, hint and error. */
export function fieldControl(
  name: string,
  said: { hint?: unknown; error?: string | undefined; id?: string } = {},
) {
  const id = said.id ?? name
  const described = [said.error && `${id}-error`, said.hint !== undefined && `${id}-hint`]
    .filter(Boolean)
    .join(' ')
  return {
    id,
    name,
    'aria-invalid': said.error ? (true as const) : undefined,
    'aria-describedby': described || undefined,
  }
}

/** Label, control, hint, error: in this order, always visible. */
export function Field({ label, name, id = name, hint, error, optional, children }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="muted font-normal"> (optional)</span>}
      </label>
      {children}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
