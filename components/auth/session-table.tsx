import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { browserName } from '@/lib/auth/browser-name'

interface SessionTableProps {
  sessions: readonly {
    id: string
    createdAt: Date
    lastSeenAt: Date
    expiresAt: Date
    ip: string
    userAgent: string
  }[]
  current: string | null
  zone: string
  now: Date
  end: FormAction
}

const columns = [
  { key: 'browser', title: 'Browser' },
  { key: 'address', title: 'Address' },
  { key: 'since', title: 'Signed in' },
  { key: 'seen', title: 'Last used' },
  { key: 'end', title: <span className="vh">End</span>, align: 'right' as const },
]

/** Where somebody is signed in; each can be ended. */
export function SessionTable({ sessions, current, zone, now, end }: SessionTableProps) {
  return (
    <DataTable caption="Sessions that are open" columns={columns}>
      {sessions.map((session) => {
        const name = browserName(session.userAgent)
        return (
          <tr key={session.id}>
            <th scope="row">
              {name}
              {session.id === current && <span className="why">this browser</span>}
            </th>
            <Cell label="Address">{session.ip || 'unknown'}</Cell>
            <Cell label="Signed in">
              <Moment at={session.createdAt} zone={zone} />
            </Cell>
            <Cell label="Last used">
              <Moment at={session.lastSeenAt} zone={zone} now={now} />
            </Cell>
            <td className="right">
              {session.id !== current && (
                <VerbForm
                  action={end}
                  verb="End"
                  label={`End the session in ${name}`}
                  values={{ id: session.id }}
                />
              )}
            </td>
          </tr>
        )
      })}
    </DataTable>
  )
}
