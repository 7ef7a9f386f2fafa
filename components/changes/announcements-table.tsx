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
            <Moment at={each.startsAt} zone={zone} now={now} />
          </Cell>
          <Cell label="Ends">
            <Moment at={each.endsAt} zone={zone} now={now} />
          </Cell>
          <Cell label="By">{each.by ?? 'somebody who is gone'}</Cell>
          <Cell label="Explains" align="right">
            {formatNumber(each.explains)} {each.explains === 1 ? 'change' : 'changes'}
          </Cell>
          <Cell label="Withdraw">
            {mayHandle && !each.withdrawnAt && (
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
