'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { createSystemFromTrial } from '@/lib/trials/create-system'
import { extendSystemFromTrial } from '@/lib/trials/extend-system'
import { systemFromTrial, targetFromTrial } from '@/lib/trials/schema'
import { allowRangeOfTrial, createTrial, retryTrial } from '@/lib/trials/service'

/** The system that what is tested will belong to; none: it becomes a system of its own. */
const to = z.preprocess((value) => (value === '' ? null : value), z.uuid().nullable().default(null))

const trialPage = (id: string, to: string | null) => `/systems/new?trial=${id}${to ? `&to=${to}` : ''}`

// "secret" in the name keeps the address from being sent back: it may hold a password.
const address = z.strictObject({
  secretAddress: z.string().max(4_000),
  password: z.string().max(1_000).default(''),
  to,
})

export const testAddressAction = formAction(address, async ({ secretAddress, password, to }, viewer) => {
  const { id } = await createTrial(viewer, { address: secretAddress, password })
  redirect(trialPage(id, to))
})

const trial = z.strictObject({ trialId: z.string(), to })

export const retryTrialAction = formAction(trial, async ({ trialId, to }, viewer) => {
  await retryTrial(viewer, trialId)
  redirect(trialPage(trialId, to))
})

/** One click: opens the private range that the test needs, and tests again. Administrators only. */
export const allowRangeAction = formAction(trial, async ({ trialId, to }, viewer) => {
  await allowRangeOfTrial(viewer, trialId)
  redirect(trialPage(trialId, to))
})

export const createSystemAction = formAction(systemFromTrial, async (input, viewer) => {
  const { systemId } = await createSystemFromTrial(viewer, input)
  redirect(`/systems/${systemId}`)
})

export const addTargetAction = formAction(targetFromTrial, async (input, viewer) => {
  await extendSystemFromTrial(viewer, input)
  redirect(`/systems/${input.systemId}`)
})
