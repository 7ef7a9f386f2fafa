'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { Named, ReviewHead } from '@/lib/reviews/view'

interface ManageProps {
  head: ReviewHead
  people: Named[]
  plannedDay: string
  change: FormAction
  cancel: FormAction
}

/** Who leads the review and when it is, and its end without a record. */
export function ManageForms({ head, people, plannedDay, change, cancel }: ManageProps) {
  return (
    <div className="folds">
      <details className="disclosure">
        <summary>Change who leads it{head.state === 'planned' && ', or its day'}</summary>
        <ActionForm action={change} submit="Change" variant="default">
          {(state) => (
            <>
              <input type="hidden" name="reviewId" value={head.id} />
              <SelectField
                label="Led by"
                name="ownerId"
                state={state}
                choices={people.map(({ id, name }) => ({ value: id, label: name }))}
                initial={head.lead.id}
              />
              {head.state === 'planned' ? (
                <TextField
                  label="Planned for"
                  name="plannedFor"
                  type="date"
                  state={state}
                  initial={plannedDay}
                  hint="Preparation begins seven days before."
                />
              ) : (
                <input type="hidden" name="plannedFor" value={plannedDay} />
              )}
            </>
          )}
        </ActionForm>
      </details>
      <details className="disclosure">
        <summary>Cancel this review</summary>
        <ActionForm action={cancel} submit="Cancel the review" variant="danger">
          {(state) => (
            <>
              <input type="hidden" name="reviewId" value={head.id} />
              <TextAreaField
                label="Why it does not take place"
                name="reason"
                state={state}
                hint="Its answers stay readable and count for nothing. The next one is planned a cadence later."
                required
              />
            </>
          )}
        </ActionForm>
      </details>
    </div>
  )
}
