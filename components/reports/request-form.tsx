'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'

interface RequestFormProps {
  action: FormAction
  teams: readonly { id: string; name: string }[]
  /** The zone in which its days begin and end. */
  zone: string
  firstDay: string
  lastDay: string
}

/** Has a report built for any days. */
export function RequestForm({ action, teams, zone, firstDay, lastDay }: RequestFormProps) {
  return (
    <ActionForm action={action} submit="Build report" variant="default">
      {(state) => (
        <>
          <input type="hidden" name="zone" value={zone} />
          <div className="form-inline">
            <SelectField
              label="Systems"
              name="team"
              state={state}
              empty="All systems"
              choices={teams.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <TextField
              label="First day"
              name="firstDay"
              type="date"
              required
              initial={firstDay}
              state={state}
            />
            <TextField label="Last day" name="lastDay" type="date" required initial={lastDay} state={state} />
          </div>
          <p className="small muted">
            Days begin and end in {zone}. A day that is not over yet is reported up to now, and the report
            says so.
          </p>
        </>
      )}
    </ActionForm>
  )
}
