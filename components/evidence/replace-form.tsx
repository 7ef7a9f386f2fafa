'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { EvidenceField } from './evidence-field'

/** Attaches what takes the place of a piece of evidence. */
export function ReplaceForm({ id, action }: { id: string; action: FormAction }) {
  return (
    <ActionForm action={action} submit="Replace" variant="default">
      {(state) => (
        <>
          <input type="hidden" name="id" value={id} />
          <EvidenceField state={state} policy="required" legend="What takes its place" />
        </>
      )}
    </ActionForm>
  )
}
