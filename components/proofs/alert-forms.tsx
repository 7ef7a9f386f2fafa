'use client'

import { EvidenceField } from '@/components/evidence/evidence-field'
import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import { alertClassWords, alertOutcomeWords } from '@/lib/alerts/view'
import type { FormState } from '@/lib/form-state'
import { MomentField } from './moment-field'

interface AlertFormProps {
  systemId: string
  zone: string
  now: string
  action: FormAction
}

const classHints: Readonly<Record<string, string>> = {
  attention: 'It can wait until somebody is at work.',
  wake: 'It rings at night: somebody must take it at once.',
}
const outcomeHints: Readonly<Record<string, string>> = {
  acted: 'Somebody had to do something, and did.',
  'needed-nothing': 'It went away by itself, or nobody had to do anything.',
  'too-late': 'By then the harm was done.',
  unknown: 'Can be told later.',
}
const choicesOf = (words: Readonly<Record<string, string>>, hints: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label, hint: hints[value] ?? '' }))

/** One alert that fired, and what became of it. */
export function AlertForm({ systemId, zone, now, action }: AlertFormProps) {
  return (
    <ActionForm action={action} submit="Record the alert">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <TextField
            label="Alert rule"
            name="rule"
            state={state}
            placeholder="DiskFull"
            hint="As the system that sends it calls it; counts are kept by this name."
            maxLength={200}
            required
          />
          <ChoiceList
            legend="What does it want?"
            name="class"
            state={state}
            choices={choicesOf(alertClassWords, classHints)}
            chosen={[]}
          />
          <Moments state={state} zone={zone} now={now} />
          <ChoiceList
            legend="What became of it?"
            name="outcome"
            state={state}
            choices={choicesOf(alertOutcomeWords, outcomeHints)}
            chosen={[]}
          />
          <TextField label="Times snoozed" name="snoozeCount" state={state} initial="0" inputMode="numeric" />
          <TextAreaField label="Note" name="note" state={state} optional />
          <EvidenceField state={state} />
        </>
      )}
    </ActionForm>
  )
}

function Moments({ state, zone, now }: { state: FormState; zone: string; now: string }) {
  return (
    <div className="moment-row">
      <MomentField label="Fired" name="firedAt" state={state} zone={zone} initial={now} required />
      <MomentField label="Taken by somebody" name="acknowledgedAt" state={state} zone={zone} />
      <MomentField label="Ended" name="endedAt" state={state} zone={zone} />
    </div>
  )
}

const example = `rule, class, fired, acknowledged, ended, outcome, snoozes, note
DiskFull, wake, 2026-11-14 03:30, 2026-11-14 03:34, 2026-11-14 04:10, acted, 0, extended the volume
SlowAnswers, attention, 2026-11-15 11:02, , , needed nothing, 2,`

/** A list of alerts, pasted from a spreadsheet or an export. */
export function AlertListForm({ systemId, action }: { systemId: string; action: FormAction }) {
  return (
    <ActionForm action={action} submit="Record the list" variant="default">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={systemId} />
          <TextAreaField
            label="One alert per line"
            name="lines"
            state={state}
            rows={8}
            hint="Separated by commas, semicolons or tabs; at most 200. What is on record already is left out."
            required
          />
          <details className="disclosure">
            <summary>Example</summary>
            <pre>{example}</pre>
          </details>
        </>
      )}
    </ActionForm>
  )
}
