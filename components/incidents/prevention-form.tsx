'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import type { PreventionQuery } from '@/lib/incidents/schema'
import type { PreventionChoices } from '@/lib/incidents/view'

interface Props {
  choices: PreventionChoices
  query: PreventionQuery
  action: FormAction
}

const submits: Readonly<Record<PreventionQuery['how'], string>> = {
  check: 'Link this check',
  'new-check': 'Add and link this check',
  task: 'Link this task',
  'new-task': 'Plan and link this task',
  control: 'Link this question',
  'new-control': 'Draft and link this question',
  'alert-rule': 'Link this rule',
}

/** One way of preventing the next one: chosen, or made here. */
export function PreventionForm({ choices, query, action }: Props) {
  return (
    <ActionForm action={action} submit={submits[query.how]}>
      {(state) => (
        <>
          <input type="hidden" name="number" value={choices.incident.number} />
          <input type="hidden" name="how" value={query.how} />
          <Thing choices={choices} query={query} state={state} />
          <TextAreaField
            label="How would it have prevented this one?"
            name="why"
            state={state}
            initial={query.why}
            hint="One sentence: what would have been seen or done, and when."
            required
          />
        </>
      )}
    </ActionForm>
  )
}

function Thing({ choices, query, state }: Omit<Props, 'action'> & { state: FormState }) {
  switch (query.how) {
    case 'check':
      return <Choice name="checkId" label="Check" from={choices.checks} what={query.what} state={state} />
    case 'new-check':
      return (
        <Choice
          name="offer"
          label="What is to be looked at"
          from={choices.offers}
          what={query.what}
          state={state}
          hint="Runs at once, with the limits of its kind; they can be changed on its page."
        />
      )
    case 'task':
      return (
        <>
          <Choice name="taskId" label="Task" from={choices.tasks} what={query.what} state={state} />
          <Times state={state} />
        </>
      )
    case 'new-task':
      return <NewTask title={query.title} state={state} />
    case 'control':
      return (
        <Choice name="controlKey" label="Question" from={choices.controls} what={query.what} state={state} />
      )
    case 'new-control':
      return <NewQuestion state={state} />
    case 'alert-rule':
      return (
        <TextField
          label="Alert rule"
          name="alertRule"
          state={state}
          initial={query.what || query.title}
          maxLength={200}
          placeholder="DiskFillsWithin24h"
          hint="As the tool that sends it calls it. When it rings, record the alert and what became of it."
          required
        />
      )
  }
}

function Choice({
  name,
  label,
  from,
  what,
  state,
  hint,
}: {
  name: string
  label: string
  from: readonly { value: string; label: string }[]
  what: string
  state: FormState
  hint?: string
}) {
  return (
    <SelectField
      label={label}
      name={name}
      state={state}
      choices={from}
      initial={from.some(({ value }) => value === what) ? what : ''}
      empty={from.length === 0 ? 'There is none; choose another way above' : 'Choose one'}
      hint={hint}
      required
    />
  )
}

function Times({ state }: { state: FormState }) {
  return (
    <TextField
      label="Times on time until it counts as proven"
      name="neededTimes"
      state={state}
      initial="2"
      inputMode="numeric"
      required
    />
  )
}

function NewTask({ title, state }: { title: string; state: FormState }) {
  return (
    <>
      <TextField
        label="What is to be done"
        name="title"
        state={state}
        initial={title}
        maxLength={160}
        placeholder="Remove archives older than 30 days"
        required
      />
      <TextAreaField
        label="How"
        name="procedure"
        state={state}
        hint="Steps that somebody can follow at two in the morning."
        rows={4}
        required
      />
      <div className="form-row">
        <SelectField
          label="How often"
          name="tier"
          state={state}
          initial="weekly"
          choices={['daily', 'weekly', 'monthly', 'quarterly'].map((value) => ({ value, label: value }))}
          hint="In the low-traffic window; changed on its page."
        />
        <Times state={state} />
      </div>
    </>
  )
}

function NewQuestion({ state }: { state: FormState }) {
  return (
    <>
      <TextField
        label="Question"
        name="question"
        state={state}
        maxLength={300}
        placeholder="Does every archive folder have a limit?"
        hint="It can be answered yes or no, and yes is good."
        required
      />
      <TextAreaField
        label="What to do when the answer is no"
        name="remediation"
        state={state}
        hint="The next step somebody could take."
        required
      />
    </>
  )
}
