import { Cell, DataTable } from '@/components/ui/data-table'
import { formatMeasure } from '@/lib/format/measure'
import type { ResourceLine } from '@/lib/overview/view'
import { VerdictBadge } from './verdict-badge'

const columns = [
  { key: 'name', title: 'Resource' },
  { key: 'state', title: 'State' },
  { key: 'value', title: 'Value', align: 'right' as const },
]

/** What was judged one by one in the latest run, worst first. */
export function ResourcesTable({
  resources,
  unit,
}: {
  resources: readonly ResourceLine[]
  unit: string | null
}) {
  return (
    <DataTable caption="Resources of the last run, worst first" columns={columns}>
      {resources.map((resource) => (
        <tr key={resource.name}>
          <th scope="row">
            <span className="break-all">{resource.name}</span>
            {resource.detail && <span className="why">{resource.detail}</span>}
          </th>
          <Cell label="State" lead>
            <VerdictBadge verdict={resource.verdict} />
          </Cell>
          <Cell label="Value" align="right">
            {resource.value === null ? <span className="muted">—</span> : formatMeasure(resource.value, unit)}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
