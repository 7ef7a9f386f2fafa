import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ChangesOf } from '@/components/changes/change-list'
import { saidOf } from '@/components/changes/said'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { changeFilter } from '@/lib/changes/schema'
import { listChanges } from '@/lib/changes/service'
import { formatClock } from '@/lib/format/moment'
import { acknowledgeChangeAction } from './actions'

export const metadata: Metadata = { title: 'Changes' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default pageDoor(async function ChangesPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const search = await searchParams
  const list = await listChanges(viewer, changeFilter.parse(search))
  return (
    <>
      <PageHeader
        meta={`Changes · ${formatClock(new Date(list.now), viewer.timeZone)} ${viewer.timeZone}`}
        headline={list.headline}
        lead={list.lead || undefined}
      />
      <FormMessage tone="ok">{saidOf(search)}</FormMessage>
      <ChangesOf list={list} path="/changes" zone={viewer.timeZone} action={acknowledgeChangeAction} />
    </>
  )
})
