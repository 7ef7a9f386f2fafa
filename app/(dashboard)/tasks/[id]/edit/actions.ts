'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { previewOrSave } from '@/app/(dashboard)/tasks/preview-or-save'
import { formAction } from '@/app/form-action'
import { parseInput } from '@/lib/parse-input'
import { changeTask } from '@/lib/tasks/act'
import { getTaskForm } from '@/lib/tasks/form-service'
import { taskChange } from '@/lib/tasks/schema'
import { taskOfForm } from '@/lib/tasks/task-form-input'

/** The task form with `taskId` and `revision`; `intent` preview only shows the next dates. */
export const changeTaskAction = formAction(
  z.looseObject({ taskId: z.string() }),
  async ({ taskId, ...typed }, viewer) => {
    const { system } = await getTaskForm(viewer, { taskId })
    return previewOrSave(viewer, { ...typed, systemId: system.id }, async () => {
      await changeTask(viewer, taskId, parseInput(taskChange, taskOfForm(typed)))
      redirect(`/tasks/${taskId}?said=changed`)
    })
  },
)
