import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { ChoosePasswordForm } from '@/components/auth/choose-password-form'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { timeZones } from '@/lib/auth/time-zones'
import { personOfLink } from '@/lib/auth/user-service'
import { choosePasswordAction } from './actions'

export const metadata: Metadata = { title: 'Choose a password' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function WelcomePage({ searchParams }: { searchParams: Search }) {
  const { token } = await searchParams
  const given = typeof token === 'string' ? token : ''
  const person = await personOfLink(given)
  if (!person) {
    return (
      <PageHeader
        headline="This link does not work"
        lead="It was used, is older than 24 hours, or is not complete. An administrator can make you a new one."
        actions={<LinkButton href="/login">Sign in</LinkButton>}
      />
    )
  }
  return (
    <>
      <PageHeader headline={`Welcome, ${person.name}`} lead={`Choose a password for ${person.email}.`} />
      <ChoosePasswordForm
        action={choosePasswordAction}
        token={given}
        email={person.email}
        zones={timeZones()}
      />
    </>
  )
})
