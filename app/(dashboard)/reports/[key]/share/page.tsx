import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ShareForm } from '@/components/reports/share-form'
import { ShareTable } from '@/components/reports/share-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { canShareReport } from '@/lib/auth/permissions'
import { getReport } from '@/lib/reports/service'
import { getShares } from '@/lib/reports/share-service'
import { revokeShareAction, shareReportAction } from '../../actions'

export const metadata: Metadata = { title: 'Share a report' }

export default pageDoor(async function ShareReportPage({ params }: { params: Promise<{ key: string }> }) {
  const viewer = await requireViewer()
  const report = await getReport(viewer, (await params).key)
  const shares = await getShares(viewer, report.id)
  const mayShare = canShareReport(viewer)
  const open = shares.filter(({ state }) => state === 'open').length
  return (
    <>
      <PageHeader
        meta={
          <Link href={report.href} prefetch={false}>
            {report.title} · {report.scopeName}
          </Link>
        }
        headline={
          open === 0
            ? 'Nobody outside can read this report.'
            : `${open} ${open === 1 ? 'link shows' : 'links show'} this report without signing in.`
        }
        lead="A link shows this one report and nothing else: no page behind it, no other week. It ends by itself."
      />
      <Section title="Links" count={shares.length}>
        {shares.length > 0 ? (
          <ShareTable shares={shares} zone={viewer.timeZone} revoke={mayShare ? revokeShareAction : null} />
        ) : (
          <EmptyState title="No link was made yet." />
        )}
      </Section>
      {mayShare ? (
        <Section title="Make a link" id="make">
          <div className="sec-body">
            <ShareForm action={shareReportAction} reportId={report.id} />
          </div>
        </Section>
      ) : (
        <p className="sec-note">Links are made by managers. An admin can give you that role.</p>
      )}
    </>
  )
})
