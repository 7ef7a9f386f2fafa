'use client'

import { type ReactNode, useActionState } from 'react'
import type { FormState } from '@/lib/form-state'
import { Button } from './button'
import { FormMessage } from './form-message'

/** A Server Action as forms know it. */
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>

interface ActionFormProps {
  action: FormAction
  /** The verb on the button. */
  submit: string
  variant?: 'default' | 'primary' | 'danger'
  /** Verbs beside it. */
  beside?: ReactNode
  children: (state: FormState) => ReactNode
}

/** A form that ends in a Server Action: works without JavaScript, says what became of it, loses nothing typed. */
export function ActionForm({ action, submit, variant = 'primary', beside, children }: ActionFormProps) {
  const [state, send, pending] = useActionState(action, {})
  return (
    <form action={send} className="form" noValidate>
      <Outcome state={state} />
      {children(state)}
      <div className="actions">
        <Button type="submit" variant={variant} aria-disabled={pending}>
          {submit}
        </Button>
        {beside}
      </div>
    </form>
  )
}

interface VerbFormProps {
  action: FormAction
  verb: string
  /** Says what the verb is about where the row does not: "Revoke 10.1.2.0/24". */
  label?: string
  variant?: 'default' | 'primary' | 'danger'
  values: Readonly<Record<string, string>>
  /** Key that presses it; see components/shell/shortcuts.ts. */
  hotkey?: string
}

/** One button that does one thing. */
export function VerbForm({ action, verb, label, variant = 'default', values, hotkey }: VerbFormProps) {
  const [state, send, pending] = useActionState(action, {})
  return (
    <form action={send} className="verb-form">
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button
        type="submit"
        variant={variant}
        aria-label={label}
        aria-disabled={pending}
        aria-keyshortcuts={hotkey}
        data-hotkey={hotkey}
      >
        {verb}
      </Button>
      <Outcome state={state} />
    </form>
  )
}

function Outcome({ state: { message, notice, fields, once } }: { state: FormState }) {
  return (
    <>
      <FormMessage fields={fields}>{message}</FormMessage>
      <FormMessage tone="ok">{notice}</FormMessage>
      {once && (
        <div className="message message-ok">
          <p>{once.label}</p>
          <p>
            <code className="once">{once.text}</code>
          </p>
        </div>
      )}
    </>
  )
}
