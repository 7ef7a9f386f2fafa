'use client'

import { EvidenceField } from '@/components/evidence/evidence-field'
import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { ControlView } from '@/lib/assessments/view'
import type { FormState } from '@/lib/form-state'

interface AnswerFormProps {
  view: Pick<ControlView, 'revision' | 'nextOpen' | 'suggestion' | 'answer'> & {
    control: Pick<
      ControlView['control'],
      'key' | 'type' | 'choices' | 'threshold' | 'evidencePolicy' | 'question'
    >
  }
  systemId: string
  action: FormAction
}

/** One question being answered: choices by number, nothing chosen beforehand, evidence beside them. */
export function AnswerForm({ view, systemId, action }: AnswerFormProps) {
  const { control, revision, nextOpen } = view
  return (
    <ActionForm
      action={action}
      submit={nextOpen ? 'Save and next' : 'Save'}
      beside={
        nextOpen && (
          <Button type="submit" name="goOn" value="stay">
            Save
          </Button>
        )
      }
    >
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <input type="hidden" name="controlKey" value={control.key} />
          <input type="hidden" name="expectedRevision" value={revision} />
          {control.type === 'number' || control.type === 'text' ? (
            <WrittenAnswer state={state} view={view} />
          ) : (
            <ChosenAnswer state={state} view={view} />
          )}
          <NoteField state={state} />
          <EvidenceField
            state={state}
            policy={control.evidencePolicy}
            runs={runsOf(view)}
            hint={
              control.evidencePolicy === 'required'
                ? 'Not needed to answer that something is wrong, or that you don’t know.'
                : undefined
            }
          />
        </>
      )}
    </ActionForm>
  )
}

/** Checks that the data name: their newest run can be attached. */
function runsOf({ suggestion }: AnswerFormProps['view']) {
  return (suggestion?.facts ?? []).flatMap(({ sentence, href }) => {
    const checkId = /^\/checks\/([0-9a-f-]{36})$/.exec(href ?? '')?.[1]
    return checkId ? [{ checkId, label: sentence }] : []
  })
}

interface PartProps {
  state: FormState
  view: AnswerFormProps['view']
}

interface Choice {
  value: string
  label: string
  improvement?: string
  isSuggested: boolean
}

function choicesOf({ control, suggestion }: AnswerFormProps['view']): Choice[] {
  const said = suggestion?.outcome === 'unknown' ? undefined : suggestion?.answer
  const known: Choice[] =
    control.type === 'boolean'
      ? [
          { value: 'yes', label: 'Yes', isSuggested: said?.kind === 'boolean' && said.value },
          { value: 'no', label: 'No', isSuggested: said?.kind === 'boolean' && !said.value },
        ]
      : control.choices.map(({ key, label, improvement }) => ({
          value: `choice:${key}`,
          label,
          improvement,
          isSuggested: said?.kind === 'choice' && said.choice === key,
        }))
  return [...known, { value: 'unknown', label: 'I don’t know', isSuggested: false }]
}

function ChosenAnswer({ state, view }: PartProps) {
  const error = state.fields?.answer
  const typed = state.values?.answer
  return (
    <fieldset className="field answers" id="answer" aria-describedby={error ? 'answer-error' : undefined}>
      <legend className="vh">{view.control.question}</legend>
      {error && (
        <p className="field-error" id="answer-error">
          {error}
        </p>
      )}
      {choicesOf(view).map(({ value, label, improvement, isSuggested }, index) => (
        <label key={value} className="choice">
          <input
            key={String(typed === value)}
            type="radio"
            name="answer"
            value={value}
            defaultChecked={typed === value}
            data-hotkey={index < 9 ? index + 1 : undefined}
            aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
          />
          <span>
            {index < 9 && <kbd className="answer-key">{index + 1}</kbd>} {label}
            {isSuggested && <span className="muted small"> · suggested from data</span>}
            {improvement && <span className="field-hint block">{improvement}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function WrittenAnswer({ state, view }: PartProps) {
  const { control, suggestion } = view
  const unit = control.threshold?.unit
  const said = suggestion?.answer.kind === 'number' ? ` The data say ${suggestion.answer.value}.` : ''
  return (
    <>
      {control.type === 'number' ? (
        <TextField
          label={unit ? `Answer in ${unit}` : 'Answer'}
          name="value"
          state={state}
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          hint={`A number, e.g. 85.${said}`}
        />
      ) : (
        <TextAreaField label="Answer" name="value" state={state} hint="In your own words." />
      )}
      <label className="choice">
        <input
          type="checkbox"
          name="answer"
          value="unknown"
          defaultChecked={state.values?.answer === 'unknown'}
          data-hotkey="1"
          aria-keyshortcuts="1"
        />
        <span>
          <kbd className="answer-key">1</kbd> I don’t know
        </span>
      </label>
    </>
  )
}

function NoteField({ state }: { state: FormState }) {
  return (
    <div className="field">
      <label htmlFor="note">
        Note<span className="muted font-normal"> (optional)</span>
      </label>
      <textarea
        id="note"
        name="note"
        rows={2}
        maxLength={4_000}
        defaultValue={state.values?.note ?? ''}
        data-hotkey="n"
        aria-keyshortcuts="n"
      />
      {state.fields?.note && <p className="field-error">{state.fields.note}</p>}
    </div>
  )
}
