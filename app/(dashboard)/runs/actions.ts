'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { cancelRemaining } from '@/lib/checks/batch-service'
import { runCheckNow, runSystemNow } from '@/lib/checks/changes'

/** Field `checkId`: makes one check due and goes to its progress. */
export const runCheckAction = formAction(
  z.strictObject({ checkId: z.string() }),
  async ({ checkId }, viewer) => {
    const { batchId } = await runCheckNow(viewer, checkId)
    redirect(`/runs/${batchId}`)
  },
)

/** Field `systemId`: makes all checks of a system due and goes to their progress. */
export const runSystemAction = formAction(
  z.strictObject({ systemId: z.string() }),
  async ({ systemId }, viewer) => {
    const { batchId } = await runSystemNow(viewer, systemId)
    redirect(`/runs/${batchId}`)
  },
)

/** Field `batchId`: what has not begun waits for its own schedule. */
export const cancelRemainingAction = formAction(
  z.strictObject({ batchId: z.string() }),
  async ({ batchId }, viewer) => {
    await cancelRemaining(viewer, batchId)
    redirect(`/runs/${batchId}`)
  },
)
