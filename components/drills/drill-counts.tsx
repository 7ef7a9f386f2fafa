import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import type { ComparisonSource, DrillReport, TableCount } from '@/lib/drills/drill-report'
import { formatNumber } from '@/lib/format/measure'
import { countState, sourceNames, unlistedText } from './count-words'

const columns = [
  { key: 'table', title: 'Table' },
  { key: 'state', title: 'Rows' },
  { key: 'with', title: 'Compared with' },
  { key: 'expected', title: 'Expected', align: 'right' as const },
  { key: 'found', title: 'Found', align: 'right' as const },
  { key: 'content', title: 'Content' },
]

/** Tables that are equal and shown at once; the others are folded. */
const shownEqual = 10

/** Every table that was compared: what differs stands first, what is equal is folded away when it is much. */
export function DrillCounts({ counts, tables }: Pick<DrillReport, 'counts' | 'tables'>) {
  const differing = counts.filter(({ state }) => state !== 'equal')
  const equal = counts.filter(({ state }) => state === 'equal')
  const [first, folded] =
    equal.length <= shownEqual
      ? [[...differing, ...equal], []]
      : [[...differing, ...equal.slice(0, shownEqual)], equal.slice(shownEqual)]
  const unlisted = unlistedText(counts, tables)
  const inTables = tables.compared === 1 ? '1 table' : `${formatNumber(tables.compared)} tables`
  const differ = tables.differing === 1 ? '1 differs' : `${formatNumber(tables.differing)} differ`
  return (
    <Section
      title="Rows"
      id="rows"
      count={`${formatNumber(tables.rows)} in ${inTables}, ${tables.differing === 0 ? 'none differs' : differ}`}
    >
      <CountTable counts={first} caption="Rows expected and found" />
      {folded.length > 0 && (
        <details className="disclosure">
          <summary>{formatNumber(folded.length)} more tables, all equal</summary>
          <CountTable counts={folded} caption="Further tables, all equal" />
        </details>
      )}
      {unlisted !== '' && <p className="sec-note">{unlisted}</p>}
    </Section>
  )
}

function CountTable({ counts, caption }: { counts: readonly TableCount[]; caption: string }) {
  return (
    <DataTable caption={caption} columns={columns}>
      {counts.map((count) => (
        <tr key={`${count.table} ${count.comparedWith}`}>
          <th scope="row">
            <code>{count.table}</code>
          </th>
          <Cell label="Rows" lead>
            <VerdictBadge {...countState(count)} />
          </Cell>
          <Cell label="Compared with" short>
            {sourceNames[count.comparedWith satisfies ComparisonSource]}
          </Cell>
          <Cell label="Expected" align="right">
            {numberOrNone(count.expected)}
          </Cell>
          <Cell label="Found" align="right">
            {numberOrNone(count.found)}
          </Cell>
          <Cell label="Content" short>
            <Content count={count} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}

const numberOrNone = (value: number | null) => (value === null ? '–' : formatNumber(value))

function Content({ count: { sameContent } }: { count: TableCount }) {
  if (sameContent === null) return <span className="muted">not compared</span>
  return sameContent ? 'the same' : 'differs'
}
