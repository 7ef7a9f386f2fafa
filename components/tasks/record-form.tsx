'use client'

import { EvidenceField } from '@/components/evidence/evidence-field'
import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import type { OccurrenceLine } from '@/lib/tasks/view'
import { measureName } from './measure-text'

interface RecordFormProps {
  line: OccurrenceLine
  evidenceWanted: string
  /** "Last: 12 on 16 Nov". */
  earlier: string | null
  action: FormAction
}

const results = [
  { value: 'done', label: 'Done', hint: null },
  {
    value: 'done-with-problem',
    label: 'Done, with a problem',
    hint: 'Proposes a finding from your note; you confirm it.',
  },
  {
    value: 'not-possible',
    label: 'Not possible now',
    hint: 'Stays due and shows as blocked; your note says what stands in the way.',
  },
] as const

function Results({ state }: { state: FormState }) {
  const error = state.fields?.result
  const chosen = state.values?.result
  return (
    <fieldset className="field" id="result" aria-describedby={error ? 'result-error' : undefined}>
      <legend>How did it go?</legend>
      {results.map(({ value, label, hint }, index) => (
        <label key={value} className="choice">
          <input
            key={String(chosen === value)}
            type="radio"
            name="result"
            value={value}
            defaultChecked={chosen === value}
            required
            {...(index === 0 ? { 'data-hotkey': 'e', 'aria-keyshortcuts': 'e' } : {})}
          />
          <span>
            {label}
            {hint && <span className="field-hint block">{hint}</span>}
          </span>
        </label>
      ))}
      {error && (
        <p className="field-error" id="result-error">
          {error}
        </p>
      )}
    </fieldset>
  )
}

/** What became of one occurrence: how it went, a number, minutes, words, evidence. */
export function RecordForm({ line, evidenceWanted, earlier, action }: RecordFormProps) {
  const { measureLabel, measureUnit, evidencePolicy } = line
  return (
    <ActionForm action={action} submit="Record result">
      {(state) => (
        <>
          <input type="hidden" name="occurrenceId" value={line.id} />
          <input type="hidden" name="revision" value={line.revision} />
          <Results state={state} />
          <div className="form-row">
            {measureLabel && (
              <TextField
                label={measureName(measureLabel, measureUnit)}
                name="measure"
                inputMode="decimal"
                state={state}
                hint={earlier ?? 'A number says more than a tick.'}
              />
            )}
            <TextField
              label="Minutes spent"
              name="minutes"
              inputMode="numeric"
              state={state}
              hint={`About ${line.expectedMinutes} are expected.`}
            />
          </div>
          <TextAreaField
            label="Note"
            name="note"
            state={state}
            hint="What was seen, what was unusual."
            optional
          />
          {evidencePolicy !== 'none' && (
            <EvidenceField state={state} policy={evidencePolicy} hint={evidenceWanted || undefined} />
          )}
        </>
      )}
    </ActionForm>
  )
}
