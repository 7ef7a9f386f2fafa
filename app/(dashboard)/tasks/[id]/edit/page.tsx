import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { TaskForm } from '@/components/tasks/task-form'
import { storedTaskValues } from '@/components/tasks/task-form-values'
import { PageHeader } from '@/components/ui/page-header'
import { getTaskForm } from '@/lib/tasks/form-service'
import { getTask } from '@/lib/tasks/task-service'
import { changeTaskAction } from './actions'

export const metadata: Metadata = { title: 'Edit task' }

export default pageDoor(async function EditTaskPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const { id } = await params
  // The form first: it says who may not.
  const offered = await getTaskForm(viewer, { taskId: id })
  const { task } = await getTask(viewer, id)
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${task.systemId}/tasks`} prefetch={false}>
              {task.system}
            </Link>{' '}
            ·{' '}
            <Link href={`/tasks/${id}`} prefetch={false}>
              {task.title}
            </Link>
          </>
        }
        headline={`Edit ${task.title}`}
        lead="A new schedule plans the periods ahead anew; what is past stays as it was."
      />
      <TaskForm
        offered={offered}
        initial={storedTaskValues(task)}
        hidden={{ taskId: id, revision: String(task.revision) }}
        submit="Save"
        action={changeTaskAction}
      />
    </>
  )
})
