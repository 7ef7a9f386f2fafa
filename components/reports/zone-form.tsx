'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { SelectField } from '@/components/ui/select-field'

/** In which time zone weeks end: for administrators. */
export function ReportZoneForm({
  action,
  zone,
  zones,
}: {
  action: FormAction
  zone: string
  zones: readonly string[]
}) {
  return (
    <ActionForm action={action} submit="Save" variant="default">
      {(state) => (
        <SelectField
          label="Weeks end in this time zone"
          name="zone"
          state={state}
          initial={zone}
          choices={zones.map((value) => ({ value, label: value }))}
          hint="A report is built when Sunday is over there. Subscribers still get it in their own time."
        />
      )}
    </ActionForm>
  )
}
