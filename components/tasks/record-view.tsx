import Link from 'next/link'
import { Fragment } from 'react'
import { StateShape } from '@/components/checks/state-shape'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Pager } from '@/components/ui/pager'
import type { TasksQuery } from '@/lib/tasks/schema'
import { taskTiers } from '@/lib/tasks/schema'
import type { RecordCell, RecordMatrix } from '@/lib/tasks/view'
import { occurrenceShape } from './occurrence-badge'
import { cellWords, missingOn, shareText } from './record-words'
import { isFiltered, tasksHref } from './tasks-href'
import { NothingMatches, NothingPlanned } from './tasks-nothing'
import { tierNames } from './tier-names'

function Mark({ cell }: { cell: RecordCell }) {
  const { age, title } = cellWords(cell)
  const shape =
    cell.lastDoneAt === null && cell.status === 'upcoming' ? 'unknown' : occurrenceShape(cell.status)
  return (
    <Link href={`/tasks/${cell.taskId}`} prefetch={false} className={`mark st-${shape}`} title={title}>
      <StateShape shape={shape} />
      <span className="num">{age}</span>
      <span className="mark-share num">{shareText(cell.onTimeShare)}</span>
      <span className="vh">. {title}</span>
    </Link>
  )
}

function Row({ matrix, index }: { matrix: RecordMatrix; index: number }) {
  const column = matrix.columns[index]
  if (!column) return null
  const missing = missingOn(matrix, index)
  return (
    <tr data-row>
      <th scope="row">
        {column.title}
        {missing.length > 0 && missing.length < matrix.rows.length && (
          <span className="why">not planned on {missing.join(', ')}</span>
        )}
      </th>
      {matrix.rows.map(({ systemId, system, cells }) => {
        const cell = cells[index]
        return (
          <Cell key={systemId} label={system}>
            {cell ? (
              <Mark cell={cell} />
            ) : (
              <span className="muted no-task">
                <span aria-hidden="true">·</span>
                <span className="vh">not planned</span>
              </span>
            )}
          </Cell>
        )
      })}
    </tr>
  )
}

function Matrix({ matrix }: { matrix: RecordMatrix }) {
  const heads = [
    { key: 'task', title: 'Task' },
    ...matrix.rows.map(({ systemId, system }) => ({
      key: systemId,
      title: (
        <Link href={`/systems/${systemId}/tasks`} prefetch={false}>
          {system}
        </Link>
      ),
    })),
  ]
  return (
    <section className="scroll-x matrix" aria-label="Record of maintenance">
      <DataTable
        caption="Tasks by system: when last done, and how much was on time over 90 days"
        columns={heads}
      >
        {taskTiers.map((tier) => {
          const indexes = matrix.columns.flatMap((column, index) => (column.tier === tier ? [index] : []))
          if (indexes.length === 0) return null
          return (
            <Fragment key={tier}>
              <tr className="group">
                <th scope="rowgroup" colSpan={heads.length}>
                  {tierNames[tier]}
                </th>
              </tr>
              {indexes.map((index) => (
                <Row key={matrix.columns[index]?.key} matrix={matrix} index={index} />
              ))}
            </Fragment>
          )
        })}
      </DataTable>
    </section>
  )
}

/** Who is missing what: each task of each system with its age and its share on time. */
export function RecordView({ matrix, query }: { matrix: RecordMatrix; query: TasksQuery }) {
  if (matrix.rows.length === 0) {
    return isFiltered(query) ? <NothingMatches query={query} /> : <NothingPlanned head={matrix.head} />
  }
  const first = (matrix.page - 1) * 8 + 1
  return (
    <>
      <p className="sec-note">
        How long ago each task was last done, and the share done on time over 90 days. A dot: the system has
        no such task. Systems in columns, most critical first.
      </p>
      <Matrix matrix={matrix} />
      <footer className="foot">
        <span>
          Systems {first}–{first + matrix.rows.length - 1} of {matrix.total}
        </span>
        <Pager page={matrix.page} pages={matrix.pages} hrefOf={(page) => tasksHref(query, { page })} />
      </footer>
    </>
  )
}
