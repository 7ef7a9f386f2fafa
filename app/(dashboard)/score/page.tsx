import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { FleetCounts } from '@/components/score/fleet-counts'
import { FleetTable } from '@/components/score/fleet-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { formatDay } from '@/lib/format/moment'
import { fleetQuery } from '@/lib/score/query'
import { fleetHeadline } from '@/lib/score/sentences'
import { getFleetScore } from '@/lib/score/service'

export const metadata: Metadata = { title: 'Score' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function ScorePage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const fleet = await getFleetScore(viewer, fleetQuery.parse(await searchParams))
  const kept = fleet.day && formatDay(new Date(`${fleet.day}T00:00:00Z`), 'UTC', new Date(fleet.at))
  return (
    <>
      <PageHeader
        meta={kept ? `As kept on ${kept}; each system's own page says how it stands now` : 'Score'}
        headline={fleetHeadline(fleet)}
        lead="How much of what should be so is known to be so. What nobody knows counts as missing, so not looking never helps."
      />
      {fleet.day === null ? (
        <EmptyState title="No score was kept yet.">
          The first is kept a quarter of an hour after a system was added, then one each day after midnight
          UTC. The page of a system shows its score at once.
        </EmptyState>
      ) : (
        <>
          <FleetCounts fleet={fleet} />
          <FleetTable fleet={fleet} />
        </>
      )}
    </>
  )
})
