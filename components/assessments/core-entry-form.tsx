'use client'

import { Fold } from '@/components/findings/finding-form'
import { ActionForm, type FormAction, VerbForm } from '@/components/ui/action-form'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { CoreQuestion } from '@/lib/assessments/schema'
import type { CoreItemView, CoreQuestionsView } from '@/lib/assessments/view'

interface CoreEntryFormProps {
  systemId: string
  question: CoreQuestion
  choices: CoreQuestionsView['choices']
  action: FormAction
  /** The entry that is changed; none: a new one. */
  item?: CoreItemView
  example: string
}

/** One thing that accumulates, expires, drifts or breaks silently, and who watches it. */
export function CoreEntryForm({ systemId, question, choices, action, item, example }: CoreEntryFormProps) {
  const prefix = item?.id ?? question
  return (
    <ActionForm action={action} submit={item ? 'Save' : 'Write it down'} variant="default">
      {(state) => (
        <>
          <input type="hidden" name={item ? 'id' : 'systemId'} value={item ? item.id : systemId} />
          <input type="hidden" name="question" value={question} />
          <TextField
            label="What"
            name="what"
            id={`${prefix}-what`}
            state={state}
            initial={item?.what}
            hint={`E.g. ${example}`}
            maxLength={200}
            required
          />
          <div className="form-row">
            <SelectField
              label="Check that watches it"
              name="checkId"
              id={`${prefix}-check`}
              state={state}
              choices={choices.checks.map(({ id, name }) => ({ value: id, label: name }))}
              initial={item?.checkId ?? ''}
              empty="None"
              optional
            />
            <SelectField
              label="Task that sees to it"
              name="taskId"
              id={`${prefix}-task`}
              state={state}
              choices={choices.tasks.map(({ id, title }) => ({ value: id, label: title }))}
              initial={item?.taskId ?? ''}
              empty="None"
              optional
            />
          </div>
          <SelectField
            label="Question that asks for it"
            name="controlKey"
            id={`${prefix}-control`}
            state={state}
            choices={choices.controls.map(({ key, question: asked }) => ({ value: key, label: asked }))}
            initial={item?.controlKey ?? ''}
            empty="None"
            optional
          />
        </>
      )}
    </ActionForm>
  )
}

/** The same, folded until it is wanted. */
export function CoreEntryFold({ label, ...form }: CoreEntryFormProps & { label: string }) {
  return (
    <Fold label={label}>
      <CoreEntryForm {...form} />
    </Fold>
  )
}

/** Ends an entry. */
export function EndEntry({ item, action }: { item: CoreItemView; action: FormAction }) {
  return <VerbForm action={action} verb="End" label={`End ${item.what}`} values={{ id: item.id }} />
}

interface ProposalFormProps {
  proposals: CoreQuestionsView['proposals']
  words: Readonly<Record<CoreQuestion, string>>
  systemId: string
  action: FormAction
}

/** What checks already watch: ticked, to be taken over at once. */
export function ProposalForm({ proposals, words, systemId, action }: ProposalFormProps) {
  return (
    <ActionForm action={action} submit="Take these over">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <fieldset className="field" id="checkIds">
            <legend className="vh">What checks of this system already watch</legend>
            {proposals.map(({ checkId, checkName, what, question }) => (
              <label key={checkId} className="choice">
                <input
                  type="checkbox"
                  name="checkIds[]"
                  value={checkId}
                  defaultChecked={
                    state.values ? (state.values['checkIds[]'] ?? '').split(',').includes(checkId) : true
                  }
                />
                <span>
                  {what}{' '}
                  <span className="field-hint block">
                    {words[question]} Watched by “{checkName}”.
                  </span>
                </span>
              </label>
            ))}
            {state.fields?.checkIds && <p className="field-error">{state.fields.checkIds}</p>}
          </fieldset>
        </>
      )}
    </ActionForm>
  )
}
