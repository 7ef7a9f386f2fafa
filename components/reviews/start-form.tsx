'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { SelectField } from '@/components/ui/select-field'
import type { StartPage } from '@/lib/reviews/start-view'

/** Who leads a review that starts now, and which questions it asks. */
export function StartForm({
  page,
  viewerId,
  action,
}: {
  page: StartPage
  viewerId: string
  action: FormAction
}) {
  return (
    <ActionForm action={action} submit="Start the review">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={page.systemId} />
          <SelectField
            label="Questions"
            name="checklistKey"
            state={state}
            choices={page.checklists.map(({ key, title }) => ({ value: key, label: title }))}
            initial={page.checklistKey}
          />
          <SelectField
            label="Led by"
            name="ownerId"
            state={state}
            choices={page.people.map(({ id, name }) => ({ value: id, label: name }))}
            initial={page.leaderId ?? viewerId}
            hint="Somebody else signs it in the end."
          />
        </>
      )}
    </ActionForm>
  )
}
