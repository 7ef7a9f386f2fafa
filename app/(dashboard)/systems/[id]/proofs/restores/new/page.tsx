import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { DrillForm } from '@/components/proofs/drill-form'
import { PageHeader } from '@/components/ui/page-header'
import { levelMeanings, resultMeanings } from '@/lib/drills/view'
import { getProofForm } from '@/lib/red-flags/proofs-service'
import { recordRestoreAction } from '../../actions'

interface Props {
  params: Promise<{ id: string }>
}

export const metadata: Metadata = { title: 'Record a restore' }

const choicesOf = (meanings: Readonly<Record<string, { title: string; meaning: string }>>) =>
  Object.entries(meanings).map(([value, { title, meaning }]) => ({ value, label: title, hint: meaning }))

export default pageDoor(async function NewRestorePage({ params }: Props) {
  const viewer = await requireViewer()
  const { system, backups, zone, now } = await getProofForm(viewer, (await params).id)
  return (
    <>
      <PageHeader
        meta={
          <Link href={`/systems/${system.id}/proofs`} prefetch={false}>
            Proofs of {system.name}
          </Link>
        }
        headline="Record a restore that was tried"
        lead="A backup counts as proven when it was restored somewhere else and what came back was compared. A restore that failed is worth recording too: it says so before the day it is needed."
      />
      <DrillForm
        systemId={system.id}
        backups={backups}
        levels={choicesOf(levelMeanings)}
        results={choicesOf(resultMeanings)}
        zone={zone}
        now={now}
        action={recordRestoreAction}
      />
    </>
  )
})
