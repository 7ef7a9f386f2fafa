'use client'

import { criticalityChoices, environmentChoices } from '@/components/systems/system-choices'
import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { Section } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { FormState } from '@/lib/form-state'
import type { TrialView } from '@/lib/trials/view'
import { ProposalTable } from './proposal-table'

interface Props {
  trial: TrialView
  viewerId: string
  choices: { people: { id: string; name: string }[]; teams: { id: string; name: string }[] }
  /** The system that it will belong to; null: a new one. */
  to: { id: string; name: string } | null
  action: FormAction
}

/** Ticked proposals with their live results, and the few facts that only a person knows. */
export function SystemForm({ trial, viewerId, choices, to, action }: Props) {
  return (
    <ActionForm action={action} submit={trial.pending ? 'Wait for the test' : 'Save and start watching'}>
      {(state) => (
        <>
          <input type="hidden" name="trialId" value={trial.id} />
          <Section
            title="Checks"
            id="checks"
            count={`${trial.targets.flatMap(({ checks }) => checks).length} proposed`}
          >
            {state.fields?.checks && <p className="field-error">{state.fields.checks}</p>}
            {trial.targets.map((target) => (
              <ProposalTable
                key={`${target.kind} ${target.address}`}
                target={target}
                pending={trial.pending}
              />
            ))}
          </Section>
          {to ? (
            <input type="hidden" name="systemId" value={to.id} />
          ) : (
            <Section title="About the system" id="about">
              <Facts state={state} trial={trial} viewerId={viewerId} choices={choices} />
            </Section>
          )}
        </>
      )}
    </ActionForm>
  )
}

function Facts({ state, trial, viewerId, choices }: Omit<Props, 'action' | 'to'> & { state: FormState }) {
  const list = (people: readonly { id: string; name: string }[]) =>
    people.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className="form">
      <TextField label="Name" name="name" state={state} initial={trial.name} maxLength={80} required />
      <SelectField
        label="Owner"
        name="ownerId"
        state={state}
        choices={list(choices.people)}
        initial={viewerId}
        hint="Who answers for it: findings go to this person."
        required
      />
      <ChoiceList
        legend="How bad is an outage?"
        name="criticality"
        state={state}
        choices={criticalityChoices}
        chosen={[]}
      />
      <SelectField
        label="Environment"
        name="environment"
        state={state}
        choices={environmentChoices}
        initial="production"
      />
      <SelectField
        label="Team"
        name="teamId"
        state={state}
        choices={list(choices.teams)}
        empty="No team: every maintainer may change it"
        optional
      />
    </div>
  )
}
