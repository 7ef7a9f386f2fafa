'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { addStarterTasks } from '@/lib/tasks/starters'

const chosen = z.strictObject({
  systemId: z.string(),
  // Nothing ticked: the browser does not send the field at all.
  keys: z.preprocess(
    (value) => value ?? [],
    z.array(z.string().max(120)).min(1, 'Tick at least one task to add it').max(200, 'At most 200 at once'),
  ),
  sets: z.array(z.string().max(60)).max(20).default([]),
})

/** Adds the ticked starter tasks: `keys[]`. */
export const addStarterAction = formAction(chosen, async ({ systemId, keys }, viewer) => {
  const { added } = await addStarterTasks(viewer, systemId, keys)
  redirect(`/systems/${systemId}/tasks?added=${added}`)
})
