import type { ReactNode } from 'react'
import type { FormState } from '@/lib/form-state'

interface TickProps {
  state: FormState
  name: string
  label: ReactNode
  hint?: ReactNode
  initial: string
}

/** A box to tick; keeps what was ticked when the form comes back. */
export function Tick({ state, name, label, hint, initial }: TickProps) {
  const on = state.values ? state.values[name] === 'on' : initial === 'on' || initial === 'true'
  const error = state.fields?.[name]
  return (
    <label className="choice">
      <input key={String(on)} id={name} type="checkbox" name={name} defaultChecked={on} />
      <span>
        {label}
        {hint !== undefined && <span className="field-hint block">{hint}</span>}
        {error && <span className="field-error block">{error}</span>}
      </span>
    </label>
  )
}
