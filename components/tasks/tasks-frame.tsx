import type { ReactNode } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { ViewTabs } from '@/components/ui/view-tabs'
import { formatClock, formatLongDay } from '@/lib/format/moment'
import { type TasksQuery, type TaskView, taskTiers, taskViews } from '@/lib/tasks/schema'
import type { TasksHead } from '@/lib/tasks/view'
import { TaskFilters } from './task-filters'
import { tasksHref } from './tasks-href'

const viewLabels: Readonly<Record<TaskView, string>> = {
  due: 'Due',
  board: 'Board',
  calendar: 'Calendar',
  record: 'Record',
  year: 'Year',
}

/** What is narrowed, in words: paper has no filter bar. */
function narrowed(query: TasksQuery, head: TasksHead): string[] {
  const nameOf = (rows: readonly { id: string; name: string }[], id: string | null) =>
    id && (rows.find((row) => row.id === id)?.name ?? 'one that is not listed')
  const system = nameOf(head.systems, query.system)
  const team = nameOf(head.teams, query.team)
  const tier = taskTiers.find((each) => each === query.tier)
  return [
    query.q && `“${query.q}”`,
    query.owner === 'mine' ? 'mine' : query.owner === 'none' ? 'without an owner' : null,
    tier,
    system && `system ${system}`,
    team && `team ${team}`,
  ].filter((part): part is string => Boolean(part))
}

/** What all views of /tasks have in common: the sentence, the tabs, the filters. */
export function TasksFrame({
  query,
  head,
  children,
}: {
  query: TasksQuery
  head: TasksHead
  children: ReactNode
}) {
  const now = new Date(head.now)
  const only = narrowed(query, head)
  return (
    <>
      <PageHeader
        meta={
          <>
            {formatLongDay(now, head.zone)} · {head.zone} · read at{' '}
            <time dateTime={head.now}>{formatClock(now, head.zone)}</time>
            {only.length > 0 && <> · only {only.join(', ')}</>}
          </>
        }
        headline={head.headline}
      />
      <ViewTabs
        label="Views of tasks"
        tabs={taskViews.map((view) => ({
          href: tasksHref(query, { view, page: 1 }),
          label: viewLabels[view],
          isCurrent: view === query.view,
        }))}
      />
      <TaskFilters query={query} head={head} />
      {children}
    </>
  )
}
