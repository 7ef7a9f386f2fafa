import Link from 'next/link'
import { EvidenceList } from '@/components/evidence/evidence-list'
import { Cell, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Moment } from '@/components/ui/moment'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import type { EvidenceView } from '@/lib/evidence/view'
import type { OccurrenceRecord, TaskPage } from '@/lib/tasks/task-view'
import { DueTime } from './due-time'
import { measureText } from './measure-text'
import { OccurrenceBadge } from './occurrence-badge'
import { occurrenceWord } from './occurrence-word'
import { historySentence, isTickWithoutWork, minutesText } from './tick-without-work'

interface HistoryProps {
  page: TaskPage
  evidence: readonly EvidenceView[]
}

function What({ row, page, evidence }: HistoryProps & { row: OccurrenceRecord }) {
  const { zone, now } = page
  const pieces = evidence.filter(({ id }) => row.evidenceIds.includes(id))
  return (
    <>
      {row.note ?? row.skipReason ?? row.blockedReason}
      {row.provenBy && (
        <>
          Proved by{' '}
          <Link href={`/checks/${row.provenBy.checkId}`} prefetch={false}>
            {row.provenBy.name}
          </Link>
        </>
      )}
      {isTickWithoutWork(row) && <span className="muted">Ticked, nothing recorded</span>}
      <EvidenceList evidence={pieces} zone={zone} now={now} />
      {row.finding && (
        <p>
          <Link href={`/findings/${row.finding.number}`} prefetch={false}>
            F-{row.finding.number} {row.finding.title}
          </Link>
        </p>
      )}
      {row.status === 'done-with-problem' && !row.finding && row.editable && (
        <p>
          <Link href={`/tasks/${row.taskId}?occurrence=${row.id}&problem=1#problem`} prefetch={false}>
            Open a finding
          </Link>
        </p>
      )}
    </>
  )
}

function Row(props: HistoryProps & { row: OccurrenceRecord }) {
  const { row, page } = props
  const { zone, now } = page
  return (
    <tr data-row>
      <th scope="row">
        <Link href={`/tasks/${row.taskId}?occurrence=${row.id}`} prefetch={false}>
          <DueTime at={row.scheduledAt} zone={zone} now={now} clock={false} />
        </Link>
      </th>
      <Cell label="Result" lead>
        <OccurrenceBadge status={row.status} word={occurrenceWord(row, zone, new Date(now))} />
      </Cell>
      <Cell label="By" short>
        {row.provenBy ? 'a check' : (row.finishedBy?.name ?? <span className="muted">–</span>)}
        {row.finishedAt && (
          <span className="why">
            <Moment at={row.finishedAt} zone={zone} />
          </span>
        )}
      </Cell>
      <Cell label={row.measureLabel ?? 'Number'} align="right">
        {row.measure === null ? '' : measureText(row.measure, row.measureUnit)}
      </Cell>
      <Cell label="Time spent" align="right">
        {minutesText(row.minutes, row.expectedMinutes) ?? ''}
      </Cell>
      <td className="reason">
        <What {...props} />
      </td>
    </tr>
  )
}

/** Every period of a task, newest first: done, late, skipped and missed ones alike. */
export function TaskHistory(props: HistoryProps) {
  const { page } = props
  const { rows, total, page: at, pages } = page.history
  const columns = [
    { key: 'period', title: 'Due from' },
    { key: 'result', title: 'Result' },
    { key: 'by', title: 'By' },
    { key: 'number', title: page.task.measureLabel ?? 'Number', align: 'right' as const },
    { key: 'minutes', title: 'Time spent', align: 'right' as const },
    { key: 'what', title: 'What was recorded' },
  ]
  const sentence = historySentence(rows)
  return (
    <Section title="History" id="history" count={total}>
      {rows.length === 0 ? (
        <EmptyState title="No period has begun yet.">
          Each period leaves a row here, whether it was done or not. None is ever deleted.
        </EmptyState>
      ) : (
        <>
          {sentence && <p className="sec-note">{sentence}</p>}
          <DataTable caption="What became of each period, newest first" columns={columns}>
            {rows.map((row) => (
              <Row key={row.id} row={row} {...props} />
            ))}
          </DataTable>
          <footer className="foot">
            <span>
              {rows.length} of {total}
            </span>
            <Pager
              page={at}
              pages={pages}
              hrefOf={(number) => `/tasks/${page.task.id}?page=${number}#history`}
            />
          </footer>
        </>
      )}
    </Section>
  )
}
