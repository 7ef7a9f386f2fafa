import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { Role } from '@/lib/auth/viewer'
import { roleWord } from './role-choices'

interface PersonTableProps {
  people: readonly {
    id: string
    name: string
    email: string
    role: Role
    disabledAt: Date | null
    lastSeenAt: Date | null
    linkUntil: Date | null
    teams: readonly { id: string; name: string }[]
  }[]
  zone: string
  now: Date
}

const columns = [
  { key: 'name', title: 'Name' },
  { key: 'role', title: 'Role' },
  { key: 'teams', title: 'Teams' },
  { key: 'seen', title: 'Last seen' },
]

/** Everybody with an account. */
export function PersonTable({ people, zone, now }: PersonTableProps) {
  return (
    <DataTable caption="People with an account" columns={columns}>
      {people.map((person) => (
        <tr key={person.id} className="link-row">
          <th scope="row">
            <Link href={`/admin/users/${person.id}`} prefetch={false}>
              {person.name}
            </Link>
            <span className="why">{person.email}</span>
          </th>
          <Cell label="Role">{person.disabledAt ? 'Disabled' : roleWord[person.role]}</Cell>
          <Cell label="Teams">
            {person.teams.map((team) => team.name).join(', ') || <span className="muted">none</span>}
          </Cell>
          <Cell label="Last seen">
            {person.lastSeenAt ? (
              <Moment at={person.lastSeenAt} zone={zone} now={now} />
            ) : (
              <span className="muted">{person.linkUntil ? 'invited' : 'never'}</span>
            )}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
