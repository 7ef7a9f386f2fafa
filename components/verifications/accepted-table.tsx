import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { Cell, DataTable } from '@/components/ui/data-table'
import { formatNumber } from '@/lib/format/measure'
import type { AcceptedView } from '@/lib/verifications/guided-view'
import { areaQuestions } from '@/lib/verifications/view'
import { kindWords } from './kind-words'

const columns = [
  { key: 'pattern', title: 'What' },
  { key: 'reason', title: 'Why' },
  { key: 'by', title: 'Accepted by' },
  { key: 'covers', title: 'Differences', align: 'right' as const },
]

interface AcceptedTableProps {
  accepted: readonly AcceptedView[]
  /** Whose acceptances can be taken back here; none where they are only read. */
  ids: { systemId: string; id: string } | null
  withdraw?: FormAction
}

/** What may differ, and why. */
export function AcceptedTable({ accepted, ids, withdraw }: AcceptedTableProps) {
  return (
    <DataTable caption="What may differ" columns={columns}>
      {accepted.map(({ id, pattern, area, kind, reason, by, covers }) => (
        <tr key={id}>
          <th scope="row" className="guided-key">
            {pattern}
            <span className="muted small block font-normal">
              {[area && areaQuestions[area].title, kind && kindWords[kind].word].filter(Boolean).join(', ') ||
                'all areas'}
            </span>
          </th>
          <Cell label="Why">{reason}</Cell>
          <Cell label="Accepted by">
            {by}
            {ids && withdraw && (
              <span className="noprint">
                <VerbForm
                  action={withdraw}
                  verb="Take back"
                  label={`Take back ${pattern}`}
                  values={{ ...ids, acceptance: id }}
                />
              </span>
            )}
          </Cell>
          <Cell label="Differences" align="right">
            {formatNumber(covers)}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
