'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { Section } from '@/components/ui/section'
import { TextField } from '@/components/ui/text-field'

/** Takes a system out of service; its name must be typed. */
export function ArchiveForm({
  systemId,
  name,
  action,
}: {
  systemId: string
  name: string
  action: FormAction
}) {
  return (
    <Section title="Archive" id="archive">
      <p className="sec-note prose">
        Its checks stop and it leaves all lists. Runs and findings stay readable under their own addresses,
        and the audit log keeps who archived it.
      </p>
      <ActionForm action={action} submit={`Archive ${name}`} variant="danger">
        {(state) => (
          <>
            <input type="hidden" name="systemId" value={systemId} />
            <TextField
              label={`Type ${name} to confirm`}
              name="typedName"
              state={state}
              autoComplete="off"
              required
            />
          </>
        )}
      </ActionForm>
    </Section>
  )
}
