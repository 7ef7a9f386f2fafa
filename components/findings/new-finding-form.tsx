'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import { slaDays } from '@/lib/findings/due-date'
import type { NewFindingQuery } from '@/lib/findings/schema'
import { severities } from '@/lib/findings/severity'
import type { FormState } from '@/lib/form-state'
import { kindNames, originNames } from './finding-words'

type Named = { id: string; name: string }

interface NewFindingFormProps {
  choices: { systems: Named[]; people: Named[] }
  /** What whoever leads here knows already. */
  proposed: NewFindingQuery
  action: FormAction
}

const asChoices = (named: readonly Named[]) => named.map(({ id, name }) => ({ value: id, label: name }))

const severityHints = {
  critical: 'Data is lost or wrong, or the system is down.',
  high: 'It will be, unless somebody acts soon.',
  medium: 'A defence is missing; nothing breaks today.',
  low: 'Untidy, and worth a line.',
}

/** What a person saw, what to do about it, and who does it until when. */
export function NewFindingForm({ choices, proposed, action }: NewFindingFormProps) {
  return (
    <ActionForm action={action} submit="Open finding">
      {(state) => (
        <>
          <SelectField
            label="System"
            name="systemId"
            state={state}
            choices={asChoices(choices.systems)}
            initial={proposed.system ?? ''}
            empty="Choose the system"
            required
          />
          <TextField
            label="What is wrong, in one line"
            name="title"
            state={state}
            initial={proposed.title}
            maxLength={160}
            placeholder="Nobody can restore the billing archive"
            required
          />
          <TextAreaField
            label="What was seen"
            name="detail"
            state={state}
            initial={proposed.detail}
            hint="With numbers: when, where, how much. Who reads it next was not there."
            required
          />
          <TextAreaField
            label="What to do"
            name="remediation"
            state={state}
            initial={proposed.remediation}
            hint="The next step somebody else could take. Text between `backticks` is shown as a command."
            required
          />
          <Weight state={state} proposed={proposed} />
          <Plan state={state} people={choices.people} proposed={proposed} />
          <div className="form-row">
            <SelectField
              label="Kind"
              name="kind"
              state={state}
              choices={entries(kindNames, ['defect', 'knowledge-gap', 'doc-gap'])}
              initial={proposed.kind}
            />
            <SelectField
              label="Where it comes from"
              name="origin"
              state={state}
              choices={entries(originNames, ['manual', 'incident', 'alert', 'walkthrough', 'verification'])}
              initial={proposed.origin}
            />
          </div>
        </>
      )}
    </ActionForm>
  )
}

function Weight({ state, proposed }: { state: FormState; proposed: NewFindingQuery }) {
  return (
    <>
      <ChoiceList
        legend="Severity"
        name="severity"
        state={state}
        choices={severities.map((value) => ({
          value,
          label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
          hint: `${severityHints[value]} Due within ${slaDays[value]} days.`,
        }))}
        chosen={[proposed.severity]}
      />
      <TextField
        label="Why this severity"
        name="severityReason"
        state={state}
        initial={proposed.severityReason}
        maxLength={500}
        placeholder="Data of paying customers"
        required
      />
    </>
  )
}

function Plan({
  state,
  people,
  proposed,
}: {
  state: FormState
  people: readonly Named[]
  proposed: NewFindingQuery
}) {
  return (
    <div className="form-row">
      <SelectField
        label="Owner"
        name="ownerId"
        state={state}
        choices={asChoices(people)}
        initial={proposed.owner ?? ''}
        empty="Owner of the system"
        hint="It is in their list at once."
      />
      <TextField
        label="Due"
        name="due"
        type="date"
        state={state}
        initial={proposed.due ?? ''}
        hint="Empty: what the severity allows."
      />
    </div>
  )
}

function entries(names: Readonly<Record<string, string>>, keys: readonly string[]) {
  return keys.map((value) => ({ value, label: names[value] ?? value }))
}
