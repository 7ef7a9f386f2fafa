import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { WatchedLine } from '@/lib/changes/view'
import { subjectWords } from '@/lib/changes/words'
import { formatNumber } from '@/lib/format/measure'

const columns = [
  { key: 'subject', title: 'Watched' },
  { key: 'place', title: 'Where' },
  { key: 'keys', title: 'Entries', align: 'right' },
  { key: 'seen', title: 'Last read' },
  { key: 'changed', title: 'As it is since' },
] as const

/** What of a system is watched for changes; what cannot be read at present says so. */
export function WatchedTable({
  watched,
  zone,
  now,
}: {
  watched: readonly WatchedLine[]
  zone: string
  now: string
}) {
  return (
    <DataTable caption="What is watched for changes" columns={columns}>
      {watched.map((line) => (
        <tr key={`${line.checkId}${line.subject}`}>
          <th scope="row">
            <Link href={`/checks/${line.checkId}`} prefetch={false}>
              {subjectWords[line.subject].title}
            </Link>
          </th>
          <Cell label="Where">{line.place}</Cell>
          <Cell label="Entries" align="right">
            {formatNumber(line.keys)}
          </Cell>
          <Cell label="Last read">
            {line.unreadableSince ? (
              <VerdictBadge
                verdict="unknown"
                word={
                  <>
                    Not readable since <Moment at={line.unreadableSince} zone={zone} now={now} />
                  </>
                }
              />
            ) : (
              <Moment at={line.observedAt} zone={zone} now={now} />
            )}
          </Cell>
          <Cell label="As it is since">
            <Moment at={line.changedAt} zone={zone} now={now} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
