import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ComparisonView } from '@/components/reports/comparison-view'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { compareReports } from '@/lib/reports/compare-reports'
import { reportComparisonQuery } from '@/lib/reports/comparison-query'
import { getReport } from '@/lib/reports/service'

export const metadata: Metadata = { title: 'Compare reports' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function CompareReportsPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const { a, b } = reportComparisonQuery.parse(await searchParams)
  if (!a || !b)
    return (
      <>
        <PageHeader meta={<Link href="/reports">Reports</Link>} headline="Two reports, side by side" />
        <EmptyState title="Choose two reports.">
          Below the list of <Link href="/reports">reports</Link> any two can be chosen; the page of a week
          compares it with the week before.
        </EmptyState>
      </>
    )
  const [one, other] = await Promise.all([getReport(viewer, a), getReport(viewer, b)])
  return <ComparisonView comparison={compareReports(one, other)} />
})
