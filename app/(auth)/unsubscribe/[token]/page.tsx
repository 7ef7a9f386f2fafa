import type { Metadata } from 'next'
import { setAnswerStatus } from '@/app/answer-status'
import { pageDoor } from '@/app/page-door'
import { UnsubscribeForm } from '@/components/reports/unsubscribe-form'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { Problem } from '@/lib/problem'
import { readUnsubscribe } from '@/lib/reports/subscription-service'
import { unsubscribeAction } from './actions'

export const metadata: Metadata = {
  title: 'End a report by mail',
  robots: { index: false, follow: false },
}

type Params = Promise<{ token: string }>

export default pageDoor(async function UnsubscribePage({ params }: { params: Params }) {
  const { token } = await params
  const found = await readUnsubscribe(token).catch(unlessUnknown)
  if (found === null) {
    await setAnswerStatus(404)
    return (
      <PageHeader
        headline="This link does not work"
        lead="Use the one of your newest mail: it has to be complete. Whoever signs in can end a report by mail as well."
        actions={<LinkButton href="/reports/settings">Reports by mail</LinkButton>}
      />
    )
  }
  const { scopeName, email, hasEnded } = found
  const report = scopeName === 'All systems' ? 'all systems' : scopeName
  if (hasEnded) {
    return (
      <PageHeader
        headline="You get this report no more"
        lead={`The report of ${report} is not sent to ${email} any longer. Whoever signs in can have it sent again.`}
        actions={<LinkButton href="/reports/settings">Reports by mail</LinkButton>}
      />
    )
  }
  return (
    <>
      <PageHeader
        headline={`End the report of ${report}?`}
        lead={`It goes to ${email} each week. Other reports are not touched.`}
      />
      <UnsubscribeForm action={unsubscribeAction} token={token} />
    </>
  )
})

function unlessUnknown(error: unknown): null {
  if (error instanceof Problem && error.kind === 'not-found') return null
  throw error
}
