import { dehydrate, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { WeekFigure } from '@/components/charts/week-figure'
import { findingListKey } from '@/components/findings/finding-list-key'
import { FindingsView } from '@/components/findings/findings-view'
import { LiveQueries } from '@/components/ui/live-queries'
import { canTriageFinding } from '@/lib/auth/permissions'
import { smallWeekFrame } from '@/lib/charts/week-chart'
import { findingFilter } from '@/lib/findings/schema'
import { getFindingList } from '@/lib/findings/service'
import { getFindingWeeks } from '@/lib/trends/service'

export const metadata: Metadata = { title: 'Findings' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function FindingsPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const filter = findingFilter.parse(await searchParams)
  const client = new QueryClient()
  const [list, weeks] = await Promise.all([
    getFindingList(viewer, filter),
    getFindingWeeks(viewer, filter.system ?? undefined),
  ])
  client.setQueryData(findingListKey(filter), list)
  return (
    <LiveQueries state={dehydrate(client)}>
      <FindingsView
        filter={filter}
        trend={
          <div className="week-head">
            <WeekFigure spec={weeks} frame={smallWeekFrame} />
          </div>
        }
        viewer={{
          id: viewer.id,
          zone: viewer.timeZone,
          mayCreate: canTriageFinding(viewer, { teamId: null }),
        }}
      />
    </LiveQueries>
  )
})
