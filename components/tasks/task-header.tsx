import Link from 'next/link'
import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/button'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import type { TaskPage } from '@/lib/tasks/task-view'
import { shareText } from './record-words'

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What a task is, how it stands, and the facts that one asks for first. */
export function TaskHeader({ page }: { page: TaskPage }) {
  const { task, zone, now } = page
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/tasks" prefetch={false}>
              Tasks
            </Link>{' '}
            ·{' '}
            <Link href={`/systems/${task.systemId}/tasks`} prefetch={false}>
              {task.system}
            </Link>{' '}
            · {task.tier}
            {task.archivedAt && ' · archived'}
          </>
        }
        headline={task.title}
        lead={page.headline}
        actions={
          page.editable && !task.archivedAt ? (
            <LinkButton href={`/tasks/${task.id}/edit`}>Edit</LinkButton>
          ) : undefined
        }
      />
      <dl className="facts">
        <Fact label="Owner">{task.owner?.name ?? <b>nobody</b>}</Fact>
        <Fact label="Takes about">
          <span className="num">{task.expectedMinutes} min</span>
        </Fact>
        <Fact label="Last done">
          {task.lastDoneAt ? <Moment at={task.lastDoneAt} zone={zone} now={now} /> : <b>never</b>}
        </Fact>
        {task.onTimeShare !== null && (
          <Fact label="On time">
            <span className="num">{shareText(task.onTimeShare)}</span>
          </Fact>
        )}
        {task.needsDowntime && <Fact label="Downtime">needed</Fact>}
        {task.needsVerification && <Fact label="Afterwards">verify that all works</Fact>}
        {task.paused && (
          <Fact label="Paused">
            until <Moment at={task.paused.until} zone={zone} />: {task.paused.reason}
          </Fact>
        )}
      </dl>
    </>
  )
}
