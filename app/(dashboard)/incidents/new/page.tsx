import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { NewIncidentForm } from '@/components/incidents/incident-form'
import { PageHeader } from '@/components/ui/page-header'
import { getIncidentForm } from '@/lib/incidents/form-service'
import { newIncidentQuery } from '@/lib/incidents/schema'
import { recordIncidentAction } from '../actions'

export const metadata: Metadata = { title: 'New incident' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default pageDoor(async function NewIncidentPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const offered = await getIncidentForm(viewer, newIncidentQuery.parse(await searchParams))
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/incidents">Incidents</Link>
            {offered.from && ` · from ${offered.from}`}
          </>
        }
        headline="Write down what happened"
        lead="Facts first, nobody's fault. What would have prevented it comes next, with what the data knew beforehand."
      />
      <NewIncidentForm offered={offered} zone={viewer.timeZone} action={recordIncidentAction} />
    </>
  )
})
