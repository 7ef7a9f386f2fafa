'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { TextField } from '@/components/ui/text-field'
import type { SystemLine } from '@/lib/checklists/view'
import type { FormState } from '@/lib/form-state'

interface Props {
  action: FormAction
  checklistKey: string
  mode: 'assign' | 'unassign'
  rows: readonly SystemLine[]
  controls: number
  zone: string
}

const columns = [
  { key: 'pick', title: <span className="vh">Choose</span> },
  { key: 'system', title: 'System' },
  { key: 'kind', title: 'Kind' },
  { key: 'criticality', title: 'Criticality' },
  { key: 'own', title: 'Asked here alone', align: 'right' as const },
  { key: 'answered', title: 'Answered already', align: 'right' as const },
  { key: 'since', title: 'Counts since' },
]

/** Systems to choose from, each with what the checklist adds to it or takes from it. */
export function SystemPicker({ action, checklistKey, mode, rows, controls, zone }: Props) {
  return (
    <ActionForm
      action={action}
      submit={mode === 'assign' ? 'Let it count for the chosen' : 'End it for the chosen'}
      variant={mode === 'assign' ? 'primary' : 'danger'}
    >
      {(state) => (
        <>
          <input type="hidden" name="key" value={checklistKey} />
          <div className="picker" id="systemIds">
            {rows.filter(({ canChange }) => canChange).length > 1 && <ChooseAll />}
            <DataTable caption="Systems" columns={columns}>
              {rows.map((row) => (
                <Row key={row.id} row={row} state={state} controls={controls} zone={zone} />
              ))}
            </DataTable>
          </div>
          <TextField
            label="Why"
            name="reason"
            state={state}
            required
            maxLength={300}
            hint={
              mode === 'assign'
                ? 'Goes into the audit log. Example: Holds customer data since June.'
                : 'Goes into the audit log. Example: Has no database any more.'
            }
          />
        </>
      )}
    </ActionForm>
  )
}

/** Ticks, or unticks, every system of this page; there where JavaScript is. */
function ChooseAll() {
  const [isReady, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  if (!isReady) return null
  return (
    <Button
      className="noprint"
      onClick={({ currentTarget }) => {
        const boxes = [
          ...(currentTarget.form?.querySelectorAll('input[type="checkbox"]:enabled') ?? []),
        ].filter((box) => box instanceof HTMLInputElement)
        const isEvery = boxes.every(({ checked }) => checked)
        for (const box of boxes) box.checked = !isEvery
      }}
    >
      Choose all on this page, or none
    </Button>
  )
}

interface RowProps {
  row: SystemLine
  state: FormState
  controls: number
  zone: string
}

function Row({ row, state, controls, zone }: RowProps) {
  const picked = (state.values?.['systemIds[]'] ?? '').split(',').includes(row.id)
  return (
    <tr>
      <td>
        <label className="pick">
          <input
            key={String(picked)}
            type="checkbox"
            name="systemIds[]"
            value={row.id}
            defaultChecked={picked}
            disabled={!row.canChange}
          />
          <span className="vh">{row.name}</span>
        </label>
      </td>
      <th scope="row">
        <Link href={`/systems/${row.id}`} prefetch={false}>
          {row.name}
        </Link>
        {!row.canChange && <span className="why">Your role does not allow this here.</span>}
      </th>
      <Cell label="Kind">{row.kind}</Cell>
      <Cell label="Criticality">{row.criticality}</Cell>
      <Cell label="Asked here alone" align="right">
        {row.own} of {controls}
      </Cell>
      <Cell label="Answered already" align="right">
        {row.answered}
      </Cell>
      <Cell label="Counts since">
        {row.assignedAt ? (
          <>
            <Moment at={row.assignedAt} zone={zone} />
            {` · ${row.assignedBy ?? 'the installation'}`}
          </>
        ) : (
          <span className="muted">{row.isMeant ? 'not yet' : 'not meant for this kind'}</span>
        )}
      </Cell>
    </tr>
  )
}
