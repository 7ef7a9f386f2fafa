'use client'

import { ActionForm, type FormAction, VerbForm } from '@/components/ui/action-form'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { CheckPage } from '@/lib/reviews/view'

interface SignFormsProps {
  page: CheckPage
  handIn: FormAction
  sign: FormAction
  reject: FormAction
}

/** The end of a review: handed in by who led it, signed or sent back by a second person. */
export function SignForms({ page, handIn, sign, reject }: SignFormsProps) {
  const { head, missing, signing, submitted } = page
  const values = { reviewId: head.id }
  if (head.mayAnswer)
    return (
      <>
        <p className="prose sec-body">
          {missing.length === 0
            ? 'Nothing is missing. Once it is handed in, a second person signs it; then it is frozen.'
            : 'It can be handed in as soon as nothing is missing.'}
        </p>
        <VerbForm
          action={handIn}
          verb="Hand in for signature"
          values={values}
          variant={missing.length === 0 ? 'primary' : 'default'}
        />
      </>
    )
  if (head.state !== 'sign-off' || !submitted) return null
  if (!signing.may)
    return (
      <p className="prose sec-body">
        Handed in by {submitted.by}. {signing.sentence}
      </p>
    )
  return (
    <>
      <p className="prose sec-body">
        Handed in by {submitted.by}. Signing writes the answers, opens the findings and freezes the record:
        nothing in it changes afterwards.
        {signing.isOwnWork &&
          ' You sign your own work, because this installation has one person: it is stamped.'}
      </p>
      <ActionForm action={sign} submit="Sign and close">
        {(state) => (
          <>
            <input type="hidden" name="reviewId" value={head.id} />
            <TextField
              label="Your name, as your signature"
              name="name"
              state={state}
              hint={`As it is written here: ${signing.name}`}
              autoComplete="off"
              required
            />
          </>
        )}
      </ActionForm>
      <details className="disclosure">
        <summary>Send it back</summary>
        <ActionForm action={reject} submit="Send back" variant="default">
          {(state) => (
            <>
              <input type="hidden" name="reviewId" value={head.id} />
              <TextAreaField label="What has to be done first" name="reason" state={state} required />
            </>
          )}
        </ActionForm>
      </details>
    </>
  )
}
