'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { archive, editSystem } from '@/lib/systems/changes'
import { addDependency, removeDependency } from '@/lib/systems/dependencies'
import { dependencyAdd, dependencyRemove } from '@/lib/systems/dependency-schema'
import { systemEdit } from '@/lib/systems/edit-schema'
import { moveTarget, replaceSecret } from '@/lib/trials/change-target'

export const editSystemAction = formAction(
  systemEdit.extend({ systemId: z.string() }),
  async ({ systemId, ...edit }, viewer) => {
    await editSystem(viewer, systemId, edit)
    redirect(`/systems/${systemId}`)
  },
)

export const archiveSystemAction = formAction(
  z.strictObject({ systemId: z.string(), typedName: z.string().max(200) }),
  async ({ systemId, typedName }, viewer) => {
    await archive(viewer, systemId, typedName)
    redirect('/systems')
  },
)

export const addDependencyAction = formAction(dependencyAdd, async (dependency, viewer) => {
  await addDependency(viewer, dependency)
  redirect(`/systems/${dependency.systemId}/edit?said=need-added#needs`)
})

export const removeDependencyAction = formAction(
  dependencyRemove,
  async ({ systemId, dependsOnId }, viewer) => {
    await removeDependency(viewer, systemId, dependsOnId)
    redirect(`/systems/${systemId}/edit?said=need-removed#needs`)
  },
)

// "secret" in the name keeps the address from being sent back: it may hold a password.
export const moveTargetAction = formAction(
  z.strictObject({ targetId: z.string(), secretAddress: z.string().max(4_000) }),
  async ({ targetId, secretAddress }, viewer) => {
    const { systemId, secretDropped } = await moveTarget(viewer, targetId, secretAddress)
    redirect(`/systems/${systemId}/edit?said=${secretDropped ? 'password-dropped' : 'moved'}`)
  },
)

export const replaceSecretAction = formAction(
  z.strictObject({ targetId: z.string(), password: z.string().min(1, 'Type the new password').max(1_000) }),
  async ({ targetId, password }, viewer) => {
    const { systemId } = await replaceSecret(viewer, targetId, password)
    redirect(`/systems/${systemId}/edit?said=password-set`)
  },
)

export const clearSecretAction = formAction(
  z.strictObject({ targetId: z.string() }),
  async ({ targetId }, viewer) => {
    const { systemId } = await replaceSecret(viewer, targetId, null)
    redirect(`/systems/${systemId}/edit?said=password-cleared`)
  },
)
