'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/app/form-action'
import { setSessionCookie } from '@/app/session-cookie'
import { currentClient } from '@/app/viewer'
import { changePassword, changeProfile } from '@/lib/auth/account-service'
import { byIdSchema, newPasswordSchema, profileSchema } from '@/lib/auth/schema'
import { endSession } from '@/lib/auth/session-service'

export const changeProfileAction = formAction(profileSchema, async (profile, viewer) => {
  await changeProfile(viewer, profile)
  revalidatePath('/', 'layout')
  return { notice: 'Saved.' }
})

export const changePasswordAction = formAction(newPasswordSchema, async ({ current, password }, viewer) => {
  await setSessionCookie(await changePassword(viewer, { current, password }, await currentClient()))
  revalidatePath('/me')
  return { notice: 'Password changed. Every other session has ended.' }
})

export const endSessionAction = formAction(byIdSchema, async ({ id }, viewer) => {
  await endSession(viewer, id, 'session.end')
  revalidatePath('/me')
})
