'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { TaskForm as Offered } from '@/lib/tasks/task-view'
import { ScheduleFields } from './schedule-fields'
import { AutomationFields, RecordFields, RiskFields } from './task-form-parts'
import type { PartProps, TaskFormValues } from './task-form-values'

interface TaskFormProps {
  offered: Offered
  initial: TaskFormValues
  /** Fields that say which task or system this is about. */
  hidden: Readonly<Record<string, string>>
  submit: string
  action: FormAction
}

/** Everything that a task is. `intent` says whether to store it or to show its next dates. */
export function TaskForm({ offered, initial, hidden, submit, action }: TaskFormProps) {
  return (
    <div className="form-wide">
      <ActionForm
        action={action}
        submit={submit}
        beside={
          <Button type="submit" name="intent" value="preview">
            Show the next dates
          </Button>
        }
      >
        {(state) => {
          const props = { state, offered, initial }
          return (
            <>
              {Object.entries(hidden).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <WorkFields {...props} />
              <ScheduleFields
                state={state}
                initial={initial.schedule}
                window={offered.system.maintenanceWindow}
              />
              <PlanFields {...props} />
              <RecordFields {...props} />
              <RiskFields {...props} />
              <AutomationFields {...props} />
            </>
          )
        }}
      </ActionForm>
    </div>
  )
}

const tiers = ['daily', 'weekly', 'monthly', 'quarterly'].map((tier) => ({ value: tier, label: tier }))

function WorkFields({ state, offered, initial }: PartProps) {
  return (
    <>
      <TextField
        label="What is done"
        name="title"
        state={state}
        initial={initial.title}
        placeholder="Refresh the statistics of busy tables"
        maxLength={160}
        required
      />
      <TextAreaField label="Why" name="why" state={state} initial={initial.why} rows={2} required />
      <TextAreaField
        label="How"
        name="procedure"
        state={state}
        initial={initial.procedure}
        hint="Steps and commands; `between backticks` reads as code."
        rows={5}
        required
      />
      <div className="form-row">
        <SelectField label="Tier" name="tier" state={state} choices={tiers} initial={initial.tier} />
        <TextField
          label="Minutes it takes"
          name="expectedMinutes"
          inputMode="numeric"
          state={state}
          initial={initial.expectedMinutes}
          required
        />
        <SelectField
          label="Owner"
          name="ownerId"
          state={state}
          choices={offered.people.map(({ id, name }) => ({ value: id, label: name }))}
          initial={initial.ownerId}
          empty="The owner of the system"
        />
      </div>
    </>
  )
}

function PlanFields({ state, offered, initial }: PartProps) {
  return (
    <div className="form-row">
      <TextField
        label="Time zone"
        name="timeZone"
        state={state}
        initial={initial.timeZone}
        list="zones"
        hint={`The system's own is ${offered.system.timeZone}.`}
        required
      />
      <TextField
        label="Grace, hours"
        name="graceHours"
        inputMode="decimal"
        state={state}
        initial={initial.graceHours}
        hint="From due to overdue, e.g. 12."
        required
      />
      <SelectField
        label="Counted from"
        name="anchor"
        state={state}
        choices={[
          { value: 'scheduled', label: 'The schedule' },
          { value: 'completed', label: 'When it was done' },
        ]}
        initial={initial.anchor}
        hint="What the next date follows."
      />
      <SelectField
        label="After"
        name="afterTaskId"
        state={state}
        choices={offered.others.map(({ id, title, tier }) => ({ value: id, label: `${title} (${tier})` }))}
        initial={initial.afterTaskId}
        empty="No other task"
        hint="Waits until that one is done or past its deadline."
      />
      <datalist id="zones">
        {offered.zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  )
}
