'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { createSystemFromTrial } from '@/lib/trials/create-system'
import { systemFromTrial } from '@/lib/trials/schema'
import { allowRangeOfTrial, createTrial, retryTrial } from '@/lib/trials/service'

// "secret" in the name keeps the address from being sent back: it may hold a password.
const address = z.strictObject({
  secretAddress: z.string().max(4_000),
  password: z.string().max(1_000).default(''),
})

export const testAddressAction = formAction(address, async ({ secretAddress, password }, viewer) => {
  const { id } = await createTrial(viewer, { address: secretAddress, password })
  redirect(`/systems/new?trial=${id}`)
})

const trial = z.strictObject({ trialId: z.string() })

export const retryTrialAction = formAction(trial, async ({ trialId }, viewer) => {
  await retryTrial(viewer, trialId)
  redirect(`/systems/new?trial=${trialId}`)
})

/** One click: opens the private range that the test needs, and tests again. Administrators only. */
export const allowRangeAction = formAction(trial, async ({ trialId }, viewer) => {
  await allowRangeOfTrial(viewer, trialId)
  redirect(`/systems/new?trial=${trialId}`)
})

export const createSystemAction = formAction(systemFromTrial, async (input, viewer) => {
  const { systemId } = await createSystemFromTrial(viewer, input)
  redirect(`/systems/${systemId}`)
})
