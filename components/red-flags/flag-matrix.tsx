import Link from 'next/link'
import { Cell, DataTable } from '@/components/ui/data-table'
import type { FlagView, MatrixRow } from '@/lib/red-flags/view'
import { FlagStatusBadge } from './flag-status'

/** Systems by flags, worst first; what is raised says why, with its real numbers. */
export function FlagMatrix({
  rows,
  flags,
}: {
  rows: readonly MatrixRow[]
  flags: readonly Pick<FlagView, 'key' | 'title'>[]
}) {
  const columns = [
    { key: 'system', title: 'System' },
    ...flags.map(({ key, title }) => ({
      key,
      title: (
        <Link href={`/red-flags/${key}`} prefetch={false}>
          {title}
        </Link>
      ),
    })),
  ]
  return (
    <div className="flag-matrix">
      <DataTable caption="Red flags by system, worst first" columns={columns}>
        {rows.map((row) => (
          <tr key={row.id} data-row>
            <th scope="row">
              <Link href={`/systems/${row.id}`} prefetch={false}>
                {row.name}
              </Link>
              <span className="why">{row.criticality}</span>
            </th>
            {flags.map(({ key, title }) => (
              <Cell key={key} label={title}>
                <MatrixCell cell={row.cells[key]} />
              </Cell>
            ))}
          </tr>
        ))}
      </DataTable>
    </div>
  )
}

function MatrixCell({ cell }: { cell: MatrixRow['cells'][string] | undefined }) {
  if (!cell) return <FlagStatusBadge status={null} />
  return (
    <div title={cell.status === 'raised' ? undefined : cell.sentence}>
      <FlagStatusBadge status={cell.status} />
      {cell.status === 'raised' && <span className="why">{cell.sentence}</span>}
    </div>
  )
}
