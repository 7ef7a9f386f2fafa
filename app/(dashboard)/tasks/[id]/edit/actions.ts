'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { previewOrSave } from '@/app/(dashboard)/tasks/preview-or-save'
import { formAction } from '@/app/form-action'
import { parseInput } from '@/lib/parse-input'
import { changeTask } from '@/lib/tasks/act'
import { taskChange } from '@/lib/tasks/schema'
import { taskOfForm } from '@/lib/tasks/task-form-input'

/** The task form with `taskId` and `revision`; `intent` preview only shows the next dates. */
export const changeTaskAction = formAction(
  z.looseObject({ taskId: z.string(), systemId: z.string() }),
  (typed, viewer) =>
    previewOrSave(viewer, typed, async () => {
      const { taskId, systemId: _, ...fields } = typed
      const { id } = await changeTask(viewer, taskId, parseInput(taskChange, taskOfForm(fields)))
      redirect(`/tasks/${id}?said=changed`)
    }),
)
