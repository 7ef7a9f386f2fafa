import type { Metadata } from 'next'
import { runCheckAction } from '@/app/(dashboard)/runs/actions'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { CheckHeader } from '@/components/checks/check-header'
import { CheckHistory } from '@/components/checks/check-history'
import { CheckTerms } from '@/components/checks/check-terms'
import { SilentNotice } from '@/components/checks/silent-notice'
import { FindingLines } from '@/components/findings/finding-lines'
import { Section } from '@/components/ui/section'
import { canEditSystem, canRunChecks } from '@/lib/auth/permissions'
import { checkQuery } from '@/lib/overview/schema'
import { getCheck } from '@/lib/overview/service'
import { getSystemMarks } from '@/lib/trends/system-trends-service'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Check' }

export default pageDoor(async function CheckPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const query = checkQuery.parse(await searchParams)
  const page = await getCheck(viewer, (await params).id, query)
  const zone = viewer.timeZone
  const marks = await getSystemMarks(viewer, page.system.id, page.window, page.reading.now)
  return (
    <>
      <title>{`${page.check.name} of ${page.system.name} · Wheeltapper`}</title>
      <SilentNotice reading={page.reading} zone={zone} />
      <CheckHeader
        page={page}
        zone={zone}
        run={canRunChecks(viewer, page.system) ? runCheckAction : null}
        canEdit={canEditSystem(viewer, page.system) && !page.system.isSelf}
      />
      {page.findings.length > 0 && (
        <Section title="Open findings" count={page.findings.length}>
          <FindingLines findings={page.findings} zone={zone} now={page.reading.now} />
        </Section>
      )}
      <CheckHistory page={page} query={query} zone={zone} marks={marks} />
      <CheckTerms page={page} />
    </>
  )
})
