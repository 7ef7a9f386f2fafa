import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { DataSays } from '@/components/reviews/data-says'
import { QuestionForm } from '@/components/reviews/question-form'
import { QuestionContext, QuestionHistory } from '@/components/reviews/question-history'
import { ClosedNotice, ReviewMeta, ReviewProgress } from '@/components/reviews/review-meta'
import { dayOf } from '@/lib/findings/end-of-day'
import { getQuestionPage } from '@/lib/reviews/question-service'
import { answerAction } from '../../actions'

interface Props {
  params: Promise<{ id: string; n: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Question ${Number((await params).n) || '?'}` }
}

export default pageDoor(async function QuestionPage({ params }: Props) {
  const viewer = await requireViewer()
  const { id, n } = await params
  const page = await getQuestionPage(viewer, id, /^\d{1,4}$/.test(n) ? Number(n) : 0)
  const { head, control } = page
  return (
    <div className="question-page">
      <p className="head-meta num">
        <ReviewMeta head={head}>
          {' '}
          · question {page.position} of {head.total}
          {head.mayAnswer && ` · about ${head.minutesLeft} min left`}
        </ReviewMeta>
      </p>
      <ReviewProgress head={head} />
      <ClosedNotice head={head} />
      <QuestionForm
        key={`${control.key} ${page.revision}`}
        page={page}
        zone={viewer.timeZone}
        dueDay={dayOf(new Date(page.plan.due), viewer.timeZone)}
        action={answerAction}
        above={
          <>
            <p className="question-why">{control.why}</p>
            {page.suggestion && <DataSays suggestion={page.suggestion} />}
            <QuestionContext page={page} />
          </>
        }
        below={<QuestionHistory page={page} zone={viewer.timeZone} />}
      />
    </div>
  )
})
