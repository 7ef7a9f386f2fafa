import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { PlanForm } from '@/components/drills/plan-form'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { assertionRows } from '@/lib/drills/plan-schema'
import { getPlanForm } from '@/lib/drills/plan-service'
import { createPlanAction } from '../actions'

interface Props {
  params: Promise<{ id: string }>
}

export const metadata: Metadata = { title: 'New plan' }

export default pageDoor(async function NewPlanPage({ params }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const offered = await getPlanForm(viewer, id, null)
  const { system, backups } = offered
  return (
    <>
      <PageHeader
        meta={
          <Link href={`/systems/${system.id}/proofs/drills`} prefetch={false}>
            Restores by machine of {system.name}
          </Link>
        }
        headline={`How the backups of ${system.name} are proven`}
        lead="Name, place and how often are enough to begin with. Every comparison and question makes the proof worth more."
      />
      {backups.length === 0 ? (
        <EmptyState
          title="No backup of this system is known."
          actions={<LinkButton href={`/systems/new?to=${system.id}`}>Say where they lie</LinkButton>}
        >
          Give the folder of its backups, e.g. /var/backups/orders/*.dump, as a target of the system.
        </EmptyState>
      ) : (
        <PlanForm
          offered={offered}
          rows={assertionRows}
          hidden={{ systemId: system.id }}
          isOwn={false}
          submit="Make the plan"
          action={createPlanAction}
        />
      )}
    </>
  )
})
