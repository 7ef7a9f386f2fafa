import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ChecklistVerbs, ManageChecklist } from '@/components/checklists/checklist-verbs'
import { ControlList } from '@/components/checklists/control-list'
import { VersionTable } from '@/components/checklists/version-table'
import { occasionWords } from '@/components/checklists/words'
import { FormMessage } from '@/components/ui/form-message'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { checklistHeadline } from '@/lib/checklists/sentences'
import { getChecklist } from '@/lib/checklists/service'
import type { ChecklistPage } from '@/lib/checklists/view'
import { restoreChecklistAction, retireChecklistAction, startDraftAction } from '../actions'

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const done: Readonly<Record<string, string>> = {
  published: 'Published. What means something else now is asked again.',
  discarded: 'The draft is gone; the published version stays.',
  retired: 'Retired. Its answers stay readable.',
  restored: 'In use again.',
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Checklist ${(await params).key}` }
}

export default pageDoor(async function OneChecklistPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const page = await getChecklist(viewer, (await params).key)
  const said = (await searchParams).done
  const { line, shown } = page
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/checklists">Checklists</Link> · <code>{line.key}</code>
          </>
        }
        headline={checklistHeadline(line)}
        lead={line.purpose}
        actions={<ChecklistVerbs page={page} startDraftAction={startDraftAction} />}
      />
      <FormMessage tone="ok">{typeof said === 'string' ? done[said] : undefined}</FormMessage>
      <Notices page={page} />
      <Facts page={page} zone={viewer.timeZone} />
      {shown.controls.length === 0 && (
        <p className="sec-note">The text of this draft has errors, so its questions cannot be shown.</p>
      )}
      <ControlList controls={shown.controls} />
      <Section title="Versions" count={page.versions.length}>
        <VersionTable checklistKey={line.key} versions={page.versions} zone={viewer.timeZone} />
      </Section>
      <ManageChecklist
        page={page}
        retireAction={retireChecklistAction}
        restoreAction={restoreChecklistAction}
      />
    </>
  )
})

function Notices({ page: { line, proposed, hasNewerText } }: { page: ChecklistPage }) {
  return (
    <>
      {hasNewerText && (
        <p className="notice">
          <strong>A newer text came with the product.</strong> It waits until the draft here is published or
          discarded.
        </p>
      )}
      {proposed > 0 && (
        <p className="sec-note">
          <Link href={`/checklists/${line.key}/systems?view=proposed`} prefetch={false}>
            {proposed === 1 ? 'One more system' : `${proposed} more systems`}
          </Link>{' '}
          could be asked as well.
        </p>
      )}
    </>
  )
}

function Facts({ page: { line, shown, retiredAt }, zone }: { page: ChecklistPage; zone: string }) {
  return (
    <dl className="facts">
      <div>
        <dt>Version</dt>
        <dd>
          {shown.number}
          {shown.state === 'draft' && ', a draft'}
        </dd>
      </div>
      <div>
        <dt>Occasion</dt>
        <dd>{occasionWords[line.occasion]}</dd>
      </div>
      <div>
        <dt>Meant for</dt>
        <dd>{line.appliesTo.length === 0 ? 'every kind of system' : line.appliesTo.join(', ')}</dd>
      </div>
      {line.publishedAt && (
        <div>
          <dt>Published</dt>
          <dd>
            <Moment at={line.publishedAt} zone={zone} />
          </dd>
        </div>
      )}
      {retiredAt && (
        <div>
          <dt>Retired</dt>
          <dd>
            <Moment at={retiredAt} zone={zone} />
          </dd>
        </div>
      )}
      <div>
        <dt>Origin</dt>
        <dd>{line.isShipped ? 'comes with Wheeltapper' : 'written here'}</dd>
      </div>
    </dl>
  )
}
