import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { PlanForm } from '@/components/drills/plan-form'
import { PageHeader } from '@/components/ui/page-header'
import { assertionRows } from '@/lib/drills/plan-schema'
import { getPlan, getPlanForm } from '@/lib/drills/plan-service'
import { changePlanAction } from '../../actions'

interface Props {
  params: Promise<{ id: string; planId: string }>
}

export const metadata: Metadata = { title: 'Edit plan' }

export default pageDoor(async function EditPlanPage({ params }: Props) {
  const viewer = await requireViewer()
  const { id, planId } = await params
  // The form first: it says who may not.
  const offered = await getPlanForm(viewer, id, planId)
  const plan = await getPlan(viewer, id, planId)
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${id}/proofs/drills`} prefetch={false}>
              Restores by machine of {plan.systemName}
            </Link>{' '}
            ·{' '}
            <Link href={`/systems/${id}/proofs/drills/${planId}`} prefetch={false}>
              {plan.name}
            </Link>
          </>
        }
        headline={`Edit ${plan.name}`}
        lead="The next run follows what is saved here; runs that are over stay as they were."
      />
      <PlanForm
        offered={offered}
        rows={assertionRows}
        hidden={{ systemId: id, planId, revision: String(offered.revision) }}
        isOwn={plan.isOwn}
        submit="Save"
        action={changePlanAction}
      />
    </>
  )
})
