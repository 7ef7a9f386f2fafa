import type { Metadata } from 'next'
import { acknowledgeChangeAction, withdrawAnnouncementAction } from '@/app/(dashboard)/changes/actions'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { AnnouncementsTable } from '@/components/changes/announcements-table'
import { ChangesOf } from '@/components/changes/change-list'
import { saidOf } from '@/components/changes/said'
import { WatchedTable } from '@/components/changes/watched-table'
import { SystemPartHeader } from '@/components/systems/system-part-header'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FormMessage } from '@/components/ui/form-message'
import { Section } from '@/components/ui/section'
import { changeFilter } from '@/lib/changes/schema'
import { getSystemChanges } from '@/lib/changes/service'
import { getSystemHead } from '@/lib/overview/service'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Changes' }

export default pageDoor(async function SystemChangesPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const search = await searchParams
  const { system } = await getSystemHead(viewer, id)
  const changes = await getSystemChanges(viewer, system, changeFilter.parse(search))
  const path = `/systems/${id}/changes`
  const shown = { zone: viewer.timeZone, now: changes.now }
  return (
    <>
      <SystemPartHeader
        system={system}
        part="changes"
        meta={
          system.maintenanceWindow && ` · maintenance window ${system.maintenanceWindow} ${system.timeZone}`
        }
        headline={changes.headline}
        lead={changes.lead || undefined}
        actions={
          changes.mayHandle && (
            <LinkButton href={`${path}/announce`} variant="primary">
              Announce a change
            </LinkButton>
          )
        }
      />
      <FormMessage tone="ok">{saidOf(search)}</FormMessage>
      <ChangesOf list={changes} path={path} zone={viewer.timeZone} action={acknowledgeChangeAction} ofOne />
      <Section title="Announced" count={changes.announcements.length}>
        {changes.announcements.length === 0 ? (
          <EmptyState title="Nothing is announced.">
            A change that is announced beforehand, or within a day, is expected when it is seen, and stands as
            a mark on the charts of this system.
          </EmptyState>
        ) : (
          <AnnouncementsTable
            announcements={changes.announcements}
            mayHandle={changes.mayHandle}
            action={withdrawAnnouncementAction}
            {...shown}
          />
        )}
      </Section>
      <Section title="Watched" count={changes.watched.length}>
        {changes.watched.length === 0 ? (
          <EmptyState title="Nothing of this system is watched.">
            A change would not be seen. Add a target whose checks see changes: a PostgreSQL, a certificate, a
            name, or the worker's own host.
          </EmptyState>
        ) : (
          <WatchedTable watched={changes.watched} {...shown} />
        )}
      </Section>
    </>
  )
})
