import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { pageDoor } from '@/app/page-door'
import { optionalViewer } from '@/app/viewer'
import { SignInForm } from '@/components/auth/sign-in-form'
import { FormMessage } from '@/components/ui/form-message'
import { PageHeader } from '@/components/ui/page-header'
import { safeNext } from '@/lib/auth/safe-next'
import { isSetUp } from '@/lib/auth/setup-link'
import { signInAction } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

type Search = Promise<Record<string, string | string[] | undefined>>

export default pageDoor(async function LoginPage({ searchParams }: { searchParams: Search }) {
  const { next, out, error } = await searchParams
  const path = safeNext(typeof next === 'string' ? next : undefined)
  if (await optionalViewer()) redirect(path)
  if (!(await isSetUp())) {
    return (
      <PageHeader
        headline="Nobody can sign in yet"
        lead="The first administrator is created with the one-time setup link that npm start printed. It works for 24 hours; another start prints a new one."
      />
    )
  }
  return (
    <>
      <PageHeader
        headline="Sign in"
        lead={path === '/' ? undefined : 'Then you are back on the page you asked for.'}
      />
      {out !== undefined && <FormMessage tone="plain">You are signed out.</FormMessage>}
      {error !== undefined && (
        <FormMessage>That did not work. Check address and password, or wait a moment.</FormMessage>
      )}
      <SignInForm action={signInAction} next={path} />
      <p className="sec-note muted">
        No account, or the password is lost? An administrator can make you a link.
      </p>
    </>
  )
})
