import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { SilentNotice } from '@/components/checks/silent-notice'
import { SystemsList } from '@/components/systems/systems-list'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { canCreateSystem } from '@/lib/auth/permissions'
import { formatNumber } from '@/lib/format/measure'
import { fleetSentence } from '@/lib/overview/fleet-sentence'
import { systemsQuery } from '@/lib/overview/schema'
import { listSystems } from '@/lib/overview/service'

export const metadata: Metadata = { title: 'Systems' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function SystemsPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const query = systemsQuery.parse(await searchParams)
  const list = await listSystems(viewer, query)
  const canAdd = canCreateSystem(viewer)
  return (
    <>
      <SilentNotice reading={list.reading} zone={viewer.timeZone} />
      <PageHeader
        meta={`${formatNumber(list.coverage.current)} of ${formatNumber(list.coverage.checks)} checks have a current result`}
        headline={fleetSentence(list.coverage)}
        actions={
          canAdd && (
            <LinkButton href="/systems/new" variant="primary">
              Add system
            </LinkButton>
          )
        }
      />
      <SystemsList list={list} query={query} canAdd={canAdd} />
    </>
  )
})
