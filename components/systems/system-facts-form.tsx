'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import type { SystemForm } from '@/lib/systems/changes'
import { criticalityChoices, environmentChoices, systemKindChoices } from './system-choices'

interface FieldsProps {
  system: SystemForm
  state: FormState
}

/** What people know about a system. */
export function SystemFactsForm({ system, action }: { system: SystemForm; action: FormAction }) {
  return (
    <ActionForm action={action} submit="Save">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={system.id} />
          <Identity system={system} state={state} />
          <Responsibility system={system} state={state} />
          <Operation system={system} state={state} />
        </>
      )}
    </ActionForm>
  )
}

function Identity({ system, state }: FieldsProps) {
  return (
    <>
      <TextField label="Name" name="name" state={state} initial={system.name} maxLength={80} required />
      <TextAreaField
        label="What it is and who needs it"
        name="description"
        state={state}
        initial={system.description}
        optional
      />
      <SelectField label="Kind" name="kind" state={state} choices={systemKindChoices} initial={system.kind} />
      <ChoiceList
        legend="How bad is an outage?"
        name="criticality"
        state={state}
        choices={criticalityChoices}
        chosen={[system.criticality]}
      />
      <SelectField
        label="Environment"
        name="environment"
        state={state}
        choices={environmentChoices}
        initial={system.environment}
      />
    </>
  )
}

function Responsibility({ system, state }: FieldsProps) {
  const people = system.people.map(({ id, name }) => ({ value: id, label: name }))
  const teams = system.teams.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <SelectField
        label="Owner"
        name="ownerId"
        state={state}
        choices={people}
        initial={system.ownerId ?? ''}
        empty="Choose who answers for it"
        required
      />
      <SelectField
        label="Back-up owner"
        name="backupOwnerId"
        state={state}
        choices={people}
        initial={system.backupOwnerId ?? ''}
        empty="Nobody yet"
        optional
      />
      <SelectField
        label="Team"
        name="teamId"
        state={state}
        choices={teams}
        initial={system.teamId ?? ''}
        empty="No team: every maintainer may change it"
        optional
      />
    </>
  )
}

function Operation({ system, state }: FieldsProps) {
  return (
    <>
      <TextField
        label="Runbook"
        optional
        name="runbookUrl"
        type="url"
        state={state}
        initial={system.runbookUrl ?? ''}
        placeholder="https://wiki.example.com/orders-db"
      />
      <div className="form-row">
        <TextField
          label="May lose, minutes of data"
          name="rpoMinutes"
          inputMode="numeric"
          state={state}
          initial={system.rpoMinutes?.toString()}
          hint="RPO; empty while unknown"
        />
        <TextField
          label="Back within, minutes"
          name="rtoMinutes"
          inputMode="numeric"
          state={state}
          initial={system.rtoMinutes?.toString()}
          hint="RTO; empty while unknown"
        />
      </div>
      <TextField
        label="Days between reviews"
        name="reviewCadenceDays"
        inputMode="numeric"
        state={state}
        initial={system.reviewCadenceDays.toString()}
        hint="The next review is due so long after the last one was closed: 7 to 730, e.g. 90."
        required
      />
      <TextField
        label="Low-traffic window"
        optional
        name="maintenanceWindow"
        state={state}
        initial={system.maintenanceWindow ?? ''}
        placeholder="daily 02:00-04:00"
        hint="When maintenance disturbs least, e.g. daily 02:00-04:00 or Mon-Fri 22:00-02:00; Sun 02:00-06:00"
      />
      <TextField
        label="Time zone"
        name="timeZone"
        state={state}
        initial={system.timeZone}
        hint="Its low-traffic window is read in this zone, e.g. Europe/Berlin."
        required
      />
      <TextField
        label="Tags"
        optional
        name="tags"
        state={state}
        initial={system.tags.join(', ')}
        hint="Separated by commas."
      />
    </>
  )
}
