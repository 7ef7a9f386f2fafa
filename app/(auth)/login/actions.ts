'use server'

import { redirect } from 'next/navigation'
import { anonymousFormAction } from '@/app/form-action'
import { setSessionCookie } from '@/app/session-cookie'
import { currentClient } from '@/app/viewer'
import { safeNext } from '@/lib/auth/safe-next'
import { signInSchema } from '@/lib/auth/schema'
import { signIn } from '@/lib/auth/sign-in'

export const signInAction = anonymousFormAction(signInSchema, async ({ next, ...credentials }) => {
  await setSessionCookie(await signIn(credentials, await currentClient()))
  redirect(safeNext(next))
})
