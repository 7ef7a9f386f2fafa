import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { RangeForm } from '@/components/auth/range-form'
import { VerbForm } from '@/components/ui/action-form'
import { Cell, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { listRanges } from '@/lib/egress/service'
import { allowRangeAction, revokeRangeAction } from './actions'

export const metadata: Metadata = { title: 'Network' }

const columns = [
  { key: 'range', title: 'Range' },
  { key: 'reason', title: 'Reason' },
  { key: 'by', title: 'Opened by' },
  { key: 'at', title: 'Since' },
  { key: 'close', title: <span className="vh">Close</span>, align: 'right' as const },
]

export default pageDoor(async function NetworkPage() {
  const viewer = await requireViewer()
  const ranges = await listRanges(viewer)
  return (
    <>
      <PageHeader
        headline={
          ranges.length === 0
            ? 'Checks reach public addresses only'
            : `Checks reach ${ranges.length} private range${ranges.length === 1 ? '' : 's'}`
        }
        lead="Private networks are closed until an administrator opens a range. Cloud metadata, link-local addresses and this installation's own ports stay closed, whatever is open here."
      />
      <Section title="Open ranges" count={ranges.length}>
        {ranges.length === 0 ? (
          <EmptyState title="No private range is open.">
            A check that meets a private address says which range it needs.
          </EmptyState>
        ) : (
          <DataTable caption="Private ranges that checks may reach" columns={columns}>
            {ranges.map((range) => (
              <tr key={range.id ?? range.cidr}>
                <th scope="row">
                  <code>{range.cidr}</code>
                </th>
                <Cell label="Reason">{range.id === null ? 'Set in EGRESS_ALLOW_CIDRS' : range.reason}</Cell>
                <Cell label="Opened by">{range.by ?? <span className="muted">configuration</span>}</Cell>
                <Cell label="Since">
                  {range.at ? (
                    <Moment at={range.at} zone={viewer.timeZone} />
                  ) : (
                    <span className="muted">start</span>
                  )}
                </Cell>
                <td className="right">
                  {range.id !== null && (
                    <VerbForm
                      action={revokeRangeAction}
                      verb="Close"
                      label={`Close ${range.cidr}`}
                      variant="danger"
                      values={{ id: range.id }}
                    />
                  )}
                </td>
              </tr>
            ))}
          </DataTable>
        )}
      </Section>
      <Section title="Open a range" id="add" isForScreen>
        <RangeForm action={allowRangeAction} />
      </Section>
    </>
  )
})
