import { VerdictBadge } from '@/components/checks/verdict-badge'
import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { formatNumber } from '@/lib/format/measure'
import type { ShareView } from '@/lib/reports/share-view'

const columns = [
  { key: 'note', title: 'For whom' },
  { key: 'state', title: 'State' },
  { key: 'until', title: 'Until' },
  { key: 'opened', title: 'Opened', align: 'right' as const },
  { key: 'by', title: 'Made by' },
  { key: 'verb', title: <span className="vh">End it</span> },
]

const states = {
  open: { verdict: 'warn', word: 'Works' },
  ended: { verdict: 'paused', word: 'Has ended' },
  revoked: { verdict: 'paused', word: 'Was ended' },
} as const

interface ShareTableProps {
  shares: readonly ShareView[]
  zone: string
  /** Null: this viewer may only look. */
  revoke: FormAction | null
}

/** Links to a report: who made them, whether they still work, how often they were opened. */
export function ShareTable({ shares, zone, revoke }: ShareTableProps) {
  return (
    <DataTable caption="Links to this report, newest first" columns={columns}>
      {shares.map((share) => (
        <tr key={share.id}>
          <th scope="row">{share.note || 'No note'}</th>
          <Cell label="State" lead>
            <VerdictBadge {...states[share.state]} />
          </Cell>
          <Cell label="Until" short>
            <Moment at={share.expiresAt} zone={zone} />
          </Cell>
          <Cell label="Opened" align="right">
            {share.openedCount === 0 ? 'never' : `${formatNumber(share.openedCount)} ×`}
          </Cell>
          <Cell label="Made by">{share.createdBy}</Cell>
          <Cell label="">
            {revoke && share.state === 'open' && (
              <VerbForm
                action={revoke}
                verb="End link"
                label={`End link ${share.note ? `for ${share.note}` : 'without a note'}`}
                values={{ shareId: share.id }}
              />
            )}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}
