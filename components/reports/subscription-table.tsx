import Link from 'next/link'
import { type BadgeState, VerdictBadge } from '@/components/checks/verdict-badge'
import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { OutboxState } from '@/lib/outbox/message'
import type { SubscriptionView } from '@/lib/reports/subscription-view'

const columns = [
  { key: 'scope', title: 'Report' },
  { key: 'when', title: 'When' },
  { key: 'next', title: 'Next' },
  { key: 'last', title: 'Last' },
  { key: 'verbs', title: <span className="vh">Change or end</span>, align: 'right' as const },
]

const states: Readonly<Record<OutboxState, { verdict: BadgeState; word: string }>> = {
  pending: { verdict: 'never', word: 'waits to be sent' },
  sending: { verdict: 'never', word: 'is being sent' },
  delivered: { verdict: 'ok', word: 'taken by the mail server' },
  dead: { verdict: 'fail', word: 'could not be sent' },
  cancelled: { verdict: 'paused', word: 'was not sent' },
}

interface SubscriptionTableProps {
  subscriptions: readonly SubscriptionView[]
  zone: string
  end: FormAction
}

/** The reports that somebody gets by mail, and what became of the newest of each. */
export function SubscriptionTable({ subscriptions, zone, end }: SubscriptionTableProps) {
  return (
    <DataTable caption="Reports that you get by mail" columns={columns}>
      {subscriptions.map((each) => (
        <tr key={each.id}>
          <th scope="row">{each.scopeName}</th>
          <Cell label="When">{each.when}</Cell>
          <Cell label="Next" short>
            {each.nextAt ? <Moment at={each.nextAt} zone={zone} /> : 'when it is built'}
          </Cell>
          <Cell label="Last">
            <Last last={each.last} zone={zone} />
          </Cell>
          <td className="right">
            <div className="row-verbs">
              <Link className="btn" href={`/reports/settings?scope=${each.scope}#subscribe`} prefetch={false}>
                Change<span className="vh"> {each.scopeName}</span>
              </Link>
              <VerbForm
                action={end}
                verb="End"
                label={`End the report of ${each.scopeName}`}
                variant="danger"
                values={{ id: each.id }}
              />
            </div>
          </td>
        </tr>
      ))}
    </DataTable>
  )
}

function Last({ last, zone }: { last: SubscriptionView['last']; zone: string }) {
  if (!last) return <span className="muted">none yet</span>
  const { verdict, word } = states[last.state]
  return (
    <div>
      <VerdictBadge verdict={verdict} word={`${last.week}: ${word}`} />
      <span className="muted small">
        {' '}
        <Moment at={last.at} zone={zone} />
        {last.error && ` · ${last.error}`}
      </span>
    </div>
  )
}
