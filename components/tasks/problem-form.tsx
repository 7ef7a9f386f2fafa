'use client'

import { ActionForm, type FormAction } from '@/components/ui/action-form'
import { SelectField } from '@/components/ui/select-field'
import { TextAreaField } from '@/components/ui/text-area-field'
import { TextField } from '@/components/ui/text-field'
import { severities } from '@/lib/findings/severity'
import type { FindingProposal } from '@/lib/tasks/task-view'

/** "Done, with a problem": the finding that would be, ready to be confirmed or changed. */
export function ProblemForm({ proposal, action }: { proposal: FindingProposal; action: FormAction }) {
  return (
    <ActionForm action={action} submit="Open this finding">
      {(state) => (
        <>
          <input type="hidden" name="occurrenceId" value={proposal.occurrenceId} />
          <TextField
            label="What is wrong"
            name="title"
            state={state}
            initial={proposal.title}
            maxLength={200}
            required
          />
          <TextAreaField
            label="What was seen"
            name="detail"
            state={state}
            initial={proposal.detail}
            required
          />
          <TextAreaField
            label="What to do"
            name="remediation"
            state={state}
            initial={proposal.remediation}
            optional
          />
          <div className="form-row">
            <SelectField
              label="Severity"
              name="severity"
              state={state}
              choices={severities.map((severity) => ({ value: severity, label: severity }))}
              initial={proposal.severity}
            />
            <SelectField
              label="Owner"
              name="ownerId"
              state={state}
              choices={proposal.people.map(({ id, name }) => ({ value: id, label: name }))}
              initial={proposal.ownerId ?? ''}
              empty="Choose who takes care of it"
              required
            />
            <TextField label="Due" name="due" type="date" state={state} initial={proposal.due} required />
          </div>
        </>
      )}
    </ActionForm>
  )
}
