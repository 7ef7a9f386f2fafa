'use client'

import type { ReactNode } from 'react'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import type { AnswerChoice } from '@/lib/reviews/review-answer'
import { exclusionReasons } from '@/lib/reviews/review-state'
import type { QuestionPage } from '@/lib/reviews/view'

interface ChoicesProps {
  page: QuestionPage
  state: FormState
  disabled: boolean
}

/** The answers of a question: none chosen before, each with its key; what data suggest is marked. */
export function AnswerChoices({ page, state, disabled }: ChoicesProps) {
  const { choices, suggestion, fields } = page
  const chosen = state.values?.answer ?? fields.answer
  return (
    <div className="review-answers" id="answer">
      {state.fields?.answer && <p className="field-error">{state.fields.answer}</p>}
      {choices.map((choice) => (
        <div key={choice.value}>
          <label className="review-answer">
            <input
              key={String(chosen === choice.value)}
              type="radio"
              name="answer"
              value={choice.value}
              defaultChecked={chosen === choice.value}
              disabled={disabled}
              {...hotkeyOf(choice)}
            />
            <span className="review-answer-label">{choice.label}</span>
            {suggestion?.choice === choice.value && (
              <span className="muted small">
                {suggestion.from === 'data' ? 'suggested from data' : 'as last time'}
                {choice.value === 'value' && `: ${suggestion.label}`}
              </span>
            )}
            <span className="key muted noprint" aria-hidden="true">
              {choice.hotkey}
            </span>
          </label>
          <More page={page} state={state} choice={choice.value} hotkey={choice.hotkey} />
        </div>
      ))}
    </div>
  )
}

/** The key of a choice leads to where something is typed, where that is the answer. */
const hotkeyOf = ({ value, hotkey }: AnswerChoice) =>
  value === 'text' || value === 'value' ? {} : { 'data-hotkey': hotkey, 'aria-keyshortcuts': hotkey }

interface MoreProps {
  page: QuestionPage
  state: FormState
  choice: string
  hotkey: string
}

/** What a choice still needs: a number, words, or why it does not apply. Shown once it is chosen. */
function More({ page, state, choice, hotkey }: MoreProps): ReactNode {
  const { fields, control } = page
  if (choice === 'value')
    return (
      <div className="review-answer-field">
        <TextField
          label={`Number, in ${control.unit ?? 'units'}`}
          name="value"
          inputMode="decimal"
          data-hotkey={hotkey}
          aria-keyshortcuts={hotkey}
          state={state}
          initial={fields.value}
        />
      </div>
    )
  if (choice === 'text')
    return (
      <div className="review-answer-field">
        <TextAreaField
          label="Your answer"
          name="text"
          state={state}
          initial={fields.text}
          rows={4}
          hotkey={hotkey}
        />
      </div>
    )
  if (choice !== 'not-applicable') return null
  return (
    <div className="review-answer-field review-exclusion">
      <SelectField
        label="Why it does not apply"
        name="reasonCode"
        state={state}
        choices={exclusionReasons}
        initial={fields.reasonCode}
        empty="Choose …"
      />
      <TextField
        label="In a sentence"
        name="reason"
        state={state}
        initial={fields.reason}
        placeholder="a static site: there is no database behind it"
      />
      <TextField
        label="Until"
        name="until"
        type="date"
        state={state}
        initial={fields.until}
        hint="At most a year; empty means a year. It takes effect when the review is signed."
      />
    </div>
  )
}
