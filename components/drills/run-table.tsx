import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { type DrillRunSummary, levelMeanings } from '@/lib/drills/view'
import { formatDuration } from '@/lib/format/moment'
import { runState } from './run-state'

const columns = [
  { key: 'when', title: 'Asked for' },
  { key: 'state', title: 'Result' },
  { key: 'level', title: 'Level' },
  { key: 'what', title: 'What was seen' },
  { key: 'took', title: 'Took', align: 'right' as const },
]

interface RunTableProps {
  systemId: string
  runs: readonly DrillRunSummary[]
  zone: string
  now: string
}

/** The runs of a plan, newest first. */
export function RunTable({ systemId, runs, zone, now }: RunTableProps) {
  return (
    <DataTable caption="Runs of this plan, newest first" columns={columns}>
      {runs.map((run) => (
        <tr key={run.id} className="link-row" data-row>
          <th scope="row">
            <Link href={`/systems/${systemId}/proofs/drills/runs/${run.id}`} prefetch={false}>
              <Moment at={run.requestedAt} zone={zone} now={now} />
            </Link>
          </th>
          <Cell label="Result" lead>
            <VerdictBadge {...runState(run)} />
          </Cell>
          <Cell label="Level" short>
            {run.level === null ? <span className="muted">none</span> : levelMeanings[run.level].title}
          </Cell>
          <td className="reason">{run.headline ?? run.job?.fault ?? ''}</td>
          <Cell label="Took" align="right">
            {run.seconds === null ? <span className="muted">–</span> : formatDuration(run.seconds)}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
