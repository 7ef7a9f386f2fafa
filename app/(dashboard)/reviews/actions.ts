'use server'

import { redirect } from 'next/navigation'
import { formAction } from '@/app/form-action'
import { startReview } from '@/lib/reviews/manage-service'
import { startForm } from '@/lib/reviews/schema'

/** Starts the review of a system and goes to it; its checks run at once. */
export const startReviewAction = formAction(startForm, async (form, viewer) => {
  const { id } = await startReview(viewer, form)
  redirect(`/reviews/${id}`)
})
