import Link from 'next/link'
import { LinkButton } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import type { TasksQuery } from '@/lib/tasks/schema'
import type { TasksHead } from '@/lib/tasks/view'
import { tasksHref } from './tasks-href'

const columns = [
  { key: 'task', title: 'Task' },
  { key: 'system', title: 'System' },
  { key: 'last', title: 'Last done' },
  { key: 'due', title: 'Due' },
]
const ghostRows = ['first', 'second', 'third'] as const

/** The filter found nothing: what it said, and the way out. */
export function NothingMatches({ query }: { query: TasksQuery }) {
  return (
    <EmptyState
      title="No task matches."
      actions={
        <LinkButton
          href={tasksHref(query, { q: '', tier: null, system: null, team: null, owner: null, page: 1 })}
        >
          Clear the filters
        </LinkButton>
      }
    >
      {query.q && <>Searched in titles and names of systems for “{query.q}”.</>}
    </EmptyState>
  )
}

/** First use: what will be here, and where to begin. */
export function NothingPlanned({ head }: { head: TasksHead }) {
  const [first, ...rest] = head.without
  if (!first) {
    return (
      <EmptyState
        title="No maintenance is planned yet."
        actions={
          <LinkButton href="/systems/new" variant="primary">
            Add your first system
          </LinkButton>
        }
      >
        Tasks belong to a system: each kind of system brings a starter set to review and add.
      </EmptyState>
    )
  }
  return (
    <>
      <EmptyState
        title="No maintenance is planned yet."
        actions={
          <LinkButton href={`/systems/${first.id}/tasks`} variant="primary">
            Review the starter set of {first.name}
          </LinkButton>
        }
      >
        Each kind of system brings a starter set of daily, weekly, monthly and quarterly tasks, with why, how
        and how long. Look through it and add what fits.
        {rest.length > 0 && (
          <>
            {' '}
            Without tasks, too:{' '}
            {rest.map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <Link href={`/systems/${id}/tasks`} prefetch={false}>
                  {name}
                </Link>
              </span>
            ))}
            .
          </>
        )}
      </EmptyState>
      <div aria-hidden="true" inert>
        <DataTable caption="Not yet filled" columns={columns} keep>
          {ghostRows.map((row) => (
            <tr key={row} className="ghost">
              <td>
                <span />
              </td>
              <td>
                <span className="ghost-middle" />
              </td>
              <td>
                <span className="ghost-short" />
              </td>
              <td>
                <span className="ghost-short" />
              </td>
            </tr>
          ))}
        </DataTable>
      </div>
    </>
  )
}
