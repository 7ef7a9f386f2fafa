'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/app/form-action'
import { byIdSchema, changedUserSchema, newUserSchema } from '@/lib/auth/schema'
import {
  changeUser,
  createUser,
  disableUser,
  enableUser,
  endSessionsOf,
  issuePasswordLink,
} from '@/lib/auth/user-service'

const linkLabel = 'Hand over this link. It works once, for 24 hours, and is shown only now:'

export const createUserAction = formAction(newUserSchema, async (input, viewer) => {
  const { link } = await createUser(viewer, input)
  revalidatePath('/admin/users')
  return { notice: `${input.name} is added.`, once: { label: linkLabel, text: link } }
})

export const changeUserAction = formAction(changedUserSchema, async (input, viewer) => {
  await changeUser(viewer, input)
  revalidatePath('/', 'layout')
  return { notice: 'Saved.' }
})

export const disableUserAction = formAction(byIdSchema, async ({ id }, viewer) => {
  await disableUser(viewer, id)
  revalidatePath('/admin/users', 'layout')
  return { notice: 'Disabled. Every session has ended.' }
})

export const enableUserAction = formAction(byIdSchema, async ({ id }, viewer) => {
  await enableUser(viewer, id)
  revalidatePath('/admin/users', 'layout')
  return { notice: 'Enabled, with the password there was.' }
})

export const endSessionsAction = formAction(byIdSchema, async ({ id }, viewer) => {
  await endSessionsOf(viewer, id)
  return { notice: 'Every session has ended.' }
})

export const issueLinkAction = formAction(byIdSchema, async ({ id }, viewer) => {
  const link = await issuePasswordLink(viewer, id)
  revalidatePath('/admin/users', 'layout')
  return { once: { label: linkLabel, text: link } }
})
