'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { Field, fieldControl } from '@/components/ui/field'
import { TextAreaField } from '@/components/ui/text-area-field'

interface ReasonFormProps {
  /** Put before the ids of its controls: a page holds several such forms. */
  id: string
  action: FormAction
  /** What goes along unseen. */
  values: Readonly<Record<string, string>>
  submit: string
  variant?: 'default' | 'danger'
  reason: { label: string; hint?: string; optional?: boolean }
  /** A day that is asked for, as the field `until`. */
  until?: { label: string; hint: string; initial?: string; min?: string; max?: string }
}

/** A form that asks for a reason and, if need be, a day: snooze, skip, pause, archive. */
export function ReasonForm({
  id,
  action,
  values,
  submit,
  variant = 'default',
  reason,
  until,
}: ReasonFormProps) {
  return (
    <ActionForm action={action} submit={submit} variant={variant}>
      {(state) => (
        <>
          {Object.entries(values).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {until && (
            <Field
              label={until.label}
              name="until"
              id={`${id}-until`}
              hint={until.hint}
              error={state.fields?.until}
            >
              <input
                {...fieldControl('until', { id: `${id}-until`, hint: true, error: state.fields?.until })}
                type="date"
                min={until.min}
                max={until.max}
                defaultValue={state.values?.until ?? until.initial ?? ''}
                required
              />
            </Field>
          )}
          <TextAreaField
            label={reason.label}
            name="reason"
            id={`${id}-reason`}
            state={state}
            hint={reason.hint}
            rows={2}
            optional={reason.optional}
            required={!reason.optional}
          />
        </>
      )}
    </ActionForm>
  )
}
