'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { outcomeNames, stepOutcomes } from '@/lib/walkthroughs/outcomes'

interface OfWalkthrough {
  walkthroughId: string
  action: FormAction
}

const outcomes = stepOutcomes.map((value) => ({ value, label: outcomeNames[value] }))

/** What came of looking for something. */
export function StepForm({
  walkthroughId,
  action,
  chapter,
  step,
  isFirst,
}: OfWalkthrough & {
  chapter: number
  step: { key: string; task: string; outcome: string | null; comment: string }
  /** Of the page: messages lead to it. */
  isFirst: boolean
}) {
  return (
    <ActionForm action={action} submit={step.outcome ? 'Change' : 'Write it down'} variant="default">
      {(state) => (
        <>
          <input type="hidden" name="walkthroughId" value={walkthroughId} />
          <input type="hidden" name="chapter" value={chapter} />
          <input type="hidden" name="step" value={step.key} />
          <fieldset className="field walk-outcomes" id={isFirst ? 'outcome' : `outcome-${step.key}`}>
            <legend className="vh">What came of: {step.task}</legend>
            {outcomes.map(({ value, label }) => (
              <label key={value} className="choice">
                <input
                  key={String((state.values?.outcome ?? step.outcome) === value)}
                  type="radio"
                  name="outcome"
                  value={value}
                  defaultChecked={(state.values?.outcome ?? step.outcome) === value}
                />
                <span>{label}</span>
              </label>
            ))}
          </fieldset>
          <TextAreaField
            label="Where, or what was missing"
            name="comment"
            id={`comment-${step.key}`}
            state={state}
            initial={step.comment}
            rows={2}
            optional
          />
        </>
      )}
    </ActionForm>
  )
}

/** The own answer, before the recorded one is shown. */
export function CoreForm({
  walkthroughId,
  action,
  chapter,
  question,
}: OfWalkthrough & { chapter: number; question: string }) {
  return (
    <ActionForm action={action} submit="Keep my answer" variant="default">
      {(state) => (
        <>
          <input type="hidden" name="walkthroughId" value={walkthroughId} />
          <input type="hidden" name="chapter" value={chapter} />
          <input type="hidden" name="question" value={question} />
          <TextAreaField
            label="What do you think, before you see what is recorded?"
            name="text"
            id={`text-${question}`}
            state={state}
            rows={2}
            hint="One or two things are enough. It is kept as you write it."
            required
          />
        </>
      )}
    </ActionForm>
  )
}

/** The end of the path. */
export function HandInForm({ walkthroughId, action, confusion }: OfWalkthrough & { confusion: string }) {
  return (
    <ActionForm action={action} submit="Hand it to the mentor">
      {(state) => (
        <>
          <input type="hidden" name="walkthroughId" value={walkthroughId} />
          <TextAreaField
            label="What confused you?"
            name="confusion"
            state={state}
            initial={confusion}
            rows={3}
            hint="Names, gaps, things said twice. Whatever you write becomes a finding about what is written."
            optional
          />
        </>
      )}
    </ActionForm>
  )
}

/** What the mentor says of it. */
export function VerdictForm({ walkthroughId, action }: OfWalkthrough) {
  return (
    <ActionForm action={action} submit="Save">
      {(state) => (
        <>
          <input type="hidden" name="walkthroughId" value={walkthroughId} />
          <ChoiceList
            legend="Your verdict"
            name="verdict"
            state={state}
            choices={[
              { value: 'sign', label: 'Sign: they know what matters here' },
              { value: 'return', label: 'Give it back', hint: 'Say below what is still to be looked at.' },
            ]}
            chosen={['sign']}
          />
          <TextAreaField label="A word to them" name="note" state={state} rows={2} optional />
        </>
      )}
    </ActionForm>
  )
}

interface AssignFormProps {
  systemId: string
  people: readonly { id: string; name: string }[]
  action: FormAction
}

/** Asks somebody to walk through the system. */
export function AssignForm({ systemId, people, action }: AssignFormProps) {
  const choices = people.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <ActionForm action={action} submit="Ask them" variant="default">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <div className="form-row">
            <SelectField
              label="Who"
              name="userId"
              state={state}
              choices={choices}
              empty="Choose …"
              required
            />
            <SelectField
              label="Mentor"
              name="mentorId"
              state={state}
              choices={choices}
              empty="Whoever maintains it"
              optional
            />
          </div>
        </>
      )}
    </ActionForm>
  )
}

interface NoteFormProps {
  systemId: string
  chapter: number
  wanted: string | null
  note: { text: string; revision: number }
  action: FormAction
}

/** What only the owner can tell. */
export function NoteForm({ systemId, chapter, wanted, note, action }: NoteFormProps) {
  return (
    <ActionForm action={action} submit={note.text ? 'Save, it holds today' : 'Save'} variant="default">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <input type="hidden" name="chapter" value={chapter} />
          <input type="hidden" name="revision" value={note.revision} />
          <TextAreaField
            label={wanted ?? 'What should newcomers know that no data tell?'}
            name="text"
            id="note-text"
            state={state}
            initial={note.text}
            rows={3}
            hint="At most 400 characters. Never write passwords here."
            optional
          />
        </>
      )}
    </ActionForm>
  )
}
