'use client'

import { type ReactNode, useState } from 'react'
import { ActionForm, type FormAction } from '@/components/ui/action-form'
import type { FindingDetail } from '@/lib/findings/view'
import type { FormState } from '@/lib/form-state'

export interface ActionsProps {
  finding: FindingDetail
  choices: { people: { id: string; name: string }[]; checks: { id: string; name: string }[] }
  zone: string
  viewerId: string
  action: FormAction
}

interface FormProps {
  props: ActionsProps
  verb: string
  submit: string
  variant?: 'default' | 'primary' | 'danger'
  children: (state: FormState) => ReactNode
}

/** A form of one action; the finding and the verb go along. */
export function Form({ props, verb, submit, variant, children }: FormProps) {
  return (
    <ActionForm action={props.action} submit={submit} variant={variant}>
      {(state) => (
        <>
          <input type="hidden" name="number" value={props.finding.number} />
          <input type="hidden" name="do" value={verb} />
          {children(state)}
        </>
      )}
    </ActionForm>
  )
}

/** Folded by the browser itself; stays open once opened, so that a refusal is seen. */
export function Fold({ label, children }: { label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="disclosure" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{label}</summary>
      {children}
    </details>
  )
}
