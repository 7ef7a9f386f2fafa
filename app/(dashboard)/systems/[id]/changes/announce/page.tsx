import type { Metadata } from 'next'
import Link from 'next/link'
import { announceChangeAction } from '@/app/(dashboard)/changes/actions'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { AnnouncementForm } from '@/components/changes/announcement-form'
import { PageHeader } from '@/components/ui/page-header'
import { getAnnouncementForm } from '@/lib/changes/form-service'
import { announcementMeanings } from '@/lib/changes/view'

interface Props {
  params: Promise<{ id: string }>
}

export const metadata: Metadata = { title: 'Announce a change' }

const kinds = Object.entries(announcementMeanings).map(([value, { title, meaning }]) => ({
  value,
  label: title,
  hint: meaning,
}))

export default pageDoor(async function AnnouncePage({ params }: Props) {
  const viewer = await requireViewer()
  const { system, startsAt, endsAt } = await getAnnouncementForm(viewer, (await params).id)
  return (
    <>
      <PageHeader
        meta={
          <Link href={`/systems/${system.id}/changes`} prefetch={false}>
            Changes of {system.name}
          </Link>
        }
        headline="Announce a change"
        lead="What is seen to change in this time counts as expected, if it is of this kind. Everything else stays unexpected."
      />
      <AnnouncementForm
        systemId={system.id}
        kinds={kinds}
        zone={viewer.timeZone}
        startsAt={startsAt}
        endsAt={endsAt}
        action={announceChangeAction}
      />
    </>
  )
})
