'use server'

import { redirect } from 'next/navigation'
import { anonymousFormAction } from '@/app/form-action'
import { setSessionCookie } from '@/app/session-cookie'
import { currentClient } from '@/app/viewer'
import { chosenPasswordSchema } from '@/lib/auth/schema'
import { choosePassword } from '@/lib/auth/user-service'

export const choosePasswordAction = anonymousFormAction(
  chosenPasswordSchema,
  async ({ username: _, ...input }) => {
    await setSessionCookie(await choosePassword(input, await currentClient()))
    redirect('/')
  },
)
