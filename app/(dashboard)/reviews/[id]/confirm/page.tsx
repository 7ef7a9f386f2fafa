import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ConfirmList } from '@/components/reviews/confirm-list'
import { ClosedNotice, ReviewMeta, ReviewProgress } from '@/components/reviews/review-meta'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { getConfirmPage } from '@/lib/reviews/question-service'
import type { ConfirmPage } from '@/lib/reviews/view'
import { confirmAction } from '../actions'

export const metadata: Metadata = { title: 'Confirm what is known' }

export default pageDoor(async function Confirm({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const page = await getConfirmPage(viewer, (await params).id)
  const { head, askedAt } = page
  return (
    <>
      <PageHeader
        meta={
          <ReviewMeta head={head}>
            {askedAt && (
              <>
                {' '}
                · data asked <Moment at={askedAt} zone={viewer.timeZone} now={head.now} />
              </>
            )}
          </ReviewMeta>
        }
        headline={sentence(page)}
        lead="Look at each line and what it rests on; confirm it, or disagree. Each line is its own decision."
        actions={
          <LinkButton
            href={`/reviews/${head.id}/${page.nextPosition === null ? 'check' : `q/${page.nextPosition}`}`}
            variant="primary"
          >
            {page.nextPosition === null ? 'Check the answers' : 'Go on with the questions'}
          </LinkButton>
        }
      />
      <ReviewProgress head={head} />
      <ClosedNotice head={head} />
      {page.rows.length === 0 ? (
        <EmptyState title="There is nothing to confirm.">
          Checks, tasks and records of restores answer questions by themselves; this system has none that
          answers one of these.
        </EmptyState>
      ) : (
        <ConfirmList page={page} action={confirmAction} />
      )}
    </>
  )
})

function sentence({ rows, head }: ConfirmPage): string {
  if (rows.length === 0) return 'No answer is known from data yet.'
  const open = rows.filter(({ isConfirmed, otherAnswer }) => !isConfirmed && otherAnswer === null).length
  const known = `${rows.length} of ${head.total} answers ${rows.length === 1 ? 'is' : 'are'} known`
  return open === 0 ? `${known}, each decided.` : `${known}, ${open} left to confirm.`
}
