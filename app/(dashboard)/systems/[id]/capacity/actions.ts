'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { forecastNow } from '@/lib/capacity/service'

export const forecastNowAction = formAction(
  z.strictObject({ systemId: z.string().max(64) }),
  async ({ systemId }, viewer) => {
    const { series } = await forecastNow(viewer, systemId)
    redirect(`/systems/${systemId}/capacity?forecast=${series}`)
  },
)
