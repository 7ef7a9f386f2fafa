import type { Metadata } from 'next'
import { runSystemAction } from '@/app/(dashboard)/runs/actions'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { SilentNotice } from '@/components/checks/silent-notice'
import { FlagWords } from '@/components/red-flags/flag-words'
import { SystemDetail } from '@/components/systems/system-detail'
import { SystemHeader } from '@/components/systems/system-header'
import { SystemTabs } from '@/components/systems/system-tabs'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { canEditSystem, canRunChecks, canTriageFinding } from '@/lib/auth/permissions'
import { getDependencies } from '@/lib/overview/dependencies'
import { systemQuery } from '@/lib/overview/schema'
import { getSystem } from '@/lib/overview/service'
import { getSystemFlags } from '@/lib/red-flags/service'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'System' }

export default pageDoor(async function SystemPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const page = await getSystem(viewer, (await params).id, systemQuery.parse(await searchParams))
  const dependencies = await getDependencies(viewer, page.system.id)
  const canEdit = canEditSystem(viewer, page.system)
  const flags = page.system.archivedAt ? [] : await getSystemFlags(viewer, page.system.id)
  const zone = viewer.timeZone
  // A system that was just added fills while one looks at it.
  const isFilling = !page.reading.silent && page.checks.some(({ finishedAt }) => finishedAt === null)
  return (
    <>
      <RefreshWhile active={isFilling && !page.system.archivedAt} />
      <title>{`${page.system.name} · Wheeltapper`}</title>
      <SilentNotice reading={page.reading} zone={zone} />
      <SystemHeader
        page={page}
        zone={zone}
        run={canRunChecks(viewer, page.system) && !page.system.archivedAt ? runSystemAction : null}
        canEdit={canEdit}
        canFind={canTriageFinding(viewer, page.system)}
      />
      <SystemTabs systemId={page.system.id} current="overview" />
      <FlagWords flags={flags} systemId={page.system.id} />
      <SystemDetail page={page} zone={zone} dependencies={dependencies} canEdit={canEdit} />
    </>
  )
})
