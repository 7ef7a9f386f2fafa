'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { editCheck, pause, resume } from '@/lib/checks/changes'
import { checkEdit, pauseRequest } from '@/lib/checks/edit-schema'
import { parseInput } from '@/lib/parse-input'

/** Fields of the schedule, and those of the kind's own settings under `config.<name>`. */
export const editCheckAction = formAction(
  z.record(z.string(), z.string()),
  async ({ checkId = '', ...fields }, viewer) => {
    const settings: Record<string, string> = {}
    const schedule: Record<string, string> = {}
    for (const [name, value] of Object.entries(fields)) {
      if (name.startsWith('config.')) settings[name.slice('config.'.length)] = value
      else schedule[name] = value
    }
    await editCheck(viewer, checkId, parseInput(checkEdit, schedule), settings)
    redirect(`/checks/${checkId}`)
  },
)

export const pauseCheckAction = formAction(
  pauseRequest.extend({ checkId: z.string() }),
  async ({ checkId, ...request }, viewer) => {
    await pause(viewer, checkId, request)
    redirect(`/checks/${checkId}`)
  },
)

export const resumeCheckAction = formAction(
  z.strictObject({ checkId: z.string() }),
  async ({ checkId }, viewer) => {
    await resume(viewer, checkId)
    redirect(`/checks/${checkId}`)
  },
)
