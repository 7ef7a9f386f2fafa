import type { FormState } from '@/lib/form-state'

/** One of the choices, with what it means. */
export interface Choice {
  value: string
  label: string
  hint?: string
}

interface ChoiceListProps {
  legend: string
  name: string
  state: FormState
  choices: readonly Choice[]
  chosen: readonly string[]
  /** One of them, or any number. */
  many?: boolean
  /** What the choice means as a whole. */
  hint?: string
  none?: string
}

/** More choices than this stand side by side where there is room. */
const oneColumn = 8

/** Choices that are all visible: radio buttons, or boxes when several may be ticked. */
export function ChoiceList({
  legend,
  name,
  state,
  choices,
  chosen,
  many = false,
  hint,
  none,
}: ChoiceListProps) {
  const field = many ? `${name}[]` : name
  const typed = state.values ? (state.values[field] ?? '').split(',') : chosen
  const error = state.fields?.[name]
  return (
    <fieldset className="field" id={name} aria-describedby={error ? `${name}-error` : undefined}>
      <legend>{legend}</legend>
      {hint !== undefined && <p className="field-hint">{hint}</p>}
      {choices.length === 0 && none !== undefined && <p className="muted">{none}</p>}
      <div className={choices.length > oneColumn ? 'choices-many' : undefined}>
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input
              key={String(typed.includes(choice.value))}
              type={many ? 'checkbox' : 'radio'}
              name={field}
              value={choice.value}
              defaultChecked={typed.includes(choice.value)}
            />
            <span>
              {choice.label}
              {choice.hint && <span className="field-hint block">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p className="field-error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
