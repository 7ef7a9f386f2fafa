import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { SystemPicker } from '@/components/checklists/system-picker'
import { SystemTabsOfChecklist, systemsHref } from '@/components/checklists/system-views'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { assignmentLead, assignmentNotice, systemsHeadline } from '@/lib/checklists/sentences'
import { getSystemsOfChecklist } from '@/lib/checklists/service'
import { systemQuery } from '@/lib/checklists/system-query'
import { assignChecklistAction, unassignChecklistAction } from '../../actions'

interface Props {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Systems of ${(await params).key}` }
}

export default pageDoor(async function ChecklistSystemsPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { key } = await params
  const parameters = await searchParams
  const query = systemQuery.parse(parameters)
  const page = await getSystemsOfChecklist(viewer, key, query)
  const isAssigned = query.view === 'assigned'
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/checklists">Checklists</Link> · <Link href={`/checklists/${key}`}>{page.title}</Link>
          </>
        }
        headline={systemsHeadline(page)}
        lead={assignmentLead(page, query.view)}
      />
      <FormMessage tone="ok">{assignmentNotice(parameters.done)}</FormMessage>
      <SystemTabsOfChecklist checklistKey={key} query={query} counts={page.counts} />
      {page.rows.length === 0 || !page.isUsable ? (
        <EmptyState title={query.q ? `No system here is called “${query.q}”.` : 'No system is here.'}>
          {isAssigned ? 'Choose the systems that are to be asked among the others.' : undefined}
        </EmptyState>
      ) : (
        <SystemPicker
          // Another list begins without choices.
          key={`${query.view} ${query.page} ${query.q} ${String(parameters.done)}`}
          action={isAssigned ? unassignChecklistAction : assignChecklistAction}
          checklistKey={key}
          mode={isAssigned ? 'unassign' : 'assign'}
          rows={page.rows}
          controls={page.controls}
          zone={viewer.timeZone}
        />
      )}
      <Pager
        page={query.page}
        pages={Math.ceil(page.counts[query.view] / page.pageSize)}
        hrefOf={(number) => systemsHref(key, query, { page: String(number) })}
      />
    </>
  )
})
