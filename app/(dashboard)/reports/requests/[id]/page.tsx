import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { periodWords } from '@/components/reports/request-lines'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { getReportRequest } from '@/lib/reports/service'

export const metadata: Metadata = { title: 'A report is being built' }

export default pageDoor(async function ReportRequestPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const request = await getReportRequest(viewer, (await params).id)
  if (request.href) redirect(request.href)
  const isOpen = request.state !== 'failed'
  return (
    <>
      {isOpen && (
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
      )}
      <RefreshWhile active={isOpen} />
      <PageHeader
        meta={
          <>
            <Link href="/reports">Reports</Link> · {request.scopeName},{' '}
            {periodWords(request, request.requestedAt)}
          </>
        }
        headline={isOpen ? 'The report is being built.' : 'The report was not built.'}
        lead={
          request.fault ??
          'The worker reads the period from the records. This takes seconds; the page opens the report by itself. If it stays here for a minute, look at Today whether a worker reports.'
        }
        actions={<LinkButton href="/reports">All reports</LinkButton>}
      />
    </>
  )
})
