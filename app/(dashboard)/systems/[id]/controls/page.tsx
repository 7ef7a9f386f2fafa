import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { AnswerNotice } from '@/components/assessments/answer-notice'
import { ControlList } from '@/components/assessments/control-list'
import { SystemTabs } from '@/components/systems/system-tabs'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { controlsHeadline } from '@/lib/assessments/controls-headline'
import { getControls } from '@/lib/assessments/service'
import type { ControlsView } from '@/lib/assessments/view'
import { getSystemHead } from '@/lib/overview/service'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Controls' }

export default pageDoor(async function ControlsPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const [{ system }, view] = await Promise.all([getSystemHead(viewer, id), getControls(viewer, id)])
  const first = firstOpen(view)
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${id}`} prefetch={false}>
              {system.name}
            </Link>{' '}
            · Controls{system.archivedAt && ' · archived'}
          </>
        }
        headline={controlsHeadline(view)}
        lead={
          view.counts.excluded > 0
            ? `${view.counts.excluded} ${view.counts.excluded === 1 ? 'question is' : 'questions are'} left out as not applicable.`
            : undefined
        }
        actions={
          <>
            {view.editable && first && (
              <LinkButton href={`/systems/${id}/controls/${first}`} variant="primary">
                Answer the next
              </LinkButton>
            )}
            <LinkButton href={`/systems/${id}/core-questions`}>Core questions</LinkButton>
          </>
        }
      />
      <SystemTabs systemId={id} current="controls" />
      <AnswerNotice search={await searchParams} />
      {view.checklists.length === 0 && (
        <EmptyState
          title="No checklist is assigned to this system."
          actions={<LinkButton href="/checklists">Choose a checklist</LinkButton>}
        >
          Its questions are answered by data where a check, a task or a record can, and by people where none
          can.
        </EmptyState>
      )}
      <ControlList view={view} systemId={id} zone={viewer.timeZone} />
    </>
  )
})

/** The first question in the order of the list that has no answer that counts. */
function firstOpen({ checklists }: ControlsView): string | null {
  const lines = checklists.flatMap(({ areas }) => areas.flatMap(({ controls }) => controls))
  return lines.find(({ outcome, exclusion }) => outcome === 'unknown' && !exclusion?.isInForce)?.key ?? null
}
