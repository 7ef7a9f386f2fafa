import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ChecklistTable } from '@/components/checklists/checklist-table'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { checklistsHeadline } from '@/lib/checklists/sentences'
import { getChecklists } from '@/lib/checklists/service'

export const metadata: Metadata = { title: 'Checklists' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default pageDoor(async function ChecklistsPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const { inUse, retired, canWrite } = await getChecklists(viewer)
  const drafts = inUse.filter(({ draft }) => draft !== null)
  return (
    <>
      <PageHeader
        headline={checklistsHeadline(inUse)}
        lead={
          drafts.length > 0
            ? `${drafts.map(({ title }) => title).join(', ')}: a draft waits to be published.`
            : 'What is asked of systems, version by version. An answer stays valid while the question means the same.'
        }
        actions={
          canWrite && (
            <LinkButton href="/checklists/new" variant="primary">
              New checklist
            </LinkButton>
          )
        }
      />
      {(await searchParams).done === 'discarded' && (
        <FormMessage tone="ok">
          The draft, and with it the checklist that was never published, is gone.
        </FormMessage>
      )}
      {inUse.length === 0 ? (
        <EmptyState
          title="No checklist is in use."
          actions={canWrite && <LinkButton href="/checklists/new">Write one</LinkButton>}
        >
          Those that come with the product are installed when its worker starts; a text of your own works at
          once.
        </EmptyState>
      ) : (
        <Section title="In use" count={inUse.length}>
          <ChecklistTable caption="Checklists in use" lines={inUse} />
        </Section>
      )}
      {retired.length > 0 && (
        <Section title="Retired" count={retired.length}>
          <ChecklistTable caption="Retired checklists" lines={retired} />
        </Section>
      )}
    </>
  )
})
