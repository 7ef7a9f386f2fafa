import Link from 'next/link'
import { StateShape } from '@/components/checks/state-shape'
import { Cell, DataTable } from '@/components/ui/data-table'
import type { FleetView, TeamFlags } from '@/lib/fleet/view'

function FlagCell({ cell: { raised, unknown, change } }: { cell: TeamFlags['cells'][number] }) {
  if (raised === null) return <span className="muted">not judged</span>
  const moved = change === null || change === 0 ? null : `${change > 0 ? '+' : '−'}${Math.abs(change)}`
  return (
    <span className="fleet-flag">
      {raised > 0 ? (
        <span className="mark st-fail">
          <StateShape shape="fail" />
          <span className="num">
            {raised}
            <span className="vh"> raised</span>
          </span>
        </span>
      ) : (
        <span className="muted num">{unknown > 0 ? '0 raised' : 'clear'}</span>
      )}
      {moved !== null && (
        <span className="small num">
          {moved}
          <span className="vh"> since a week ago</span>
        </span>
      )}
      {unknown > 0 && <span className="small muted num">{unknown} unknown</span>}
    </span>
  )
}

/** Red flags by team: in each cell how many systems, how many nobody knows, and how it moved within a week. */
export function FlagTeams({ flags }: { flags: FleetView['flags'] }) {
  const columns = [
    { key: 'team', title: 'Team' },
    ...flags.columns.map(({ key, title }) => ({
      key,
      title: (
        <Link href={`/red-flags/${key}`} prefetch={false}>
          {title}
        </Link>
      ),
    })),
  ]
  return (
    <div className="scroll-x flag-matrix">
      <DataTable caption="Systems with a raised red flag, by team" columns={columns}>
        {flags.rows.map((row) => (
          <tr key={row.id ?? 'none'}>
            <th scope="row">{row.name}</th>
            {row.cells.map((cell, index) => (
              <Cell key={cell.key} label={flags.columns[index]?.title ?? cell.key}>
                <FlagCell cell={cell} />
              </Cell>
            ))}
          </tr>
        ))}
      </DataTable>
    </div>
  )
}
