'use client'

import { ActionForm, type FormAction, VerbForm } from '@/components/ui/action-form'
import { FormMessage } from '@/components/ui/form-message'
import { Section } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { DependencyForm } from '@/lib/systems/dependencies'

interface DependencyFormsProps {
  systemId: string
  name: string
  form: DependencyForm
  /** What was just done. */
  notice?: string
  actions: { add: FormAction; remove: FormAction }
}

/** What a system needs to work: taken out one by one, added one by one. */
export function DependencyForms({ systemId, name, form, notice, actions }: DependencyFormsProps) {
  return (
    <Section title={`What ${name} needs`} id="needs" count={form.needs.length}>
      <p className="sec-note prose">
        Name what it talks to itself: when that fails, whoever looks at {name} looks there first.
      </p>
      <FormMessage tone="ok">{notice}</FormMessage>
      {form.needs.length > 0 && (
        <ul className="plain-list">
          {form.needs.map((need) => (
            <li key={need.id} className="need">
              <span>
                <b>{need.name}</b> <span className="muted">{need.purpose}</span>
              </span>
              <VerbForm
                action={actions.remove}
                verb="Take out"
                label={`Take out ${need.name}`}
                values={{ systemId, dependsOnId: need.id }}
              />
            </li>
          ))}
        </ul>
      )}
      {form.others.length > 0 && (
        <ActionForm action={actions.add} submit="Add" variant="default">
          {(state) => (
            <>
              <input type="hidden" name="systemId" value={systemId} />
              <SelectField
                label="It needs"
                name="dependsOnId"
                state={state}
                choices={form.others.map((other) => ({ value: other.id, label: other.name }))}
                empty="Choose a system"
                required
              />
              <TextField
                label="What for"
                name="purpose"
                state={state}
                maxLength={200}
                placeholder="stores its sessions there"
                required
              />
            </>
          )}
        </ActionForm>
      )}
    </Section>
  )
}
