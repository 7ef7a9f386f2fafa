'use server'

import { redirect } from 'next/navigation'
import { formAction } from '@/app/form-action'
import { createFinding } from '@/lib/findings/create-finding'
import { newFinding } from '@/lib/findings/schema'

export const createFindingAction = formAction(newFinding, async (finding, viewer) => {
  const { number } = await createFinding(viewer, finding)
  redirect(`/findings/${number}?done=create`)
})
