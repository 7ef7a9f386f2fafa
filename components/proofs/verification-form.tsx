'use client'

import { EvidenceField } from '@/components/evidence/evidence-field'
import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import type { VerificationItem } from '@/lib/verifications/schema'
import { areaQuestions, outcomeWords, type VerificationView } from '@/lib/verifications/view'

const outcomes = Object.entries(outcomeWords).map(([value, label]) => ({ value, label }))

interface VerificationFormProps {
  systemId: string
  verification: VerificationView
  action: FormAction
}

/** Five areas, each decided or left for later; closing wants all of them decided and nothing missing. */
export function VerificationForm({ systemId, verification, action }: VerificationFormProps) {
  return (
    <ActionForm
      action={action}
      submit="Save, and go on later"
      variant="default"
      beside={
        <Button type="submit" variant="primary" name="close" value="yes">
          Close the verification
        </Button>
      }
    >
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <input type="hidden" name="verificationId" value={verification.id} />
          <input type="hidden" name="revision" value={verification.revision} />
          {verification.items.map((item) => (
            <AreaFields key={item.area} item={item} state={state} />
          ))}
          <EvidenceField
            state={state}
            policy={verification.evidenceIds.length > 0 ? 'optional' : 'required'}
            hint="Needed to close it: the counts, the list of files compared, the log of a job."
          />
        </>
      )}
    </ActionForm>
  )
}

const textOf = (count: number | null) => (count === null ? '' : String(count))

function AreaFields({ item, state }: { item: VerificationItem; state: FormState }) {
  const { area } = item
  const { title, question } = areaQuestions[area]
  const number = (part: 'Expected' | 'Found' | 'Missing', initial: string) => (
    <TextField
      label={part}
      name={`${area}${part}`}
      state={state}
      initial={initial}
      inputMode="numeric"
      aria-label={`${title}: ${part.toLowerCase()}`}
    />
  )
  return (
    <fieldset className="field proof-area">
      <legend>{title}</legend>
      <p className="field-hint">{question}</p>
      <div className="proof-area-row">
        <SelectField
          label="Outcome"
          name={`${area}Outcome`}
          state={state}
          choices={outcomes}
          initial={item.outcome}
        />
        {number('Expected', textOf(item.expected))}
        {number('Found', textOf(item.found))}
        {number('Missing', item.missing > 0 ? String(item.missing) : '')}
      </div>
      <TextField
        label={
          <>
            What was compared<span className="muted font-normal"> (optional)</span>
          </>
        }
        name={`${area}Detail`}
        state={state}
        initial={item.detail}
        maxLength={2_000}
      />
    </fieldset>
  )
}
