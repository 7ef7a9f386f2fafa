'use client'

import { type KeyboardEvent, type ReactNode, useActionState, useRef } from 'react'
import { EvidenceField } from '@/components/evidence/evidence-field'
import type { FormAction } from '@/components/ui/action-form'
import { Button, LinkButton } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import { TextAreaField } from '@/components/ui/text-area-field'
import type { FormState } from '@/lib/form-state'
import type { QuestionPage } from '@/lib/reviews/view'
import { AnswerChoices } from './answer-choices'
import { EffectLine } from './effect-line'
import { SaveStatus } from './save-status'
import { type Autosave, type Presence, useAutosave, usePresence } from './use-review-live'

interface QuestionFormProps {
  page: QuestionPage
  zone: string
  /** Due date as a date field wants it. */
  dueDay: string
  action: FormAction
  /** Why, data and history: drawn by the server. */
  above: ReactNode
  below: ReactNode
}

/** One question: everything works by form alone; with a script it saves itself and hears of the others. */
export function QuestionForm({ page, zone, dueDay, action, above, below }: QuestionFormProps) {
  const [state, send] = useActionState(action, {})
  const form = useRef<HTMLFormElement>(null)
  const { head, control, position } = page
  const at = { reviewId: head.id, controlKey: control.key }
  const autosave = useAutosave(form, { ...at, revision: page.revision })
  const presence = usePresence({ ...at, enabled: head.mayAnswer }, page.present, autosave.revision)
  const isOpen = head.mayAnswer
  return (
    <form
      ref={form}
      action={send}
      className="question"
      noValidate
      onInput={(event) => chooseTyped(event.target)}
      onKeyDown={sendByKey}
      onChange={(event) => saveOnChoice(event.target, autosave, isOpen)}
      onBlur={(event) => saveOnLeave(event.target, autosave, isOpen)}
      onSubmit={() => noteSeconds(form.current, autosave)}
    >
      <p className="head-meta num">
        <Others presence={presence} position={position} reviewId={head.id} />
        <SaveStatus state={autosave.state} savedAt={page.savedAt} />
      </p>
      <Messages state={state} autosave={autosave} />
      <HiddenFields page={page} state={state} autosave={autosave} />
      <fieldset className="question-set">
        <legend>
          <span className="muted">{control.area}</span>
          <h1>{control.question}</h1>
        </legend>
        {above}
        <AnswerChoices page={page} state={state} disabled={false} />
      </fieldset>
      <NoteAndEvidence page={page} state={state} />
      <EffectLine page={page} state={state} dueDay={dueDay} zone={zone} />
      <Verbs page={page} isConflict={isConflict(state, autosave)} />
      {below}
    </form>
  )
}

const isConflict = (state: FormState, { state: saving }: Autosave) =>
  state.values?.conflict === 'yes' || saving.kind === 'conflict'

/** Whoever types an answer has chosen to. */
function chooseTyped(target: EventTarget): void {
  const isTyped = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement
  if (!isTyped || (target.name !== 'text' && target.name !== 'value')) return
  const radio = target.form?.querySelector<HTMLInputElement>(`input[name="answer"][value="${target.name}"]`)
  if (radio) radio.checked = true
}

/** Ctrl and Enter send the form from within a text, where Enter alone makes a line. */
function sendByKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
}

function saveOnChoice(target: EventTarget, autosave: Autosave, isOpen: boolean): void {
  const isChoice = target instanceof HTMLInputElement && target.type === 'radio'
  if (isOpen && (isChoice || target instanceof HTMLSelectElement)) autosave.save()
}

function saveOnLeave(target: EventTarget, autosave: Autosave, isOpen: boolean): void {
  const isText =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && ['text', 'date'].includes(target.type))
  const isEvidence = target instanceof HTMLElement && target.closest('.evidence-field') !== null
  if (isOpen && isText && !isEvidence && target.defaultValue !== target.value) autosave.save()
}

function noteSeconds(form: HTMLFormElement | null, autosave: Autosave): void {
  const seconds = form?.elements.namedItem('seconds')
  if (seconds instanceof HTMLInputElement) seconds.value = String(autosave.takeSeconds())
}

