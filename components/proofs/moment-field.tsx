import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'

interface MomentFieldProps {
  label: string
  name: string
  state: FormState
  zone: string
  initial?: string
  required?: boolean
  hint?: string
}

/** Day and time by the clock of the viewer's zone, which is named. */
export function MomentField({ label, name, state, zone, initial, required, hint }: MomentFieldProps) {
  const said = `Time in ${zone}.`
  return (
    <TextField
      label={
        <>
          {label}
          {!required && <span className="muted font-normal"> (optional)</span>}
        </>
      }
      name={name}
      type="datetime-local"
      state={state}
      initial={initial}
      required={required}
      hint={hint ? `${hint} ${said}` : said}
    />
  )
}
