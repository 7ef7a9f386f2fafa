'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { runCheckNow } from '@/lib/checks/changes'
import { actOnFinding } from '@/lib/findings/act'
import { findingAction } from '@/lib/findings/schema'
import { getFinding } from '@/lib/findings/service'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'

/** Fields `number`, `do` and those of the action; comes back to the finding with what was done. */
export const findingFormAction = formAction(
  z.looseObject({ number: z.coerce.number().int() }),
  async ({ number, ...fields }, viewer) => {
    const action = parseInput(findingAction, fields)
    await actOnFinding(viewer, number, action)
    redirect(`/findings/${number}?done=${action.do}`)
  },
)

/** Field `number`: runs the check behind a finding now and goes to its progress. */
export const verifyNowAction = formAction(
  z.strictObject({ number: z.coerce.number().int() }),
  async ({ number }, viewer) => {
    const { check } = await getFinding(viewer, number)
    if (!check)
      throw new Problem(
        'conflict',
        'No check stands behind this finding; a reviewer confirms it with evidence.',
      )
    const { batchId } = await runCheckNow(viewer, check.id)
    redirect(`/runs/${batchId}`)
  },
)