function HiddenFields({
  page,
  state,
  autosave,
}: {
  page: QuestionPage
  state: FormState
  autosave: Autosave
}) {
  const refused = Number(state.values?.revision ?? 0)
  return (
    <>
      <input type="hidden" name="reviewId" value={page.head.id} />
      <input type="hidden" name="controlKey" value={page.control.key} />
      <input type="hidden" name="revision" value={Math.max(autosave.revision, refused)} />
      <input type="hidden" name="seconds" defaultValue="0" />
    </>
  )
}

function Messages({ state, autosave }: { state: FormState; autosave: Autosave }) {
  const saving = autosave.state
  return (
    <>
      <FormMessage {...(state.fields ? { fields: state.fields } : {})}>{state.message}</FormMessage>
      {saving.kind === 'refused' && !state.message && <FormMessage>{saving.message}</FormMessage>}
      {saving.kind === 'conflict' && !state.message && (
        <FormMessage>
          {saving.conflict.theirsBy} saved “{saving.conflict.theirs.label}”
          {saving.conflict.theirs.note && `, with the note “${saving.conflict.theirs.note}”`}, while you chose
          “{saving.conflict.mine.label}”. Both are kept in the history. Choose which one counts.
        </FormMessage>
      )}
    </>
  )
}

function Others({
  presence,
  position,
  reviewId,
}: {
  presence: Presence
  position: number
  reviewId: string
}) {
  const { present, changedBy } = presence
  return (
    <>
      {present.map((person) => (
        <span key={person.name} className="present">
          {person.name} is {person.position === position ? 'here, too' : `at question ${person.position}`} ·{' '}
        </span>
      ))}
      {changedBy && (
        <span className="present">
          {changedBy} has just answered this: <a href={`/reviews/${reviewId}/q/${position}`}>show it</a> ·{' '}
        </span>
      )}
    </>
  )
}

function NoteAndEvidence({ page, state }: { page: QuestionPage; state: FormState }) {
  const { control, fields, evidence, isReproof } = page
  const isNeeded = isReproof || control.evidencePolicy === 'required'
  return (
    <>
      <div className="question-note">
        <TextAreaField
          label="Note"
          name="note"
          state={state}
          initial={fields.note}
          rows={2}
          optional
          hotkey="n"
        />
      </div>
      {evidence.length > 0 && (
        <fieldset className="field">
          <legend>Attached</legend>
          {evidence.map(({ id, title }) => (
            <label key={id} className="choice">
              <input type="checkbox" name="evidenceIds[]" value={id} defaultChecked />
              <span>
                <a href={`/evidence/${id}`}>{title}</a>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <details className="disclosure" open={isNeeded || state.values?.['evidenceIds[]'] !== undefined}>
        <summary>{isReproof ? 'Show it again: attach evidence' : 'Attach evidence'}</summary>
        <EvidenceField state={state} policy={isNeeded ? 'required' : 'optional'} legend="Evidence" />
      </details>
    </>
  )
}

function Verbs({ page, isConflict: collides }: { page: QuestionPage; isConflict: boolean }) {
  const { head, position, previousPosition, nextPosition } = page
  const to = (place: number | null) => `/reviews/${head.id}/${place === null ? 'check' : `q/${place}`}`
  return (
    <div className="actions question-verbs">
      {head.mayAnswer ? (
        <Button type="submit" variant="primary" aria-keyshortcuts="Enter">
          {collides ? 'Keep my answer' : 'Save and next'}
        </Button>
      ) : null}
      {collides && (
        <a className="btn" href={to(position)}>
          Keep theirs
        </a>
      )}
      {previousPosition !== null && (
        <LinkButton href={to(previousPosition)} data-hotkey="[" aria-keyshortcuts="[">
          Back
        </LinkButton>
      )}
      <LinkButton href={to(nextPosition)} data-hotkey="]" aria-keyshortcuts="]">
        {head.mayAnswer ? 'Skip for now' : 'Next'}
      </LinkButton>
    </div>
  )
}
