'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { withEvidence } from '@/app/with-evidence'
import { answerControl } from '@/lib/assessments/answer-control'
import { answerFields, readAnswer } from '@/lib/assessments/answer-form'
import { findAsked } from '@/lib/assessments/asked'
import {
  approveExclusion,
  declineExclusion,
  endExclusion,
  requestExclusion,
} from '@/lib/assessments/exclusions'
import { exclusionRequest } from '@/lib/assessments/schema'
import { getControl } from '@/lib/assessments/service'
import { evidenceFields } from '@/lib/evidence/form'
import { Problem } from '@/lib/problem'

const pageOf = (systemId: string, key: string) => `/systems/${systemId}/controls/${key}`

const answerInput = z.strictObject({
  systemId: z.string(),
  controlKey: z.string(),
  expectedRevision: z.coerce.number().int().min(0),
  ...answerFields,
  note: z.string().max(4_000).default(''),
  ...evidenceFields,
  /** Where to go from here: to the next question without an answer, or nowhere. */
  goOn: z.enum(['next', 'stay']).default('next'),
})

/** Answers one question; goes on to the next one without an answer, or comes back with what was done. */
export const answerControlAction = formAction(answerInput, async (input, viewer) => {
  const { systemId, controlKey, expectedRevision, note, answer: chosen, value } = input
  const { asked } = await findAsked(systemId, controlKey)
  const answer = readAnswer(asked.control, { answer: chosen, value })
  const { nextOpen } = await getControl(viewer, systemId, controlKey)
  try {
    const { standing, finding } = await withEvidence(viewer, systemId, input, (evidenceIds) =>
      answerControl(viewer, { systemId, controlKey, answer, note, evidenceIds, expectedRevision }),
    )
    const said = new URLSearchParams({ said: standing === 'data' ? 'data' : 'saved' })
    if (finding) said.set('finding', String(finding.number))
    const isDone = input.goOn === 'next' && standing === 'person'
    if (!isDone) redirect(`${pageOf(systemId, controlKey)}?${said}`)
    said.set('of', controlKey)
    redirect(`${nextOpen ? pageOf(systemId, nextOpen) : `/systems/${systemId}/controls`}?${said}`)
  } catch (error) {
    // What somebody else answered meanwhile is on the page that comes back.
    if (error instanceof Problem && error.kind === 'conflict') revalidatePath(pageOf(systemId, controlKey))
    throw error
  }
})

/** Asks that a question shall not count for a while. */
export const requestExclusionAction = formAction(exclusionRequest, async (input, viewer) => {
  await requestExclusion(viewer, input)
  redirect(`${pageOf(input.systemId, input.controlKey)}?said=exclusion-asked`)
})

/** Field `id`: approves the request. */
export const approveExclusionAction = formAction(
  z.strictObject({ id: z.string() }),
  async ({ id }, viewer) => {
    const { systemId, controlKey } = await approveExclusion(viewer, id)
    redirect(`${pageOf(systemId, controlKey)}?said=exclusion-approved`)
  },
)

const ending = z.strictObject({
  id: z.string(),
  reason: z
    .string()
    .trim()
    .min(3, 'Say why, e.g. "it keeps data since the move"')
    .max(1_000, 'At most 1,000 characters'),
})

/** Fields `id` and `reason`: declines a request, or takes the own one back. */
export const declineExclusionAction = formAction(ending, async ({ id, reason }, viewer) => {
  const { systemId, controlKey } = await declineExclusion(viewer, id, reason)
  redirect(`${pageOf(systemId, controlKey)}?said=exclusion-declined`)
})

/** Fields `id` and `reason`: lets the question count again. */
export const endExclusionAction = formAction(ending, async ({ id, reason }, viewer) => {
  const { systemId, controlKey } = await endExclusion(viewer, id, reason)
  redirect(`${pageOf(systemId, controlKey)}?said=exclusion-ended`)
})
