'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { previewOrSave } from '@/app/(dashboard)/tasks/preview-or-save'
import { formAction } from '@/app/form-action'
import { parseInput } from '@/lib/parse-input'
import { createTask } from '@/lib/tasks/act'
import { taskInput } from '@/lib/tasks/schema'
import { taskOfForm } from '@/lib/tasks/task-form-input'

/** The task form with `systemId`; `intent` preview only shows the next dates. */
export const createTaskAction = formAction(z.looseObject({ systemId: z.string() }), (typed, viewer) =>
  previewOrSave(viewer, typed, async () => {
    const { id } = await createTask(viewer, parseInput(taskInput, taskOfForm(typed)))
    redirect(`/tasks/${id}?said=created`)
  }),
)
