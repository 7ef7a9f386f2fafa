'use client'

import { MomentField } from '@/components/proofs/moment-field'
import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'

interface CloseFormProps {
  number: number
  revision: number
  lesson: string
  isOver: boolean
  /** Nothing is linked, and the viewer may say that nothing could have prevented it. */
  mayWaive: boolean
  zone: string
  action: FormAction
}

/** The end of an incident: what was learned, and when it was over. */
export function CloseForm({ number, revision, lesson, isOver, mayWaive, zone, action }: CloseFormProps) {
  return (
    <ActionForm action={action} submit="Close the incident">
      {(state) => (
        <>
          <input type="hidden" name="number" value={number} />
          <input type="hidden" name="revision" value={revision} />
          {!isOver && <MomentField label="Over" name="endedAt" state={state} zone={zone} required />}
          <TextAreaField
            label="What would have prevented it"
            name="lesson"
            state={state}
            initial={lesson}
            hint="The lesson in a sentence or two; it is what others read."
            required
          />
          {mayWaive && (
            <TextAreaField
              label="Why nothing could have prevented it"
              name="notPreventable"
              state={state}
              hint="Only where that is so: it closes the incident without a prevention, under your name."
              optional
            />
          )}
        </>
      )}
    </ActionForm>
  )
}

/** A reason and a verb. */
export function ReasonForm({
  values,
  name,
  label,
  submit,
  placeholder,
  action,
}: {
  values: Readonly<Record<string, string>>
  name: string
  label: string
  submit: string
  placeholder: string
  action: FormAction
}) {
  const id = `${name}-${values.preventionId ?? submit.toLowerCase().replaceAll(' ', '-')}`
  return (
    <ActionForm action={action} submit={submit} variant="default">
      {(state) => (
        <>
          {Object.entries(values).map(([key, value]) => (
            <input key={key} type="hidden" name={key} value={value} />
          ))}
          <TextField
            label={label}
            name={name}
            id={id}
            state={state}
            maxLength={500}
            placeholder={placeholder}
            required
          />
        </>
      )}
    </ActionForm>
  )
}
