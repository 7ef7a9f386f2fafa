import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import type { DrillPlanView } from '@/lib/drills/view'
import { planState } from './run-state'

const columns = [
  { key: 'name', title: 'Plan' },
  { key: 'state', title: 'Newest run' },
  { key: 'proof', title: 'Last proof' },
  { key: 'tier', title: 'How often' },
  { key: 'next', title: 'Next' },
]

interface Shown {
  zone: string
  now: string
}

/** The plans that restore backups of a system, each with its last proof. */
export function PlanTable({ plans, zone, now }: { plans: readonly DrillPlanView[] } & Shown) {
  return (
    <DataTable caption="Plans that restore backups" columns={columns}>
      {plans.map((plan) => (
        <tr key={plan.id} className="link-row" data-row>
          <th scope="row">
            <Link href={`/systems/${plan.systemId}/proofs/drills/${plan.id}`} prefetch={false}>
              {plan.name}
            </Link>
            <span className="drill-where">
              {plan.backupTarget.address}, into {plan.placeText}
            </span>
          </th>
          <Cell label="Newest run" lead>
            <VerdictBadge {...planState(plan)} />
          </Cell>
          <Cell label="Last proof">
            {plan.lastProof ? (
              <Moment at={plan.lastProof.at} zone={zone} now={now} />
            ) : (
              <span className="muted">none yet</span>
            )}
          </Cell>
          <Cell label="How often" short>
            {isOnDemand(plan) ? <span className="muted">on demand</span> : plan.tier}
          </Cell>
          <Cell label="Next">
            <NextRun plan={plan} zone={zone} now={now} />
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}

/** Whether only people start it. */
export const isOnDemand = ({ nextAt, pausedAt, endedAt }: DrillPlanView) =>
  nextAt === null && pausedAt === null && endedAt === null

/** When a plan is due, or why it is not. */
export function NextRun({ plan, zone, now }: { plan: DrillPlanView } & Shown) {
  if (plan.endedAt) return <span className="muted">ended</span>
  if (plan.pausedAt) return <span className="muted">paused</span>
  if (!plan.nextAt) return <span className="muted">not planned</span>
  // What is due begins as soon as a worker is free.
  return new Date(plan.nextAt) <= new Date(now) ? (
    'now due'
  ) : (
    <Moment at={plan.nextAt} zone={zone} now={now} />
  )
}
