import { Cell, DataTable } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { formatNumber } from '@/lib/format/measure'
import { numberLabels } from '@/lib/reports/number-labels'
import type { Recomputed } from '@/lib/reports/view'

const columns = [
  { key: 'number', title: 'Number' },
  { key: 'stored', title: 'In the report', align: 'right' as const },
  { key: 'now', title: 'Read again', align: 'right' as const },
]

const shown = (value: number | null) => (value === null ? 'unknown' : formatNumber(value, 1))

/** What came out when a period was read again: differences, and sources that do not reach back that far. */
export function RecomputedView({ recomputed: { differences, expired } }: { recomputed: Recomputed }) {
  return (
    <>
      {differences.length > 0 && (
        <Section title="Different now" count={differences.length}>
          <DataTable caption="Numbers that differ" columns={columns} keep>
            {differences.map((each) => (
              <tr key={each.number}>
                <th scope="row">{numberLabels[each.number]}</th>
                <Cell label="In the report" align="right">
                  {shown(each.stored)}
                </Cell>
                <Cell label="Read again" align="right">
                  {shown(each.now)}
                </Cell>
              </tr>
            ))}
          </DataTable>
        </Section>
      )}
      {expired.length > 0 && (
        <Section title="Sources that do not reach back that far" id="expired" count={expired.length}>
          <ul className="log">
            {expired.map(({ source, sentence }) => (
              <li key={source}>{sentence}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
