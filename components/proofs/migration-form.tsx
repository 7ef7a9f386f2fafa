'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import { MomentField } from './moment-field'

interface MigrationFormProps {
  systemId: string
  zone: string
  now: string
  action: FormAction
}

/** Something that was moved, upgraded, or restored in earnest. */
export function MigrationForm({ systemId, zone, now, action }: MigrationFormProps) {
  return (
    <ActionForm action={action} submit="Record and begin its verification">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <ChoiceList
            legend="What was it?"
            name="kind"
            state={state}
            choices={[
              {
                value: 'migration',
                label: 'Migration',
                hint: 'Data or the system moved, or were upgraded in place.',
              },
              {
                value: 'restore',
                label: 'Restore in earnest',
                hint: 'A backup took the place of what was running. A drill elsewhere is recorded as a restore.',
              },
            ]}
            chosen={['migration']}
          />
          <TextField
            label="Title"
            name="title"
            state={state}
            placeholder="PostgreSQL 17 to 18"
            maxLength={200}
            required
          />
          <MomentField
            label="When it was done"
            name="happenedAt"
            state={state}
            zone={zone}
            initial={now}
            required
          />
          <TextAreaField
            label="Note"
            name="note"
            state={state}
            hint="From where to where, by whom, what was left for later."
            optional
          />
        </>
      )}
    </ActionForm>
  )
}
