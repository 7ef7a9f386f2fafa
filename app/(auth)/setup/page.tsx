import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { FirstAdminForm } from '@/components/auth/first-admin-form'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { setupState } from '@/lib/auth/setup-link'
import { timeZones } from '@/lib/auth/time-zones'
import { createFirstAdminAction } from './actions'

export const metadata: Metadata = { title: 'Set up' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function SetupPage({ searchParams }: { searchParams: Search }) {
  const { token } = await searchParams
  const given = typeof token === 'string' ? token : ''
  const state = await setupState(given)
  if (state === 'done') {
    return (
      <PageHeader
        headline="This installation is set up"
        lead="There is an administrator. They can make an account for you."
        actions={<LinkButton href="/login">Sign in</LinkButton>}
      />
    )
  }
  if (state === 'no-link') {
    return (
      <PageHeader
        headline="This setup link does not work"
        lead="It was used, is older than 24 hours, or is not complete. Another npm start prints a new one."
      />
    )
  }
  return (
    <>
      <PageHeader
        headline="Create the first administrator"
        lead="Then this installation audits itself: its database, its host and its own worker. First results are there within seconds."
      />
      <FirstAdminForm action={createFirstAdminAction} token={given} zones={timeZones()} />
    </>
  )
})
