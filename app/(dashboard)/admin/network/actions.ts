'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/app/form-action'
import { byIdSchema } from '@/lib/auth/schema'
import { allowRangeSchema } from '@/lib/egress/schema'
import { allowRange, revokeRange } from '@/lib/egress/service'

export const allowRangeAction = formAction(allowRangeSchema, async ({ cidr, reason }, viewer) => {
  const range = await allowRange(viewer, cidr, reason)
  revalidatePath('/admin/network')
  return { notice: `${range.cidr} is open for checks.` }
})

export const revokeRangeAction = formAction(byIdSchema, async ({ id }, viewer) => {
  await revokeRange(viewer, id)
  revalidatePath('/admin/network')
})
