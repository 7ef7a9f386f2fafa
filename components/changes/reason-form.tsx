'use client'

import { useActionState } from 'react'
import type { FormAction } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'

interface ReasonFormProps {
  action: FormAction
  changeId: string
  /** Where the reader goes on afterwards. */
  back: string
  /** Says what is meant where the row is not seen: "max_connections of orders-db". */
  about: string
}

/** Why a change is all right: one line, one verb. `e` goes into the line, Enter sends it. */
export function ReasonForm({ action, changeId, back, about }: ReasonFormProps) {
  const [state, send, pending] = useActionState(action, {})
  const error = state.fields?.reason
  const id = `reason-${changeId}`
  return (
    <form action={send} className="change-reason noprint" noValidate>
      <input type="hidden" name="changeId" value={changeId} />
      <input type="hidden" name="back" value={back} />
      <label className="vh" htmlFor={id}>
        Why is this all right: {about}?
      </label>
      <input
        className="input"
        id={id}
        name="reason"
        maxLength={500}
        placeholder="Why is this all right?"
        defaultValue={state.values?.reason ?? ''}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-keyshortcuts="e"
        data-hotkey="e"
        autoComplete="off"
      />
      <Button type="submit" aria-disabled={pending} aria-label={`Explain ${about}`}>
        Explain
      </Button>
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : (
        <FormMessage>{state.message}</FormMessage>
      )}
    </form>
  )
}
