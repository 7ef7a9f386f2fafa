'use server'

import { redirect } from 'next/navigation'
import { anonymousFormAction } from '@/app/form-action'
import { currentClient } from '@/app/viewer'
import { unsubscribeForm } from '@/lib/reports/subscription-schema'
import { unsubscribe } from '@/lib/reports/subscription-service'

/** Ends the subscription that the link is of; the link is all that is asked for. */
export const unsubscribeAction = anonymousFormAction(unsubscribeForm, async ({ token }) => {
  await unsubscribe(token, (await currentClient()).ip)
  redirect(`/unsubscribe/${token}`)
})
