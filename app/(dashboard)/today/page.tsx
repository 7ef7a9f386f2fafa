import { dehydrate, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { Soonest } from '@/components/today/soonest'
import { TodayBoard } from '@/components/today/today-board'
import { todayKey } from '@/components/today/today-query'
import { LiveQueries } from '@/components/ui/live-queries'
import { todayAddress } from '@/lib/today/scope'
import { getSoonest, getToday } from '@/lib/today/service'

export const metadata: Metadata = { title: 'Today' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function TodayPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const { scope } = todayAddress.parse(await searchParams)
  const client = new QueryClient()
  const [today, soonest] = await Promise.all([getToday(viewer, scope), getSoonest(viewer, scope)])
  client.setQueryData(todayKey(scope), today)
  return (
    <LiveQueries state={dehydrate(client)}>
      {/* Forecasts are made once a day: drawn by the server, they need no script. */}
      <TodayBoard scope={scope} soonest={<Soonest soonest={soonest} />} />
    </LiveQueries>
  )
})
