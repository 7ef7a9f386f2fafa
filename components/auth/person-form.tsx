'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { ChoiceList } from '@/components/ui/choice-list'
import { TextField } from '@/components/ui/text-field'
import type { Role } from '@/lib/auth/viewer'
import { roleChoices } from './role-choices'

interface PersonFormProps {
  action: FormAction
  teams: readonly { id: string; name: string }[]
  /** Whose account it is; nobody's yet when one is added. */
  person?: { id: string; name: string; role: Role; teamIds: readonly string[] }
}

/** Name, role and teams of somebody; the address, too, when the account is made. */
export function PersonForm({ action, teams, person }: PersonFormProps) {
  return (
    <ActionForm action={action} submit={person ? 'Save' : 'Add person'}>
      {(state) => (
        <>
          {person && <input type="hidden" name="id" value={person.id} />}
          <TextField
            label="Name"
            name="name"
            autoComplete="off"
            required
            initial={person?.name}
            state={state}
          />
          {!person && (
            <TextField label="E-mail" name="email" type="email" autoComplete="off" required state={state} />
          )}
          <ChoiceList
            legend="Role"
            name="role"
            state={state}
            choices={roleChoices}
            chosen={[person?.role ?? 'maintainer']}
          />
          <ChoiceList
            legend="Teams"
            name="teamIds"
            many
            state={state}
            choices={teams.map((team) => ({ value: team.id, label: team.name }))}
            chosen={person?.teamIds ?? []}
            none="There is no team yet."
          />
        </>
      )}
    </ActionForm>
  )
}
