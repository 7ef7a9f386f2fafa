'use server'

import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { cancelJob } from '@/lib/jobs/service'

/** Field `jobId`: the work ends within moments and leaves nothing behind. */
export const cancelJobAction = formAction(
  z.strictObject({ jobId: z.string().max(64) }),
  async ({ jobId }, viewer) => {
    await cancelJob(viewer, jobId)
    return { notice: 'It is being ended. What it had begun is removed.' }
  },
)
