import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { SystemTabs } from '@/components/systems/system-tabs'
import { TaskForm } from '@/components/tasks/task-form'
import { newTaskValues } from '@/components/tasks/task-form-values'
import { PageHeader } from '@/components/ui/page-header'
import { getTaskForm } from '@/lib/tasks/form-service'
import { createTaskAction } from './actions'

export const metadata: Metadata = { title: 'New task' }

export default pageDoor(async function NewTaskPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const offered = await getTaskForm(viewer, { systemId: (await params).id })
  const { id, name, timeZone } = offered.system
  return (
    <>
      <PageHeader
        meta={
          <Link href={`/systems/${id}/tasks`} prefetch={false}>
            {name}
          </Link>
        }
        headline={`New task for ${name}`}
        lead="Say why and how: whoever does it next year has only this."
      />
      <SystemTabs systemId={id} current="tasks" />
      <TaskForm
        offered={offered}
        initial={newTaskValues(timeZone)}
        hidden={{ systemId: id }}
        submit="Plan this task"
        action={createTaskAction}
      />
    </>
  )
})
