import { dehydrate, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { BatchProgressView } from '@/components/runs/batch-progress'
import { LiveQueries } from '@/components/ui/live-queries'
import { getBatch } from '@/lib/checks/batch-service'
import { batchProgress } from '@/lib/checks/batch-view'
import { cancelRemainingAction } from '../actions'

export const metadata: Metadata = { title: 'Run' }

export default pageDoor(async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const { id } = await params
  const batch = await getBatch(viewer, id)
  const { finished, cancelled } = batchProgress(batch)
  const client = new QueryClient()
  client.setQueryData(['batch', id], batch)
  return (
    <>
      {!finished && !cancelled && (
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
      )}
      <LiveQueries state={dehydrate(client)}>
        <BatchProgressView id={id} zone={viewer.timeZone} cancel={cancelRemainingAction} />
      </LiveQueries>
    </>
  )
})
