'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/app/form-action'
import { byIdSchema, changedTeamSchema, newTeamSchema } from '@/lib/auth/schema'
import { changeTeam, createTeam, deleteTeam } from '@/lib/auth/team-service'

export const createTeamAction = formAction(newTeamSchema, async (input, viewer) => {
  const { id } = await createTeam(viewer, input)
  revalidatePath('/admin/teams')
  redirect(`/admin/teams/${id}`)
})

export const changeTeamAction = formAction(changedTeamSchema, async (input, viewer) => {
  await changeTeam(viewer, input)
  revalidatePath('/', 'layout')
  return { notice: 'Saved.' }
})

export const deleteTeamAction = formAction(byIdSchema, async ({ id }, viewer) => {
  await deleteTeam(viewer, id)
  revalidatePath('/admin/teams')
  redirect('/admin/teams')
})
