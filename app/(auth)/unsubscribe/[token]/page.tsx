import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { UnsubscribeForm } from '@/components/reports/unsubscribe-form'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { readUnsubscribe } from '@/lib/reports/subscription-service'
import { unsubscribeAction } from './actions'

export const metadata: Metadata = { title: 'End a report by mail' }

type Params = Promise<{ token: string }>

export default pageDoor(async function UnsubscribePage({ params }: { params: Params }) {
  const { token } = await params
  const { scopeName, email, hasEnded } = await readUnsubscribe(token)
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
