'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { TextField } from '@/components/ui/text-field'

interface TeamFormProps {
  action: FormAction
  /** Absent when a team is added. */
  team?: { id: string; name: string; memberIds: readonly string[] }
  people?: readonly { id: string; name: string; email: string }[]
}

/** Name and members of a team. */
export function TeamForm({ action, team, people = [] }: TeamFormProps) {
  return (
    <ActionForm action={action} submit={team ? 'Save' : 'Add team'}>
      {(state) => (
        <>
          {team && <input type="hidden" name="id" value={team.id} />}
          <TextField
            label="Name"
            name="name"
            autoComplete="off"
            required
            initial={team?.name}
            state={state}
          />
          {team && (
            <ChoiceList
              legend="Members"
              name="memberIds"
              many
              state={state}
              choices={people.map((person) => ({ value: person.id, label: person.name, hint: person.email }))}
              chosen={team.memberIds}
            />
          )}
        </>
      )}
    </ActionForm>
  )
}
