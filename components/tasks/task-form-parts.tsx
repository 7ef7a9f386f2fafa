'use client'

import { ChoiceList } from '@/components/ui/choice-list'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { PartProps } from './task-form-values'

/** What shows that the work was done. */
export function RecordFields({ state, initial }: PartProps) {
  return (
    <>
      <div className="form-row">
        <SelectField
          label="Evidence"
          name="evidencePolicy"
          state={state}
          choices={[
            { value: 'none', label: 'None' },
            { value: 'optional', label: 'Welcome' },
            { value: 'required', label: 'Needed' },
          ]}
          initial={initial.evidencePolicy}
        />
        <TextField
          label="Number asked for"
          name="measureLabel"
          state={state}
          initial={initial.measureLabel}
          placeholder="Rows restored"
          maxLength={80}
          hint="Better than a tick."
        />
        <TextField
          label="Its unit"
          name="measureUnit"
          state={state}
          initial={initial.measureUnit}
          placeholder="count"
          maxLength={20}
        />
      </div>
      <TextField
        label="What shows that it was done"
        optional
        name="evidenceWanted"
        state={state}
        initial={initial.evidenceWanted}
        placeholder="Output of the command, or a link to it"
        maxLength={500}
      />
    </>
  )
}

function Box({
  state,
  name,
  label,
  checked,
}: {
  state: PartProps['state']
  name: string
  label: string
  checked: boolean
}) {
  const on = state.values ? state.values[name] === 'on' : checked
  return (
    <label className="choice">
      <input key={String(on)} type="checkbox" name={name} defaultChecked={on} />
      <span>{label}</span>
    </label>
  )
}

/** What it does to the system. */
export function RiskFields({ state, initial }: PartProps) {
  return (
    <>
      <div className="form-row">
        <SelectField
          label="Safe to do twice?"
          name="idempotent"
          state={state}
          choices={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
            { value: 'unknown', label: 'Nobody knows yet' },
          ]}
          initial={initial.idempotent}
        />
        <TextField
          label="How that is known"
          optional
          name="idempotentProof"
          state={state}
          initial={initial.idempotentProof}
          maxLength={500}
        />
      </div>
      <div>
        <Box state={state} name="needsDowntime" label="Needs downtime" checked={initial.needsDowntime} />
        <Box
          state={state}
          name="needsVerification"
          label="Afterwards somebody verifies that all works"
          checked={initial.needsVerification}
        />
      </div>
    </>
  )
}

/** Whether a check does it instead of a person. */
export function AutomationFields({ state, offered, initial }: PartProps) {
  return (
    <>
      <SelectField
        label="Done by"
        name="automation"
        state={state}
        choices={[
          { value: 'manual', label: 'A person, who records it' },
          { value: 'check', label: 'A check: a pass in the period proves it' },
        ]}
        initial={initial.automation}
      />
      <details className="disclosure" open={initial.provenByKinds.length > 0 || undefined}>
        <summary>Checks that prove it, or would</summary>
        <ChoiceList
          legend="Kinds of checks"
          name="provenByKinds"
          state={state}
          choices={offered.kinds.map(({ kind, title, watched }) => ({
            value: kind,
            label: title,
            hint: watched ? `${kind}, watched on this system` : kind,
          }))}
          chosen={initial.provenByKinds}
          many
        />
      </details>
    </>
  )
}
