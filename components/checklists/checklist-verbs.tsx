import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import type { ChecklistPage } from '@/lib/checklists/view'
import { RetireForm } from './publish-form'

/** What can be done with a checklist from its page: the next step first. */
export function ChecklistVerbs({
  page,
  startDraftAction,
}: {
  page: ChecklistPage
  startDraftAction: FormAction
}) {
  const { line, canWrite, shown } = page
  const path = `/checklists/${line.key}`
  return (
    <>
      {canWrite && !line.isRetired && line.draft !== null && (
        <LinkButton href={`${path}/edit`} variant="primary">
          Open the draft
        </LinkButton>
      )}
      {canWrite && !line.isRetired && line.draft === null && (
        <VerbForm action={startDraftAction} verb="Start the next version" values={{ key: line.key }} />
      )}
      {line.published !== null && !line.isRetired && (
        <LinkButton href={`${path}/systems`}>Systems</LinkButton>
      )}
      <a className="btn" href={`${path}/versions/${shown.number}/yaml`} download>
        Download YAML
      </a>
    </>
  )
}

interface ManageProps {
  page: ChecklistPage
  retireAction: FormAction
  restoreAction: FormAction
}

/** What is done rarely: a copy, retiring, bringing back. */
export function ManageChecklist({ page: { line, canWrite }, retireAction, restoreAction }: ManageProps) {
  if (!canWrite) return null
  return (
    <Section title="Manage" id="manage">
      <div className="folds">
        {line.published !== null && (
          <LinkButton href={`/checklists/new?from=${line.key}`}>Copy as a new checklist</LinkButton>
        )}
        {line.isRetired && (
          <VerbForm action={restoreAction} verb="Bring it back into use" values={{ key: line.key }} />
        )}
        {!line.isRetired && line.published !== null && (
          <details className="disclosure">
            <summary>Retire it</summary>
            <p className="sec-note">
              It stops counting for {line.systems} {line.systems === 1 ? 'system' : 'systems'}; the{' '}
              {line.answered} valid answers and all versions stay readable, and it can be brought back.
            </p>
            <RetireForm action={retireAction} checklistKey={line.key} />
          </details>
        )}
      </div>
    </Section>
  )
}
