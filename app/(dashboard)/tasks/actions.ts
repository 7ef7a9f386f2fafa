'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { parseInput } from '@/lib/parse-input'
import { actOnOccurrence } from '@/lib/tasks/act'
import { withSaid } from '@/lib/tasks/return-address'
import { occurrenceAction } from '@/lib/tasks/schema'

/** Fields `occurrenceId`, `do` and those of the action, `back`: the page to return to. Evidence is not taken here. */
export const occurrenceFormAction = formAction(
  z.looseObject({ occurrenceId: z.string(), back: z.string().max(600).default('') }),
  async ({ occurrenceId, back, ...fields }, viewer) => {
    const action = parseInput(occurrenceAction, fields)
    const { taskId } = await actOnOccurrence(viewer, occurrenceId, action)
    redirect(withSaid(back, `/tasks/${taskId}`, action.do))
  },
)
