import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { changedParts } from '@/lib/audit/changed-parts'
import type { Json } from '@/lib/json'

interface AuditTableProps {
  entries: readonly {
    id: number
    at: Date
    actorLabel: string
    action: string
    entity: string
    entityId: string
    before: Json
    after: Json
    ip: string | null
  }[]
  zone: string
}

const columns = [
  { key: 'at', title: 'When' },
  { key: 'who', title: 'Who' },
  { key: 'what', title: 'What' },
  { key: 'change', title: 'Change' },
]

/** Entries of the audit log, newest first. */
export function AuditTable({ entries, zone }: AuditTableProps) {
  return (
    <DataTable caption="Audit log, newest first" columns={columns}>
      {entries.map((entry) => (
        <tr key={entry.id}>
          <th scope="row" className="nowrap">
            <Moment at={entry.at} zone={zone} />
            <span className="why num">entry {entry.id}</span>
          </th>
          <Cell label="Who">
            <span>
              {entry.actorLabel}
              {entry.ip && <span className="why">{entry.ip}</span>}
            </span>
          </Cell>
          <Cell label="What">
            <span>
              <code>{entry.action}</code>
              <span className="why">
                {entry.entity} {entry.entityId}
              </span>
            </span>
          </Cell>
          <Cell label="Change">
            <Change before={entry.before} after={entry.after} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}

function Change({ before, after }: { before: Json; after: Json }) {
  const parts = changedParts(before, after)
  if (parts.length === 0) return <span className="muted">no values</span>
  return (
    <ul className="changes">
      {parts.map(({ name, from, to }) => (
        <li key={name}>
          {name && <span className="muted">{name} </span>}
          {from !== null && <del>{from}</del>}
          {from !== null && to !== null && ' → '}
          {to !== null && <ins>{to}</ins>}
        </li>
      ))}
    </ul>
  )
}
