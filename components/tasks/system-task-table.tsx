import Link from 'next/link'
import { Fragment } from 'react'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { taskTiers } from '@/lib/tasks/schema'
import type { SystemTasks, TaskLine } from '@/lib/tasks/task-view'
import { DueTime } from './due-time'
import { OccurrenceBadge } from './occurrence-badge'
import { occurrenceWord } from './occurrence-word'
import { shareText } from './record-words'
import { tierNames } from './tier-names'

const columns = [
  { key: 'task', title: 'Task' },
  { key: 'state', title: 'Now' },
  { key: 'last', title: 'Last done' },
  { key: 'due', title: 'Due' },
  { key: 'share', title: 'On time, 90 d', align: 'right' as const },
  { key: 'owner', title: 'Owner' },
]

function State({ task, page }: { task: TaskLine; page: SystemTasks }) {
  if (task.paused) return <OccurrenceBadge status="paused" />
  if (!task.current) return <span className="muted">nothing planned</span>
  return (
    <OccurrenceBadge
      status={task.current.status}
      word={occurrenceWord(task.current, page.zone, new Date(page.now))}
    />
  )
}

function Row({ task, page, usual }: { task: TaskLine; page: SystemTasks; usual: string | null }) {
  const { zone, now } = page
  const notes = [
    task.scheduleText !== usual && task.scheduleText,
    `${task.expectedMinutes} min`,
    task.automation === 'check' && 'a check proves it',
    task.paused && `paused: ${task.paused.reason}`,
  ].filter(Boolean)
  return (
    <tr className="link-row" data-row>
      <th scope="row">
        <Link href={`/tasks/${task.id}`} prefetch={false}>
          {task.title}
        </Link>
        <span className="why">{notes.join(' · ')}</span>
      </th>
      <Cell label="Now" lead>
        <State task={task} page={page} />
      </Cell>
      <Cell label="Last done" short>
        {task.lastDoneAt ? <Moment at={task.lastDoneAt} zone={zone} now={now} /> : <b>never</b>}
      </Cell>
      <Cell label="Due" short>
        {task.current && !task.paused ? (
          <DueTime at={task.current.dueAt} zone={zone} now={now} />
        ) : (
          <span className="muted">–</span>
        )}
      </Cell>
      <Cell label="On time" align="right">
        {shareText(task.onTimeShare) || <span className="muted">–</span>}
      </Cell>
      <Cell label="Owner" short>
        {task.owner?.name ?? <span className="muted">nobody</span>}
      </Cell>
    </tr>
  )
}

/** The schedule that several tasks of a tier share: said once, over them. Pure. */
function usualSchedule(tasks: readonly TaskLine[]): string | null {
  const counts = Map.groupBy(tasks, ({ scheduleText }) => scheduleText)
  const [most] = [...counts].toSorted(([, one], [, other]) => other.length - one.length)
  return most && most[1].length > 1 ? most[0] : null
}

/** The maintenance of one system by tier. */
export function SystemTaskTable({ page }: { page: SystemTasks }) {
  return (
    <DataTable caption="Tasks of this system by tier" columns={columns}>
      {taskTiers.map((tier) => {
        const tasks = page.tasks.filter((task) => task.tier === tier)
        if (tasks.length === 0) return null
        const usual = usualSchedule(tasks)
        return (
          <Fragment key={tier}>
            <tr className="group">
              <th scope="rowgroup" colSpan={columns.length}>
                {tierNames[tier]} {usual && <span className="proposals-when font-normal">{usual}</span>}
              </th>
            </tr>
            {tasks.map((task) => (
              <Row key={task.id} task={task} page={page} usual={usual} />
            ))}
          </Fragment>
        )
      })}
    </DataTable>
  )
}
