import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ErrorList } from '@/components/checklists/error-list'
import { DraftForm } from '@/components/checklists/yaml-forms'
import { VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { getDraft } from '@/lib/checklists/draft-service'
import { draftHeadline } from '@/lib/checklists/sentences'
import type { DraftPage } from '@/lib/checklists/view'
import { discardDraftAction, saveDraftAction, startDraftAction } from '../../actions'
import { factNames } from '../../fact-names'

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const done: Readonly<Record<string, string>> = {
  created: 'Taken in as a new checklist. Nothing counts before you publish it.',
  imported: 'Taken in as the next version of this checklist. Nothing changes before you publish it.',
  saved: 'Saved.',
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Draft of ${(await params).key}` }
}

export default pageDoor(async function EditChecklistPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { key } = await params
  const draft = await getDraft(viewer, key, factNames)
  if (!draft) return <NoDraft checklistKey={key} />
  const said = (await searchParams).done
  return (
    <>
      <PageHeader
        meta={<Where checklistKey={key} draft={draft} zone={viewer.timeZone} />}
        headline={draftHeadline(draft)}
        actions={
          <VerbForm
            action={discardDraftAction}
            verb="Discard draft"
            variant="danger"
            values={{ key, revision: String(draft.revision) }}
          />
        }
      />
      <FormMessage tone="ok">{typeof said === 'string' ? done[said] : undefined}</FormMessage>
      <ErrorList draft={draft} />
      <DraftForm
        // Another revision is another text to begin with.
        key={draft.revision}
        action={saveDraftAction}
        checklistKey={key}
        revision={draft.revision}
        text={draft.text}
        badLines={draft.errors.map(({ line }) => line)}
      />
    </>
  )
})

function Where({ checklistKey, draft, zone }: { checklistKey: string; draft: DraftPage; zone: string }) {
  return (
    <>
      <Link href="/checklists">Checklists</Link> ·{' '}
      <Link href={`/checklists/${checklistKey}`}>{draft.title}</Link> · edited{' '}
      {draft.editedAt && <Moment at={draft.editedAt} zone={zone} />} by {draft.editedBy ?? 'the installation'}
    </>
  )
}

function NoDraft({ checklistKey }: { checklistKey: string }) {
  return (
    <>
      <PageHeader
        meta={<Link href={`/checklists/${checklistKey}`}>{checklistKey}</Link>}
        headline="There is no draft"
        lead="A draft begins with the text of the published version. Nobody is asked anything else until it is published."
      />
      <div className="actions after-head">
        <VerbForm
          action={startDraftAction}
          verb="Start the next version"
          variant="primary"
          values={{ key: checklistKey }}
        />
        <LinkButton href={`/checklists/${checklistKey}`}>Back to the checklist</LinkButton>
      </div>
    </>
  )
}
