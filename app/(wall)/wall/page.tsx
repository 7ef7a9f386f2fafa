import { dehydrate, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { WallBoard } from '@/components/today/wall-board'
import { wallKey } from '@/components/today/wall-query'
import { WallSoonest } from '@/components/today/wall-soonest'
import { LiveQueries } from '@/components/ui/live-queries'
import { todayAddress } from '@/lib/today/scope'
import { getSoonest } from '@/lib/today/service'
import { getWall } from '@/lib/today/wall-service'

export const metadata: Metadata = { title: 'Wall' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function WallPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const { scope } = todayAddress.parse(await searchParams)
  const client = new QueryClient()
  const [wall, soonest] = await Promise.all([getWall(viewer, scope), getSoonest(viewer, scope)])
  client.setQueryData(wallKey(scope), wall)
  return (
    <main id="main" className="wall" tabIndex={-1}>
      {/* Where no script runs, the browser asks for the page again by itself. */}
      <noscript>
        <meta httpEquiv="refresh" content="60" />
      </noscript>
      <LiveQueries state={dehydrate(client)}>
        <WallBoard scope={scope} soonest={<WallSoonest soonest={soonest} />} />
      </LiveQueries>
    </main>
  )
})
