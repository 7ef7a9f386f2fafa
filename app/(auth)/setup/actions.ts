'use server'

import { redirect } from 'next/navigation'
import { anonymousFormAction } from '@/app/form-action'
import { setSessionCookie } from '@/app/session-cookie'
import { currentClient } from '@/app/viewer'
import { firstAdminSchema } from '@/lib/auth/schema'
import { createFirstAdmin } from '@/lib/auth/setup-link'
import { ensureSelfSystem } from '@/lib/trials/self-system'

export const createFirstAdminAction = anonymousFormAction(firstAdminSchema, async (input) => {
  const claims = await createFirstAdmin(input, await currentClient())
  await ensureSelfSystem()
  await setSessionCookie(claims)
  redirect('/today')
})
