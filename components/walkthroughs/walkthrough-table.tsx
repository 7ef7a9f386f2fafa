import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { SystemLine, WalkthroughLine } from '@/lib/walkthroughs/view'
import { stateNames } from '@/lib/walkthroughs/words'

interface TableProps<Row> {
  rows: readonly Row[]
  zone: string
  now: string
}

const columns = [
  { key: 'who', title: 'Who' },
  { key: 'system', title: 'System' },
  { key: 'state', title: 'State' },
  { key: 'right', title: 'Questions', align: 'right' as const },
  { key: 'steps', title: 'Steps', align: 'right' as const },
  { key: 'mentor', title: 'Mentor' },
  { key: 'at', title: 'Since' },
]

/** Who is on which way, and how far. In no order of people: the newest first. */
export function WalkthroughTable({ rows, zone, now }: TableProps<WalkthroughLine>) {
  return (
    <DataTable caption="Walkthroughs" columns={columns}>
      {rows.map((row) => (
        <tr key={row.id} data-row="">
          <th scope="row">
            {row.mayRead ? (
              <Link href={`/walkthroughs/record/${row.id}`} prefetch={false}>
                {row.userName}
              </Link>
            ) : (
              row.userName
            )}
          </th>
          <Cell label="System">
            <Link href={`/walkthroughs/${row.systemId}`} prefetch={false}>
              {row.systemName}
            </Link>
          </Cell>
          <Cell label="State" short>
            {row.state === 'waiting-for-mentor' ? <b>{stateNames[row.state]}</b> : stateNames[row.state]}
          </Cell>
          <Cell label="Questions" align="right" short>
            {row.asked === 0 ? '–' : `${row.right} of ${row.asked}`}
          </Cell>
          <Cell label="Steps" align="right" short>
            {row.steps} of {row.stepsAll}
          </Cell>
          <Cell label="Mentor">{row.mentorName ?? <span className="muted">any maintainer</span>}</Cell>
          <Cell label="Since" short>
            <Moment at={row.at} zone={zone} now={now} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}

const systemColumns = [
  { key: 'system', title: 'System' },
  { key: 'completed', title: 'People within a year', align: 'right' as const },
  { key: 'running', title: 'On the way', align: 'right' as const },
  { key: 'notes', title: 'Notes of its owner' },
  { key: 'owner', title: 'Owner' },
]

/** Systems with how many people walked through them, the fewest first. */
export function SystemTable({ rows }: { rows: readonly SystemLine[] }) {
  return (
    <DataTable caption="Systems by people who walked through them" columns={systemColumns}>
      {rows.map((row) => (
        <tr key={row.systemId} data-row="">
          <th scope="row">
            <Link href={`/walkthroughs/${row.systemId}`} prefetch={false}>
              {row.systemName}
            </Link>
          </th>
          <Cell label="People within a year" align="right" short>
            {row.completed < 2 ? <b>{row.completed}</b> : row.completed}
          </Cell>
          <Cell label="On the way" align="right" short>
            {row.running}
          </Cell>
          <Cell label="Notes of its owner">{notesWords(row)}</Cell>
          <Cell label="Owner">{row.owner ?? <b>nobody</b>}</Cell>
        </tr>
      ))}
    </DataTable>
  )
}

function notesWords({ missingNotes, staleNotes }: SystemLine): string {
  const parts = [
    staleNotes > 0 ? `${staleNotes} older than 90 days` : null,
    missingNotes > 0 ? `${missingNotes} missing` : null,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : 'all there'
}
