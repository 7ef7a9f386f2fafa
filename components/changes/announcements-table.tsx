import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { type AnnouncementLine, announcementMeanings } from '@/lib/changes/view'
import { formatNumber } from '@/lib/format/measure'

interface Props {
  announcements: readonly AnnouncementLine[]
  zone: string
  now: string
  mayHandle: boolean
  action: FormAction
}

const columns = [
  { key: 'what', title: 'Announced' },
  { key: 'kind', title: 'Kind' },
  { key: 'from', title: 'Begins' },
  { key: 'to', title: 'Ends' },
  { key: 'by', title: 'By' },
  { key: 'explains', title: 'Explains', align: 'right' },
  { key: 'verb', title: <span className="vh">Withdraw</span> },
] as const

const withdrawableDays = 7

/** Worth withdrawing: to come, just over, or still the reason why something counts as expected. */
function isOpen({ withdrawnAt, endsAt, explains }: AnnouncementLine, now: string): boolean {
  const isRecent = Date.parse(endsAt) > Date.parse(now) - withdrawableDays * 86_400_000
  return withdrawnAt === null && (isRecent || explains > 0)
}

/** What was announced of a system. */
export function AnnouncementsTable({ announcements, zone, now, mayHandle, action }: Props) {
  return (
    <DataTable caption="Announced changes" columns={columns}>
      {announcements.map((each) => (
        <tr key={each.id}>
          <th scope="row">
            {each.url ? (
              <a href={each.url} rel="noreferrer">
                {each.title}
              </a>
            ) : (
              each.title
            )}
            {each.withdrawnAt && <span className="why">withdrawn</span>}
          </th>
          <Cell label="Kind">{announcementMeanings[each.kind].title}</Cell>
          <Cell label="Begins">
            <Moment at={each.startsAt} zone={zone} />
          </Cell>
          <Cell label="Ends">
            <Moment at={each.endsAt} zone={zone} />
          </Cell>
          <Cell label="By">{each.by ?? 'somebody who is gone'}</Cell>
          <Cell label="Explains" align="right">
            {formatNumber(each.explains)} {each.explains === 1 ? 'change' : 'changes'}
          </Cell>
          <Cell label="Withdraw">
            {mayHandle && isOpen(each, now) && (
              <VerbForm
                action={action}
                verb="Withdraw"
                label={`Withdraw ${each.title}`}
                values={{ announcementId: each.id }}
              />
            )}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
