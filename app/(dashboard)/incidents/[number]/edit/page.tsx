import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { EditIncidentForm } from '@/components/incidents/incident-form'
import { PageHeader } from '@/components/ui/page-header'
import { getIncidentEdit } from '@/lib/incidents/form-service'
import { changeIncidentAction } from '../../actions'

export const metadata: Metadata = { title: 'Change an incident' }

interface Props {
  params: Promise<{ number: string }>
}

export default pageDoor(async function EditIncidentPage({ params }: Props) {
  const viewer = await requireViewer()
  const incident = await getIncidentEdit(viewer, Number((await params).number))
  return (
    <>
      <PageHeader
        meta={<Link href={`/incidents/${incident.number}`}>I-{incident.number}</Link>}
        headline={`Change “${incident.told.title}”`}
        lead="What was written before stays in the history."
      />
      <EditIncidentForm incident={incident} zone={viewer.timeZone} action={changeIncidentAction} />
    </>
  )
})
