'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/app/form-action'
import { byIdSchema } from '@/lib/auth/schema'
import { subscriptionForm } from '@/lib/reports/subscription-schema'
import { endSubscription, saveSubscription } from '@/lib/reports/subscription-service'

const page = '/reports/settings'

/** Sends a report to whoever asks, from the next one on. */
export const saveSubscriptionAction = formAction(subscriptionForm, async (input, viewer) => {
  const { when, isNew } = await saveSubscription(viewer, input)
  revalidatePath(page)
  return {
    notice: isNew ? `From the next report on, you get it ${when}.` : `You get it ${when} from now on.`,
  }
})

/** Ends one of the viewer's own subscriptions. */
export const endSubscriptionAction = formAction(byIdSchema, async ({ id }, viewer) => {
  await endSubscription(viewer, id)
  revalidatePath(page)
})
