'use client'

import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import type { Severity } from '@/lib/checks/define-check'
import { dayOf } from '@/lib/findings/end-of-day'
import { severities } from '@/lib/findings/severity'
import type { FindingRow } from '@/lib/findings/view'
import type { RowAction } from './finding-queries'

interface Props {
  row: FindingRow
  people: readonly { id: string; name: string }[]
  zone: string
  onClose(): void
  onSend(actions: RowAction[]): void
}

/** Owner, due date and severity of one row, without leaving the list. */
export function QuickChange({ row, people, zone, onClose, onSend }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [severity, setSeverity] = useState<Severity>(row.severity)
  useEffect(() => dialog.current?.showModal(), [])

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const actions = chosen(
      row,
      { ownerId: text(form, 'ownerId'), due: text(form, 'due'), severity, reason: text(form, 'reason') },
      zone,
    )
    if (actions.length > 0) onSend(actions)
    else onClose()
  }
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby="quick-title" onClose={onClose}>
      <h2 id="quick-title">{row.state === 'open' ? `Triage F-${row.number}` : `Change F-${row.number}`}</h2>
      <p className="muted">{row.title}</p>
      <form className="form" onSubmit={submit}>
        <Field label="Owner" name="quick-owner">
          <select id="quick-owner" name="ownerId" defaultValue={row.ownerId ?? ''}>
            <option value="">Nobody</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label="Due" name="quick-due" hint={`The end of that day in ${zone}`}>
          <input
            type="date"
            id="quick-due"
            name="due"
            required
            defaultValue={dayOf(new Date(row.due), zone)}
          />
        </Field>
        <Field label="Severity" name="quick-severity">
          <select
            id="quick-severity"
            value={severity}
            onChange={(event) => setSeverity(event.target.value as Severity)}
          >
            {severities.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </Field>
        {severity !== row.severity && row.state !== 'open' && (
          <Field label="Why this severity" name="quick-reason">
            <input id="quick-reason" name="reason" required minLength={3} maxLength={4000} />
          </Field>
        )}
        <div className="actions">
          <Button type="submit" variant="primary">
            {row.state === 'open' ? 'Triage' : 'Save'}
          </Button>
          <Button onClick={() => dialog.current?.close()}>Cancel</Button>
        </div>
      </form>
    </dialog>
  )
}

interface Typed {
  ownerId: string
  due: string
  severity: Severity
  reason: string
}

/** What the form changes, severity first: a new severity brings its own due date, unless one was chosen too. */
function chosen(row: FindingRow, typed: Typed, zone: string): RowAction[] {
  const { ownerId, due, severity, reason } = typed
  if (row.state === 'open' && ownerId) return [{ do: 'triage', severity, ownerId, due }]
  const actions: RowAction[] = []
  if (severity !== row.severity)
    actions.push({ do: 'severity', severity, reason: reason || 'changed in the list' })
  if (ownerId !== (row.ownerId ?? '')) actions.push({ do: 'owner', ownerId: ownerId || null })
  if (due !== dayOf(new Date(row.due), zone)) actions.push({ do: 'due', due })
  return actions
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '')
