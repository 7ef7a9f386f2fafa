import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { IncidentsOf } from '@/components/incidents/incident-list'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { formatClock } from '@/lib/format/moment'
import { incidentFilter } from '@/lib/incidents/schema'
import { listIncidents } from '@/lib/incidents/service'

export const metadata: Metadata = { title: 'Incidents' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default pageDoor(async function IncidentsPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const list = await listIncidents(viewer, incidentFilter.parse(await searchParams))
  return (
    <>
      <PageHeader
        meta={`Incidents · ${formatClock(new Date(list.now), viewer.timeZone)} ${viewer.timeZone}`}
        headline={list.headline}
        lead={list.lead}
        actions={
          list.mayRecord && (
            <LinkButton href="/incidents/new" variant="primary">
              Write down an incident
            </LinkButton>
          )
        }
      />
      <IncidentsOf list={list} path="/incidents" zone={viewer.timeZone} />
    </>
  )
})
