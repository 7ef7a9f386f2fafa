import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { CheckFindings } from '@/components/reviews/check-findings'
import { MissingPart, OtherParts } from '@/components/reviews/check-parts'
import { ReviewMeta, ReviewProgress } from '@/components/reviews/review-meta'
import { SignForms } from '@/components/reviews/sign-forms'
import { LinkButton } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { getCheckPage } from '@/lib/reviews/overview-service'
import type { CheckPage } from '@/lib/reviews/view'
import { handInAction, planFindingAction, rejectAction, signAction } from '../actions'

export const metadata: Metadata = { title: 'Check the answers' }

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const notices: Readonly<Record<string, string>> = {
  plan: 'Owner and date changed.',
  'handed-in': 'Handed in. A manager or admin can sign it now.',
}

export default pageDoor(async function CheckAnswers({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const page = await getCheckPage(viewer, (await params).id)
  const { head, findings } = page
  const said = (await searchParams).done
  return (
    <>
      <PageHeader
        meta={<ReviewMeta head={head}> · check the answers</ReviewMeta>}
        headline={sentence(page)}
        actions={<LinkButton href={`/reviews/${head.id}`}>All questions</LinkButton>}
      />
      <FormMessage tone="ok">{typeof said === 'string' ? notices[said] : undefined}</FormMessage>
      <ReviewProgress head={head} />
      <MissingPart page={page} />
      <Section title="Findings that closing opens" id="findings" count={findings.length}>
        {findings.length === 0 ? (
          <p className="sec-note">None: no answer says that something is wrong or unknown.</p>
        ) : (
          <CheckFindings page={page} zone={viewer.timeZone} plan={planFindingAction} />
        )}
      </Section>
      <OtherParts page={page} zone={viewer.timeZone} />
      <Section title={head.state === 'sign-off' ? 'Signature' : 'Hand in'} id="sign">
        <SignForms page={page} handIn={handInAction} sign={signAction} reject={rejectAction} />
        {head.closedSentence && head.state !== 'sign-off' && (
          <p className="sec-note">{head.closedSentence}</p>
        )}
      </Section>
    </>
  )
})

function sentence({ head, missing, findings }: CheckPage): string {
  const answered = `${head.answered} of ${head.total} answered`
  const opens =
    findings.length === 1 ? 'closing opens 1 finding' : `closing opens ${findings.length} findings`
  if (head.state === 'sign-off') return `${head.systemName}: ${answered}, waiting for a signature; ${opens}.`
  const wants = missing.length === 1 ? '1 thing is missing' : `${missing.length} things are missing`
  return `${head.systemName}: ${answered}; ${missing.length === 0 ? opens : wants}.`
}
