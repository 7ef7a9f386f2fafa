'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { clockOf, type SendingTime, weekdays } from '@/lib/reports/weekly-time'

const timings = [
  { value: 'scheduled', label: 'At a time of the week', hint: 'In the week after the one that is reported.' },
  { value: 'when-built', label: 'As soon as it is built', hint: 'A few minutes after the week has ended.' },
]

interface SubscriptionFormProps {
  action: FormAction
  scopes: readonly { value: string; label: string }[]
  /** What is proposed, or what is set now. */
  initial: SendingTime & { scope: string }
  zones: readonly string[]
}

/** Which report comes when. One for each scope: saving one again changes its time. */
export function SubscriptionForm({ action, scopes, initial, zones }: SubscriptionFormProps) {
  return (
    <ActionForm action={action} submit="Send me this report">
      {(state) => (
        <>
          <SelectField label="Report" name="scope" choices={scopes} initial={initial.scope} state={state} />
          <ChoiceList legend="When" name="timing" state={state} choices={timings} chosen={[initial.timing]} />
          <SelectField
            label="Day"
            name="weekday"
            choices={weekdays.map((label, index) => ({ value: String(index + 1), label }))}
            initial={String(initial.weekday)}
            state={state}
          />
          <TextField
            label="Time"
            name="time"
            type="time"
            required
            initial={clockOf(initial.minuteOfDay)}
            hint="Day and time count only for “at a time of the week”."
            state={state}
          />
          <SelectField
            label="Time zone"
            name="timeZone"
            choices={zones.map((zone) => ({ value: zone, label: zone }))}
            initial={initial.zone}
            state={state}
          />
        </>
      )}
    </ActionForm>
  )
}
