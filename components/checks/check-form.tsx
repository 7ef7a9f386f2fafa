'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { Section } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { CheckForm as CheckFormView } from '@/lib/checks/changes'
import type { ConfigField } from '@/lib/checks/config-fields'
import type { FormState } from '@/lib/form-state'
import { formatDuration } from '@/lib/format/moment'

interface PartProps {
  check: CheckFormView
  state: FormState
}

/** Thresholds and settings of a check, generated from its kind, and its schedule. */
export function CheckForm({ check, action }: { check: CheckFormView; action: FormAction }) {
  return (
    <ActionForm action={action} submit="Save and run now">
      {(state) => (
        <>
          <input type="hidden" name="checkId" value={check.id} />
          <Section title="Thresholds and settings" id="settings">
            <div className="form">
              {check.fields.map((field) => (
                <Setting key={field.name} field={field} state={state} />
              ))}
              {check.fields.length === 0 && <p className="muted">This kind has no settings.</p>}
              <p className="field-hint">Where the standard values come from: {check.thresholdSource}</p>
            </div>
          </Section>
          <Section title="Schedule" id="schedule">
            <Schedule check={check} state={state} />
          </Section>
        </>
      )}
    </ActionForm>
  )
}

function Schedule({ check, state }: PartProps) {
  const standard = `Standard: ${check.standardIntervalSeconds} (${formatDuration(check.standardIntervalSeconds)})`
  return (
    <div className="form">
      <TextField label="Name" name="name" state={state} initial={check.name} maxLength={120} required />
      <TextField
        label="Every … seconds"
        name="intervalSeconds"
        inputMode="numeric"
        state={state}
        initial={String(check.intervalSeconds)}
        hint={standard}
        required
      />
      <div className="form-row">
        <TextField
          label="Gives up after … seconds"
          name="timeoutSeconds"
          inputMode="decimal"
          state={state}
          initial={String(check.timeoutSeconds)}
          required
        />
        <TextField
          label="Fails after … runs in a row"
          name="failAfter"
          inputMode="numeric"
          state={state}
          initial={String(check.failAfter)}
          required
        />
      </div>
    </div>
  )
}

function Setting({ field, state }: { field: ConfigField; state: FormState }) {
  const name = `config.${field.name}`
  const hint = field.standard === '' ? undefined : `Standard: ${field.standard.replaceAll('\n', ', ')}`
  const said = { label: field.label, name, state, hint, initial: field.value }
  switch (field.input) {
    case 'select':
      return <SelectField {...said} choices={field.choices.map((value) => ({ value, label: value }))} />
    case 'checkbox':
      return (
        <SelectField
          {...said}
          choices={[
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
          ]}
        />
      )
    case 'lines':
      return <TextAreaField {...said} hint={hint ?? 'One per line'} />
    case 'number':
      return <TextField {...said} inputMode="decimal" />
    case 'text':
      return <TextField {...said} autoComplete="off" spellCheck={false} />
  }
}
