import { dehydrate, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { TodayBoard } from '@/components/today/today-board'
import { todayKey } from '@/components/today/today-query'
import { LiveQueries } from '@/components/ui/live-queries'
import { getToday } from '@/lib/today/service'

export const metadata: Metadata = { title: 'Today' }

export default pageDoor(async function TodayPage() {
  const viewer = await requireViewer()
  const client = new QueryClient()
  await client.fetchQuery({ queryKey: todayKey, queryFn: () => getToday(viewer) })
  return (
    <LiveQueries state={dehydrate(client)}>
      <TodayBoard />
    </LiveQueries>
  )
})
