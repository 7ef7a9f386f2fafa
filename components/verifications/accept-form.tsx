'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import type { AcceptForm } from '@/lib/verifications/guided-schema'
import { areaQuestions } from '@/lib/verifications/view'
import { kindWords } from './kind-words'

interface AcceptFormProps {
  ids: { systemId: string; id: string }
  /** What is filled in already: the key of the row that was chosen. */
  pattern: string
  area: AcceptForm['area']
  kind: AcceptForm['kind']
  action: FormAction
}

/** What the filter of the page leaves of it, in words. */
function narrowed(area: AcceptForm['area'], kind: AcceptForm['kind']): string {
  if (area === '' && kind === '') return ''
  const words = [area && areaQuestions[area].title, kind && kindWords[kind].word].filter(Boolean)
  return ` Only ${words.join(', ')}, as the list is filtered now.`
}

/** Says that something may differ, and why: one thing by its key, or many by a pattern. */
export function AcceptDifferences({ ids, pattern, area, kind, action }: AcceptFormProps) {
  return (
    <ActionForm action={action} submit="Accept" variant="default">
      {(state) => (
        <>
          <input type="hidden" name="systemId" value={ids.systemId} />
          <input type="hidden" name="id" value={ids.id} />
          <input type="hidden" name="area" value={area} />
          <input type="hidden" name="kind" value={kind} />
          <TextField
            label="What may differ"
            name="pattern"
            state={state}
            initial={pattern}
            placeholder="uploads: cache/*"
            maxLength={1_000}
            hint={`The name as it stands above; * stands for anything.${narrowed(area, kind)}`}
            required
          />
          <TextAreaField
            label="Why"
            name="reason"
            state={state}
            rows={2}
            hint="It is printed in the signed record, with your name."
            required
          />
        </>
      )}
    </ActionForm>
  )
}
