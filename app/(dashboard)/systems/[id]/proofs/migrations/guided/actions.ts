'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { proveAccepted, proveMigrated, proveSigned, proveWithdrawn } from '@/lib/red-flags/record-proof'
import { acceptForm, guidedForm, migratedForm, signForm } from '@/lib/verifications/guided-schema'
import {
  cancelGuided,
  compareAgain,
  createGuided,
  takeAfter,
  takeBefore,
} from '@/lib/verifications/guided-service'

const id = z.string().max(64)
const at = { systemId: id, id }
const pathOf = ({ systemId, id: guided }: { systemId: string; id: string }) =>
  `/systems/${systemId}/proofs/migrations/guided/${guided}`

export const createGuidedAction = formAction(
  guidedForm.extend({ systemId: id }),
  async ({ systemId, ...form }, viewer) => {
    const made = await createGuided(viewer, systemId, form)
    redirect(`${pathOf({ systemId, id: made.id })}?said=planned`)
  },
)

export const takeBeforeAction = formAction(z.strictObject(at), async (where, viewer) => {
  await takeBefore(viewer, where)
  redirect(pathOf(where))
})

export const sayMigratedAction = formAction(
  migratedForm.extend(at),
  async ({ systemId, id: guided, ...form }, viewer) => {
    const where = { systemId, id: guided }
    await proveMigrated(viewer, where, form)
    redirect(`${pathOf(where)}?said=migrated`)
  },
)

export const takeAfterAction = formAction(z.strictObject(at), async (where, viewer) => {
  await takeAfter(viewer, where)
  redirect(pathOf(where))
})

export const compareAgainAction = formAction(z.strictObject(at), async (where, viewer) => {
  await compareAgain(viewer, where)
  redirect(pathOf(where))
})

export const acceptDifferencesAction = formAction(
  acceptForm.extend(at),
  async ({ systemId, id: guided, ...form }, viewer) => {
    const where = { systemId, id: guided }
    const { covers } = await proveAccepted(viewer, where, form)
    redirect(`${pathOf(where)}/differences?accepted=open&covers=${covers}`)
  },
)

export const withdrawAcceptanceAction = formAction(
  z.strictObject({ ...at, acceptance: z.string().max(3_000) }),
  async ({ acceptance, ...where }, viewer) => {
    await proveWithdrawn(viewer, where, acceptance)
    redirect(`${pathOf(where)}?said=withdrawn`)
  },
)

export const signGuidedAction = formAction(
  signForm.extend(at),
  async ({ systemId, id: guided, ...form }, viewer) => {
    const where = { systemId, id: guided }
    await proveSigned(viewer, where, form)
    redirect(`${pathOf(where)}/signed`)
  },
)

export const cancelGuidedAction = formAction(z.strictObject(at), async (where, viewer) => {
  await cancelGuided(viewer, where)
  redirect(`${pathOf(where)}?said=cancelled`)
})
