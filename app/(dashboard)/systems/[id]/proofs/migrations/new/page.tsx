import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { MigrationForm } from '@/components/proofs/migration-form'
import { PageHeader } from '@/components/ui/page-header'
import { getProofForm } from '@/lib/red-flags/proofs-service'
import { recordMigrationAction } from '../../actions'

interface Props {
  params: Promise<{ id: string }>
}

export const metadata: Metadata = { title: 'Record a migration' }

export default pageDoor(async function NewMigrationPage({ params }: Props) {
  const viewer = await requireViewer()
  const { system, now, zone } = await getProofForm(viewer, (await params).id)
  return (
    <>
      <PageHeader
        meta={
          <Link href={`/systems/${system.id}/proofs`} prefetch={false}>
            Proofs of {system.name}
          </Link>
        }
        headline="Record what was moved, upgraded or restored"
        lead="Its verification begins at once: five areas to compare, and it closes only when each is decided and nothing is missing."
      />
      <MigrationForm systemId={system.id} now={now} zone={zone} action={recordMigrationAction} />
    </>
  )
})
