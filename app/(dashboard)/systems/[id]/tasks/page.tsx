import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { SystemPartHeader } from '@/components/systems/system-part-header'
import { occurrenceSaid } from '@/components/tasks/occurrence-said'
import { StarterSection } from '@/components/tasks/starter-section'
import { SystemTaskTable } from '@/components/tasks/system-task-table'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { Section } from '@/components/ui/section'
import { getSystemHead } from '@/lib/overview/service'
import { starterQuery } from '@/lib/tasks/schema'
import { proposeStarterTasks } from '@/lib/tasks/starters'
import { getSystemTasks } from '@/lib/tasks/task-service'
import type { SystemTasks } from '@/lib/tasks/task-view'
import { addStarterAction } from './actions'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const said = (search: Record<string, string | string[] | undefined>, added: number | null) =>
  added === null ? occurrenceSaid(search.said) : `${added} ${added === 1 ? 'task is' : 'tasks are'} planned.`

export default pageDoor(async function SystemTasksPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const search = await searchParams
  const { set, added } = starterQuery.parse(search)
  const { system } = await getSystemHead(viewer, id)
  const page = await getSystemTasks(viewer, id)
  const proposal = set.length > 0 ? await proposeStarterTasks(viewer, id, set) : page.proposal
  return (
    <>
      <SystemPartHeader
        system={system}
        part="tasks"
        headline={
          page.tasks.length === 0 ? page.headline : `${system.name}: ${page.headline.replace(/^N/, 'n')}`
        }
        actions={
          page.editable ? <LinkButton href={`/systems/${id}/tasks/new`}>New task</LinkButton> : undefined
        }
      />
      <FormMessage tone="ok">{said(search, added)}</FormMessage>
      {page.windowNotice && <FormMessage tone="plain">{page.windowNotice}</FormMessage>}
      <Tasks page={page} />
      <StarterSection
        proposal={proposal}
        chosenSets={set}
        isFirst={page.tasks.length === 0}
        action={page.editable ? addStarterAction : null}
      />
    </>
  )
})

function Tasks({ page }: { page: SystemTasks }) {
  return (
    <Section
      title="Tasks"
      count={page.tasks.length}
      link={{ href: `/tasks?view=calendar&system=${page.proposal.systemId}`, label: 'Calendar' }}
    >
      {page.tasks.length === 0 ? (
        <EmptyState title="No maintenance is planned.">
          Nobody is asked for anything here, so nothing can be overdue and nothing is proved.
        </EmptyState>
      ) : (
        <SystemTaskTable page={page} />
      )}
    </Section>
  )
}
