import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { formatNumber } from '@/lib/format/measure'
import type { ComparisonView } from '@/lib/verifications/guided-view'

const columns = [
  { key: 'when', title: 'When' },
  { key: 'state', title: 'Result' },
  { key: 'sentence', title: 'What was seen' },
]

interface RecheckTableProps {
  rechecks: readonly ComparisonView[]
  path: string
  zone: string
  now: string
}

/** What the product found when it looked again, week by week. */
export function RecheckTable({ rechecks, path, ...shown }: RecheckTableProps) {
  return (
    <DataTable caption="Weekly looks since it was signed, newest first" columns={columns}>
      {rechecks.map(({ id, comparedAt, createdAt, open, headline }) => (
        <tr
          key={id}
          data-row={comparedAt !== null || undefined}
          className={comparedAt ? 'link-row' : undefined}
        >
          <th scope="row">
            {comparedAt === null ? (
              <Moment at={createdAt} {...shown} />
            ) : (
              <Link href={`${path}/differences?comparison=${id}`} prefetch={false}>
                <Moment at={comparedAt} {...shown} />
              </Link>
            )}
          </th>
          <Cell label="Result" lead>
            {comparedAt === null ? (
              <VerdictBadge verdict="unknown" word="Not compared" />
            ) : (
              <VerdictBadge
                verdict={open > 0 ? 'fail' : 'ok'}
                word={open > 0 ? `${formatNumber(open)} open` : 'Still so'}
              />
            )}
          </Cell>
          <td className="reason">{headline}</td>
        </tr>
      ))}
    </DataTable>
  )
}
