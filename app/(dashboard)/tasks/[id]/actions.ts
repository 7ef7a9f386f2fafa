'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { withEvidence } from '@/app/with-evidence'
import type { Viewer } from '@/lib/auth/viewer'
import { evidenceFields } from '@/lib/evidence/form'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { actOnOccurrence, actOnTask, reportProblem } from '@/lib/tasks/act'
import { occurrenceAction, problemReport, taskAction } from '@/lib/tasks/schema'
import { getOccurrence } from '@/lib/tasks/task-service'

const result = z.strictObject({
  occurrenceId: z.string(),
  revision: z.string(),
  result: z.string().default(''),
  measure: z.string().default(''),
  minutes: z.string().default(''),
  note: z.string().default(''),
  ...evidenceFields,
})

/** The result of an occurrence with its evidence; "not possible" marks it as blocked, for the reason in the note. */
export const recordAction = formAction(result, async (input, viewer) => {
  const { occurrenceId, revision, note, measure, minutes } = input
  if (input.result === 'not-possible') return cannot(viewer, occurrenceId, revision, note)
  const recorded = { do: 'record', revision, result: input.result, measure, minutes, note }
  // Judged before anything is stored: a slip in a number does not leave files behind.
  parseInput(occurrenceAction, recorded)
  const { occurrence } = await getOccurrence(viewer, occurrenceId)
  const { taskId, proposesFinding } = await withEvidence(viewer, occurrence.systemId, input, (evidenceIds) =>
    actOnOccurrence(viewer, occurrenceId, parseInput(occurrenceAction, { ...recorded, evidenceIds })),
  )
  redirect(
    proposesFinding
      ? `/tasks/${taskId}?occurrence=${occurrenceId}&problem=1&said=record#problem`
      : `/tasks/${taskId}?said=record`,
  )
})

async function cannot(viewer: Viewer, occurrenceId: string, revision: string, note: string): Promise<never> {
  const { taskId } = await actOnOccurrence(viewer, occurrenceId, blocking(revision, note))
  redirect(`/tasks/${taskId}?said=block`)
}

function blocking(revision: string, note: string) {
  try {
    return parseInput(occurrenceAction, { do: 'block', revision, reason: note })
  } catch (error) {
    if (!(error instanceof Problem) || !error.fields.reason) throw error
    throw new Problem('invalid', error.message, { note: error.fields.reason })
  }
}

/** Fields `occurrenceId` and those of the finding that "done with a problem" proposes. */
export const reportProblemAction = formAction(
  problemReport.extend({ occurrenceId: z.string() }),
  async ({ occurrenceId, ...report }, viewer) => {
    const { number } = await reportProblem(viewer, occurrenceId, report)
    redirect(`/findings/${number}`)
  },
)

/** Fields `taskId`, `do` and those of the action: pause, resume, archive. */
export const taskFormAction = formAction(
  z.looseObject({ taskId: z.string() }),
  async ({ taskId, ...fields }, viewer) => {
    const action = parseInput(taskAction, fields)
    const { id } = await actOnTask(viewer, taskId, action)
    redirect(`/tasks/${id}?said=${action.do}`)
  },
)
