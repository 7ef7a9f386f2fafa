'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import {
  addCoreEntry,
  addProposedEntries,
  changeCoreEntry,
  endCoreEntry,
} from '@/lib/assessments/core-questions'
import { coreEntry } from '@/lib/assessments/schema'

const pageOf = (systemId: string) => `/systems/${systemId}/core-questions`

/** Writes down one thing that accumulates, expires, drifts or breaks silently. */
export const addCoreEntryAction = formAction(
  coreEntry.extend({ systemId: z.string() }),
  async ({ systemId, ...entry }, viewer) => {
    await addCoreEntry(viewer, systemId, entry)
    redirect(`${pageOf(systemId)}?said=added`)
  },
)

/** Takes over what checks already watch. */
export const addProposedEntriesAction = formAction(
  z.strictObject({ systemId: z.string(), checkIds: z.array(z.string()).max(200).default([]) }),
  async ({ systemId, checkIds }, viewer) => {
    await addProposedEntries(viewer, systemId, checkIds)
    redirect(`${pageOf(systemId)}?said=added`)
  },
)

/** Changes an entry, or who watches it. */
export const changeCoreEntryAction = formAction(
  coreEntry.extend({ id: z.string() }),
  async ({ id, ...entry }, viewer) => {
    const { systemId } = await changeCoreEntry(viewer, id, entry)
    redirect(`${pageOf(systemId)}?said=changed`)
  },
)

/** Ends an entry: there is nothing left to watch. */
export const endCoreEntryAction = formAction(z.strictObject({ id: z.string() }), async ({ id }, viewer) => {
  const { systemId } = await endCoreEntry(viewer, id)
  redirect(`${pageOf(systemId)}?said=ended`)
})
