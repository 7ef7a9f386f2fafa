import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ReportActions } from '@/components/reports/report-actions'
import { ReportSeal } from '@/components/reports/report-seal'
import { ReportSheet } from '@/components/reports/report-sheet'
import { scopeOfQuery } from '@/lib/reports/scope-of-query'
import { getReport } from '@/lib/reports/service'

export const metadata: Metadata = { title: 'Report' }

interface PageProps {
  params: Promise<{ key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default pageDoor(async function ReportPage({ params, searchParams }: PageProps) {
  const viewer = await requireViewer()
  const report = await getReport(viewer, (await params).key, scopeOfQuery(await searchParams))
  return (
    <>
      <ReportSeal report={report} />
      <ReportSheet document={report.document} actions={<ReportActions report={report} />} />
      <p className="small muted hash report-hash">
        Frozen {report.builtAt.slice(0, 16).replace('T', ' ')} UTC · sha256 <code>{report.sha256}</code>
      </p>
    </>
  )
})
