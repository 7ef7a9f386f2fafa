'use client'

import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import { formatDay } from '@/lib/format/moment'
import type { QuestionPage } from '@/lib/reviews/view'

interface EffectProps {
  page: QuestionPage
  state: FormState
  dueDay: string
  zone: string
}

/** What which answer will do, before it is saved: finding, owner, date; both can be changed here. */
export function EffectLine({ page, state, dueDay, zone }: EffectProps) {
  const { effects, effectNote, plan, people, fields, head } = page
  if (effects.length === 0) return null
  const due = formatDay(new Date(plan.due), zone, new Date(head.now))
  return (
    <div className="effect">
      {effects.map((effect) => (
        <p key={effect} className="muted small">
          {effect}
          {plan.owner ? ` for ${plan.owner.name}` : ' for nobody yet'}, due {due}.
        </p>
      ))}
      {effectNote && <p className="muted small">{effectNote}</p>}
      {head.mayAnswer && (
        <details className="disclosure" open={state.fields?.findingDue !== undefined || !plan.owner}>
          <summary>Change owner or date</summary>
          <div className="form-row">
            <SelectField
              label="Owner of the finding"
              name="findingOwnerId"
              state={state}
              choices={people.map(({ id, name }) => ({ value: id, label: name }))}
              initial={fields.findingOwnerId}
              empty={plan.owner ? `${plan.owner.name}, who owns the system` : 'Choose …'}
            />
            <TextField
              label="Due"
              name="findingDue"
              type="date"
              state={state}
              initial={fields.findingDue}
              hint={`Empty: ${dueDay}, as its severity allows.`}
            />
          </div>
        </details>
      )}
    </div>
  )
}
