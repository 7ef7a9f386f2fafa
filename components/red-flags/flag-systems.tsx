import Link from 'next/link'
import { LinkButton } from '@/components/ui/button'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { FlaggedSystem, FlagView } from '@/lib/red-flags/view'

const columns = [
  { key: 'system', title: 'System' },
  { key: 'since', title: 'Since' },
  { key: 'finding', title: 'Finding' },
  { key: 'verb', title: <span className="vh">What to do</span>, align: 'right' as const },
]

interface FlagSystemsProps {
  systems: readonly FlaggedSystem[]
  flag: Pick<FlagView, 'title' | 'verb'>
  zone: string
  now: string
}

/** Systems of which a flag says something: why, since when, and what to do there. */
export function FlagSystems({ systems, flag, zone, now }: FlagSystemsProps) {
  return (
    <DataTable caption={`${flag.title}: systems`} columns={columns}>
      {systems.map((system) => (
        <tr key={system.id} data-row>
          <th scope="row">
            <Link href={`/systems/${system.id}`} prefetch={false}>
              {system.name}
            </Link>
            <span className="flag-why">{system.sentence}</span>
          </th>
          <Cell label="Since">
            <Moment at={system.since} zone={zone} now={now} />
          </Cell>
          <Cell label="Finding" short>
            {system.findingNumber === null ? (
              <span className="muted">none</span>
            ) : (
              <Link href={`/findings/${system.findingNumber}`} prefetch={false} className="num">
                F-{system.findingNumber}
              </Link>
            )}
          </Cell>
          <td className="right">
            {system.status !== 'clear' && (
              <LinkButton
                href={`/systems/${system.id}${flag.verb.path}`}
                aria-label={`${flag.verb.label}: ${system.name}`}
              >
                {flag.verb.label}
              </LinkButton>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  )
}
