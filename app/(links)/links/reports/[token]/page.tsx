import type { Metadata } from 'next'
import { setAnswerStatus } from '@/app/answer-status'
import { pageDoor } from '@/app/page-door'
import { ReportSeal } from '@/components/reports/report-seal'
import { ReportSheet } from '@/components/reports/report-sheet'
import { PageHeader } from '@/components/ui/page-header'
import { formatExact } from '@/lib/format/moment'
import { openSharedReport } from '@/lib/reports/share-service'

export const metadata: Metadata = {
  title: 'Shared report',
  robots: { index: false, follow: false },
}

export default pageDoor(async function SharedReportPage({ params }: { params: Promise<{ token: string }> }) {
  const shared = await openSharedReport((await params).token)
  if (!shared) {
    await setAnswerStatus(404)
    return (
      <PageHeader
        headline="This link does not work"
        lead="It has ended, was ended by its team, or is not complete. Ask whoever sent it for a new one."
      />
    )
  }
  const { report, expiresAt } = shared
  return (
    <>
      <ReportSeal report={report} />
      <ReportSheet document={report.document} linked={false} />
      <p className="small muted report-hash">
        Shown by a link that works until {formatExact(new Date(expiresAt), report.zone)}. It shows this report
        and nothing else.
      </p>
    </>
  )
})
