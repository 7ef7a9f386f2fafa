'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { byIdSchema } from '@/lib/auth/schema'
import { mailSettingsSchema, testMailSchema } from '@/lib/mail/schema'
import { removeMail, saveMail, sendTest } from '@/lib/mail/service'
import { giveUpMessage, retryAll, retryMessage } from '@/lib/outbox/service'

const page = '/admin/mail'

/** Names the mail server; what waits is sent with it at once. */
export const saveMailAction = formAction(mailSettingsSchema, async (input, viewer) => {
  await saveMail(viewer, input)
  revalidatePath(page)
  return { notice: 'Saved. Send a test mail to see that it works.' }
})

/** Names no mail server any more. */
export const removeMailAction = formAction(z.strictObject({}), async (_input, viewer) => {
  await removeMail(viewer)
  revalidatePath(page)
})

/** Sends a test; the page says what became of it. */
export const sendTestAction = formAction(testMailSchema, async (input, viewer) => {
  await sendTest(viewer, input)
  revalidatePath(page)
  return { notice: `A test mail to ${input.to} is on its way.` }
})

/** Tries one message again that was given up. */
export const retryMessageAction = formAction(byIdSchema, async ({ id }, viewer) => {
  await retryMessage(viewer, id)
  revalidatePath(page)
})

/** Tries all of them again. */
export const retryAllAction = formAction(z.strictObject({}), async (_input, viewer) => {
  const { count } = await retryAll(viewer)
  revalidatePath(page)
  return { notice: count === 1 ? 'One message is tried again.' : `${count} messages are tried again.` }
})

/** Decides that a message is not sent. */
export const giveUpMessageAction = formAction(byIdSchema, async ({ id }, viewer) => {
  await giveUpMessage(viewer, id)
  revalidatePath(page)
})
