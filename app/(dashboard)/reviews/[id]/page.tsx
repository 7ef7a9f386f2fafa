import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { OverviewView } from '@/components/reviews/overview-view'
import { RecordView } from '@/components/reviews/record-view'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { getMilestone, getMilestoneBefore } from '@/lib/reviews/milestone-service'
import { getOverview } from '@/lib/reviews/overview-service'
import { cancelReviewAction, changeReviewAction, fillNowAction, lookAgainAction } from './actions'

export const metadata: Metadata = { title: 'Review' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const notices: Readonly<Record<string, string>> = {
  changed: 'Changed.',
  rejected: 'Sent back. Its questions can be answered again.',
}

export default pageDoor(async function ReviewPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id } = await params
  const page = await getOverview(viewer, id)
  if (page.milestoneId !== null) {
    const milestone = await getMilestone(viewer, id)
    return <RecordView milestone={milestone} before={await getMilestoneBefore(viewer, milestone)} />
  }
  const said = (await searchParams).done
  return (
    <>
      <RefreshWhile active={page.batch !== null} />
      <OverviewView
        page={page}
        zone={viewer.timeZone}
        notice={typeof said === 'string' ? notices[said] : undefined}
        actions={{
          change: changeReviewAction,
          cancel: cancelReviewAction,
          lookAgain: lookAgainAction,
          fillNow: fillNowAction,
        }}
      />
    </>
  )
})
