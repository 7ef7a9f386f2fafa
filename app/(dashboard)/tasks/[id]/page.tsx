import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { occurrenceSaid } from '@/components/tasks/occurrence-said'
import { TaskEvents } from '@/components/tasks/task-events'
import { TaskHeader } from '@/components/tasks/task-header'
import { TaskHistory } from '@/components/tasks/task-history'
import { TaskManage } from '@/components/tasks/task-manage'
import { TaskNow } from '@/components/tasks/task-now'
import { TaskProofs } from '@/components/tasks/task-proofs'
import { TaskSchedule } from '@/components/tasks/task-schedule'
import { TaskText } from '@/components/tasks/task-text'
import { FormMessage } from '@/components/ui/form-message'
import type { Viewer } from '@/lib/auth/viewer'
import { listEvidence } from '@/lib/evidence/service'
import { dayOf } from '@/lib/findings/end-of-day'
import { Problem } from '@/lib/problem'
import { proposeFinding } from '@/lib/tasks/form-service'
import { longestTaskPauseDays, taskPageQuery } from '@/lib/tasks/schema'
import { getOccurrence, getTask } from '@/lib/tasks/task-service'
import type { OccurrencePage, TaskPage } from '@/lib/tasks/task-view'
import { occurrenceFormAction } from '../actions'
import { recordAction, reportProblemAction, taskFormAction } from './actions'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const dayMs = 86_400_000

export default pageDoor(async function OneTaskPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const search = await searchParams
  const query = taskPageQuery.parse(search)
  const page = await getTask(viewer, (await params).id, query.page)
  const chosen = query.occurrence ? await chosenOccurrence(viewer, page, query.occurrence) : null
  const ids = [...page.history.rows, ...(chosen ? [chosen.occurrence] : [])].flatMap(
    ({ evidenceIds }) => evidenceIds,
  )
  const evidence = await listEvidence(viewer, [...new Set(ids)])
  const proposal = chosen && query.problem ? await proposeFinding(viewer, chosen.occurrence.id) : null
  const days = (count: number) => dayOf(new Date(Date.parse(page.now) + count * dayMs), page.zone)
  return (
    <>
      <title>{`${page.task.title} · Wheeltapper`}</title>
      <TaskHeader page={page} />
      <FormMessage tone="ok">{occurrenceSaid(search.said)}</FormMessage>
      <div className="task-work">
        <TaskText task={page.task} />
        <div className="task-record">
          <TaskNow
            page={page}
            chosen={chosen}
            proposal={proposal}
            evidence={evidence}
            viewerId={viewer.id}
            tomorrow={days(1)}
            actions={{ record: recordAction, verb: occurrenceFormAction, report: reportProblemAction }}
          />
        </div>
        <div className="task-rest">
          <TaskSchedule page={page} />
          <TaskProofs page={page} />
        </div>
      </div>
      <TaskHistory page={page} evidence={evidence} />
      {page.editable && !page.task.archivedAt && (
        <div className="noprint">
          <TaskManage
            taskId={page.task.id}
            isPaused={page.task.paused !== null}
            soonest={days(0)}
            latest={days(longestTaskPauseDays)}
            action={taskFormAction}
          />
        </div>
      )}
      <TaskEvents events={page.events} zone={page.zone} now={page.now} />
    </>
  )
})

/** An occurrence that the address names; one of another task is none of this page. */
async function chosenOccurrence(viewer: Viewer, page: TaskPage, id: string): Promise<OccurrencePage> {
  const chosen = await getOccurrence(viewer, id)
  if (chosen.occurrence.taskId !== page.task.id)
    throw new Problem('not-found', 'This task has no such occurrence.')
  return chosen
}
