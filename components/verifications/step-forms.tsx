'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'

interface Ids {
  systemId: string
  id: string
}

const Hidden = ({ systemId, id }: Ids) => (
  <>
    <input type="hidden" name="systemId" value={systemId} />
    <input type="hidden" name="id" value={id} />
  </>
)

/** Says that it has moved: from then on the snapshot before stays as it is. */
export function MigratedForm({ ids, zone, action }: { ids: Ids; zone: string; action: FormAction }) {
  return (
    <ActionForm action={action} submit="It is migrated">
      {(state) => (
        <>
          <Hidden {...ids} />
          <ChoiceList
            legend="What it was"
            name="kind"
            state={state}
            choices={[
              { value: 'migration', label: 'A migration', hint: 'Moved, upgraded, or put on another host.' },
              {
                value: 'restore',
                label: 'A restore in earnest',
                hint: 'A backup took the place of what ran.',
              },
            ]}
            chosen={['migration']}
          />
          <TextField
            label="When"
            name="migratedAt"
            type="datetime-local"
            state={state}
            hint={`In your zone, ${zone}. Empty: now.`}
          />
          <TextAreaField label="Note" name="note" state={state} rows={2} optional />
        </>
      )}
    </ActionForm>
  )
}

/** Puts a name below what was compared. */
export function SignForm({
  ids,
  revision,
  open,
  action,
}: {
  ids: Ids
  revision: number
  open: number
  action: FormAction
}) {
  return (
    <ActionForm action={action} submit="Sign" variant={open > 0 ? 'default' : 'primary'}>
      {(state) => (
        <>
          <Hidden {...ids} />
          <input type="hidden" name="revision" value={revision} />
          <TextAreaField
            label={open > 0 ? 'Why it is signed nevertheless' : 'Statement'}
            name="statement"
            state={state}
            rows={3}
            optional={open === 0}
            required={open > 0}
            hint={
              open > 0
                ? 'What is open stays open as findings. Only a manager may sign so.'
                : 'Printed above your name, e.g. “Writes were stopped from 02:00 to 02:40.”'
            }
          />
        </>
      )}
    </ActionForm>
  )
}
