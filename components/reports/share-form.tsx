'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'

/** Makes a link to one report. */
export function ShareForm({ action, reportId }: { action: FormAction; reportId: string }) {
  return (
    <ActionForm action={action} submit="Make link">
      {(state) => (
        <>
          <input type="hidden" name="reportId" value={reportId} />
          <TextField
            label="Works for (days)"
            name="days"
            type="number"
            inputMode="numeric"
            min={1}
            max={90}
            required
            initial="14"
            hint="At most 90. It can be ended earlier at any time."
            state={state}
          />
          <TextField
            label="For whom"
            name="note"
            autoComplete="off"
            maxLength={200}
            hint="So that it is known later why it exists: Board meeting, 1 December."
            state={state}
          />
        </>
      )}
    </ActionForm>
  )
}
