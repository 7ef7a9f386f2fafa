import Link from 'next/link'
import { StripImage } from '@/components/charts/strip-image'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, type Column, DataTable } from '@/components/ui/data-table'
import { stateOfCounts } from '@/lib/overview/check-state'
import type { SystemRow } from '@/lib/overview/view'

/** "web-service" as people write it. */
export const plain = (word: string) => word.replaceAll('-', ' ')

function Row({ row }: { row: SystemRow }) {
  const { state, word } = stateOfCounts(row.counts)
  return (
    <tr className="link-row" data-row>
      <th scope="row">
        <Link href={`/systems/${row.id}`} prefetch={false}>
          {row.name}
        </Link>
      </th>
      <Cell label="Checks now" lead>
        <VerdictBadge verdict={state} word={word} />
      </Cell>
      <Cell label="Last 30 days">
        <StripImage days={row.strip} name={row.name} />
      </Cell>
      <Cell label="Kind">{row.isSelf ? 'this installation' : plain(row.kind)}</Cell>
      <Cell label="Environment">{row.environment}</Cell>
      <Cell label="Criticality">{row.criticality}</Cell>
      <Cell label="Owner">{row.owner ?? <span className="muted">nobody</span>}</Cell>
    </tr>
  )
}

/** Systems with their state now and over thirty days; the same rows on the day's page and in the list. */
export function SystemsTable({
  rows,
  columns,
  caption,
}: {
  rows: readonly SystemRow[]
  columns?: readonly Column[]
  caption: string
}) {
  return (
    <DataTable caption={caption} columns={columns ?? systemColumns}>
      {rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </DataTable>
  )
}

const ghosts = ['long', 'short', 'middle'] as const

/** What will stand here, before there is anything: the columns, and rows that are visibly nobody's. */
export function GhostSystems() {
  return (
    <div aria-hidden="true" inert>
      <DataTable caption="Not yet filled" columns={systemColumns}>
        {ghosts.map((ghost) => (
          <tr key={ghost} className="ghost">
            {systemColumns.map(({ key }) => (
              <td key={key}>
                <span className={`ghost-${ghost}`} />
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
    </div>
  )
}

export const systemColumns: readonly Column[] = [
  { key: 'name', title: 'System' },
  { key: 'worst', title: 'Checks now' },
  { key: 'strip', title: 'Last 30 days' },
  { key: 'kind', title: 'Kind' },
  { key: 'environment', title: 'Environment' },
  { key: 'criticality', title: 'Criticality' },
  { key: 'owner', title: 'Owner' },
]
