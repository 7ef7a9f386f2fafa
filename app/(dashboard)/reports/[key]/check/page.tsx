import type { Metadata } from 'next'
import Link from 'next/link'
import { setAnswerStatus } from '@/app/answer-status'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { RecomputedView } from '@/components/reports/recomputed-view'
import { ReportSeal } from '@/components/reports/report-seal'
import { PageHeader } from '@/components/ui/page-header'
import { Problem } from '@/lib/problem'
import { getReport, recomputeReport } from '@/lib/reports/service'

export const metadata: Metadata = { title: 'Check a report again' }

export default pageDoor(async function CheckReportPage({ params }: { params: Promise<{ key: string }> }) {
  const viewer = await requireViewer()
  const report = await getReport(viewer, (await params).key)
  const recomputed = await recomputeReport(viewer, report.id).catch(unlessBusy)
  if (typeof recomputed === 'string') {
    await setAnswerStatus(429)
    return <PageHeader headline="Not checked right now" lead={recomputed} />
  }
  return (
    <>
      <ReportSeal report={report} />
      <PageHeader
        meta={
          <Link href={report.href} prefetch={false}>
            {report.title} · {report.scopeName}
          </Link>
        }
        headline={recomputed.sentence}
        lead="The period was read once more from the records that are still kept. The report itself never changes."
      />
      <RecomputedView recomputed={recomputed} />
    </>
  )
})

function unlessBusy(error: unknown): string {
  if (error instanceof Problem && error.kind === 'too-many') return error.message
  throw error
}
