import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { AlertForm, AlertListForm } from '@/components/proofs/alert-forms'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { getProofForm } from '@/lib/red-flags/proofs-service'
import { recordAlertAction, recordAlertListAction } from '../../actions'

interface Props {
  params: Promise<{ id: string }>
}

export const metadata: Metadata = { title: 'Record alerts' }

export default pageDoor(async function NewAlertsPage({ params }: Props) {
  const viewer = await requireViewer()
  const { system, now, zone } = await getProofForm(viewer, (await params).id)
  return (
    <>
      <PageHeader
        meta={
          <Link href={`/systems/${system.id}/proofs/alerts`} prefetch={false}>
            Alerts of {system.name}
          </Link>
        }
        headline="Record alerts that fired"
        lead="And what became of them: an alert that needed nothing teaches people to look away."
      />
      <Section title="A list" id="list">
        <AlertListForm systemId={system.id} action={recordAlertListAction} />
      </Section>
      <Section title="One alert" id="one">
        <AlertForm systemId={system.id} now={now} zone={zone} action={recordAlertAction} />
      </Section>
    </>
  )
})
