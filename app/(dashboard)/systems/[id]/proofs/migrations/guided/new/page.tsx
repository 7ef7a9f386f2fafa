import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { PageHeader } from '@/components/ui/page-header'
import { GuidedForm } from '@/components/verifications/guided-form'
import { getGuidedForm } from '@/lib/verifications/guided-pages-service'
import { databaseRows } from '@/lib/verifications/guided-schema'
import { createGuidedAction } from '../actions'

interface Props {
  params: Promise<{ id: string }>
}

export const metadata: Metadata = { title: 'Guided verification' }

export default pageDoor(async function NewGuidedPage({ params }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const offered = await getGuidedForm(viewer, id)
  return (
    <>
      <PageHeader
        meta={
          <Link href={`/systems/${id}/proofs#migrations`} prefetch={false}>
            Migrations of {offered.system.name}
          </Link>
        }
        headline={`What moves with ${offered.system.name}, and what must be there afterwards`}
        lead="A snapshot before, a snapshot after, and every difference by name. Whatever is left out here is not verified by anybody."
      />
      <GuidedForm
        offered={offered}
        rows={databaseRows}
        systemId={offered.system.id}
        action={createGuidedAction}
      />
    </>
  )
})
