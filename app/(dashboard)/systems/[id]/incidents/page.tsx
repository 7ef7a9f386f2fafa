import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { IncidentsOf } from '@/components/incidents/incident-list'
import { SystemPartHeader } from '@/components/systems/system-part-header'
import { LinkButton } from '@/components/ui/button'
import { incidentFilter } from '@/lib/incidents/schema'
import { getSystemIncidents } from '@/lib/incidents/service'
import { getSystemHead } from '@/lib/overview/service'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Incidents' }

export default pageDoor(async function SystemIncidentsPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const { system } = await getSystemHead(viewer, id)
  const list = await getSystemIncidents(viewer, system, incidentFilter.parse(await searchParams))
  return (
    <>
      <SystemPartHeader
        system={system}
        part="incidents"
        headline={list.headline}
        lead={list.lead}
        actions={
          list.mayRecord && (
            <LinkButton href={`/incidents/new?system=${id}`} variant="primary">
              Write down an incident
            </LinkButton>
          )
        }
      />
      <IncidentsOf list={list} path={`/systems/${id}/incidents`} zone={viewer.timeZone} ofOne />
    </>
  )
})
