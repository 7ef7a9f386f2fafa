'use client'

import { EvidenceField } from '@/components/evidence/evidence-field'
import { MomentField } from '@/components/proofs/moment-field'
import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import { severities } from '@/lib/findings/severity'
import type { FormState } from '@/lib/form-state'
import type { IncidentFormView, IncidentTold } from '@/lib/incidents/view'

type Told = Omit<IncidentTold, 'lesson'>

const detectionChoices = [
  { value: 'us', label: 'We did', hint: 'A check, a task, or one of us who looked.' },
  { value: 'alert', label: 'An alert of another tool', hint: 'Before anybody complained.' },
  { value: 'users', label: 'Users did', hint: 'They told us. This is the one to get rid of.' },
]

const severityHints: Readonly<Record<string, string>> = {
  critical: 'Data was lost or wrong, or the system was down.',
  high: 'People could not do their work.',
  medium: 'It was slower or narrower than it should be.',
  low: 'Hardly anybody noticed.',
}

/** What happened, written down for the first time. */
export function NewIncidentForm({
  offered,
  zone,
  action,
}: {
  offered: IncidentFormView
  zone: string
  action: FormAction
}) {
  const { systems, proposed } = offered
  return (
    <ActionForm action={action} submit="Write it down">
      {(state) => (
        <>
          {proposed.findingId && <input type="hidden" name="findingId" value={proposed.findingId} />}
          {proposed.alertId && <input type="hidden" name="alertId" value={proposed.alertId} />}
          <SelectField
            label="System"
            name="systemId"
            state={state}
            choices={systems.map(({ id, name }) => ({ value: id, label: name }))}
            initial={proposed.systemId}
            empty="Choose the system"
            required
          />
          <Happened state={state} told={proposed} zone={zone} />
          <Weight state={state} told={proposed} />
          <EvidenceField state={state} />
        </>
      )}
    </ActionForm>
  )
}

/** The same later, with what was learned. */
export function EditIncidentForm({
  incident,
  zone,
  action,
}: {
  incident: { number: number; revision: number; told: IncidentTold }
  zone: string
  action: FormAction
}) {
  const { number, revision, told } = incident
  return (
    <ActionForm action={action} submit="Save">
      {(state) => (
        <>
          <input type="hidden" name="number" value={number} />
          <input type="hidden" name="revision" value={revision} />
          <Happened state={state} told={told} zone={zone} />
          <Weight state={state} told={told} />
          <TextAreaField
            label="What would have prevented it"
            name="lesson"
            state={state}
            initial={told.lesson}
            hint="In a sentence or two. What follows from it is linked on the page of the incident."
            optional
          />
        </>
      )}
    </ActionForm>
  )
}

function Happened({ state, told, zone }: { state: FormState; told: Told; zone: string }) {
  return (
    <>
      <TextField
        label="What happened, in one line"
        name="title"
        state={state}
        initial={told.title}
        maxLength={160}
        placeholder="Orders answered 500 for 40 minutes"
        required
      />
      <TextAreaField
        label="What happened"
        name="detail"
        state={state}
        initial={told.detail}
        hint="What was seen, what was done about it. Who reads it next was not there."
        rows={5}
        required
      />
      <div className="moment-row">
        <MomentField
          label="Began"
          name="startedAt"
          state={state}
          zone={zone}
          initial={told.startedAt}
          required
        />
        <MomentField
          label="Noticed"
          name="detectedAt"
          state={state}
          zone={zone}
          initial={told.detectedAt}
          required
        />
        <MomentField
          label="Over"
          name="endedAt"
          state={state}
          zone={zone}
          initial={told.endedAt}
          hint="Empty while it goes on."
        />
      </div>
      <ChoiceList
        legend="Who noticed it first?"
        name="detectedBy"
        state={state}
        choices={detectionChoices}
        chosen={[told.detectedBy]}
      />
    </>
  )
}

function Weight({ state, told }: { state: FormState; told: Told }) {
  return (
    <>
      <ChoiceList
        legend="How bad was it?"
        name="severity"
        state={state}
        choices={severities.map((value) => ({
          value,
          label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
          hint: severityHints[value] ?? '',
        }))}
        chosen={[told.severity]}
      />
      <div className="form-row">
        <TextField
          label="Minutes of work it cost"
          name="costMinutes"
          state={state}
          initial={told.costMinutes}
          inputMode="numeric"
          placeholder="90"
          hint="Of all people together. Empty: not known."
        />
        <TextField
          label="What else it cost"
          name="cost"
          state={state}
          initial={told.cost}
          maxLength={500}
          placeholder="41 orders"
          hint="In words. Empty: nothing that we know of."
        />
      </div>
    </>
  )
}
