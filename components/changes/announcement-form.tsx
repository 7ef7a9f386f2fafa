'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { type Choice, ChoiceList } from '@/components/ui/choice-list'
import { TextField } from '@/components/ui/text-field'

interface Props {
  systemId: string
  kinds: readonly Choice[]
  zone: string
  /** Suggested span, by the viewer's clock. */
  startsAt: string
  endsAt: string
  action: FormAction
}

/** What will change, and when: so that it is expected when it is seen. */
export function AnnouncementForm({ systemId, kinds, zone, startsAt, endsAt, action }: Props) {
  return (
    <ActionForm action={action} submit="Announce the change">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <ChoiceList
            legend="What kind of change is it?"
            name="kind"
            state={state}
            choices={kinds}
            chosen={['deploy']}
          />
          <TextField
            label="What changes"
            name="title"
            state={state}
            placeholder="Release 2026.11.3"
            hint="Stands at the mark on every chart of this system."
            maxLength={120}
            required
          />
          <div className="moment-row">
            <TextField
              label="Begins"
              name="startsAt"
              type="datetime-local"
              state={state}
              initial={startsAt}
              hint={`Time in ${zone}. Up to 24 hours ago, or ahead.`}
              required
            />
            <TextField
              label="Ends"
              name="endsAt"
              type="datetime-local"
              state={state}
              initial={endsAt}
              hint={`Time in ${zone}. What changes later is unexpected again.`}
              required
            />
          </div>
          <TextField
            label="Address"
            optional
            name="url"
            type="url"
            state={state}
            placeholder="https://git.example.com/shop/releases/42"
            hint="Where more is written: the release, the ticket, the change request."
            maxLength={500}
          />
        </>
      )}
    </ActionForm>
  )
}
