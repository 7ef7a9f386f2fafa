'use server'

import { redirect } from 'next/navigation'
import { FormProblem, formAction } from '@/app/form-action'
import { assignChecklist, unassignChecklist } from '@/lib/checklists/assignment'
import { discardDraft, importChecklist, saveDraft, startDraft } from '@/lib/checklists/draft-changes'
import { getDraft } from '@/lib/checklists/draft-service'
import {
  assignmentForm,
  discardForm,
  draftForm,
  importForm,
  keyForm,
  publishForm,
  retireForm,
} from '@/lib/checklists/form-schema'
import { publishDraft, restoreChecklist, retireChecklist } from '@/lib/checklists/publish'
import { largestText } from '@/lib/checklists/yaml-hazards'
import { Problem } from '@/lib/problem'
import { factNames } from './fact-names'

/** Fields `text`, and `yamlFile[]`, which counts where it is chosen; goes to the draft that it became. */
export const importChecklistAction = formAction(importForm, async ({ text, yamlFile }, viewer) => {
  const file = yamlFile.find(({ size }) => size > 0)
  if (file && file.size > largestText) {
    throw new Problem('invalid', 'This file is too large for a checklist.', {
      yamlFile: `${file.name} has ${Math.ceil(file.size / 1024)} KB; at most ${largestText / 1024} KB fit.`,
    })
  }
  const source = file ? (await file.text()).replaceAll('\r\n', '\n') : text
  try {
    const { key, isNew } = await importChecklist(viewer, source, factNames)
    redirect(`/checklists/${key}/edit?done=${isNew ? 'created' : 'imported'}`)
  } catch (error) {
    // What was in the file stands in the text now: it can be mended there.
    if (error instanceof Problem) throw new FormProblem(error, { text: source })
    throw error
  }
})

/** Field `key`: begins the next version with the text of the published one. */
export const startDraftAction = formAction(keyForm, async ({ key }, viewer) => {
  await startDraft(viewer, key)
  redirect(`/checklists/${key}/edit`)
})

/** Fields `key`, `revision` and `text`; when somebody else saved meanwhile, both texts come back. */
export const saveDraftAction = formAction(draftForm, async ({ key, ...edit }, viewer) => {
  try {
    await saveDraft(viewer, key, edit, factNames)
  } catch (error) {
    const saved =
      error instanceof Problem && error.kind === 'conflict' ? await getDraft(viewer, key, factNames) : null
    if (!(error instanceof Problem) || !saved) throw error
    const who = saved.editedBy ? ` ${saved.editedBy} saved it.` : ''
    throw new FormProblem(
      new Problem('conflict', `${error.message}${who} Below are both: what is saved now, and your text.`),
      { revision: String(saved.revision), theirs: saved.text },
    )
  }
  redirect(`/checklists/${key}/edit?done=saved`)
})

/** Fields `key` and `revision`. */
export const discardDraftAction = formAction(discardForm, async ({ key, revision }, viewer) => {
  const { remains } = await discardDraft(viewer, key, revision)
  redirect(remains ? `/checklists/${key}?done=discarded` : '/checklists?done=discarded')
})

/** Fields `key`, `revision` and `note`. */
export const publishDraftAction = formAction(publishForm, async ({ key, ...request }, viewer) => {
  await publishDraft(viewer, key, request, factNames)
  redirect(`/checklists/${key}?done=published`)
})

/** Fields `key` and `reason`. */
export const retireChecklistAction = formAction(retireForm, async ({ key, reason }, viewer) => {
  await retireChecklist(viewer, key, reason)
  redirect(`/checklists/${key}?done=retired`)
})

/** Field `key`. */
export const restoreChecklistAction = formAction(keyForm, async ({ key }, viewer) => {
  await restoreChecklist(viewer, key)
  redirect(`/checklists/${key}?done=restored`)
})

/** Fields `key`, `systemIds[]` and `reason`. */
export const assignChecklistAction = formAction(assignmentForm, async ({ key, ...request }, viewer) => {
  const { systems } = await assignChecklist(viewer, key, request)
  redirect(`/checklists/${key}/systems?done=assigned-${systems}`)
})

/** Fields `key`, `systemIds[]` and `reason`. */
export const unassignChecklistAction = formAction(assignmentForm, async ({ key, ...request }, viewer) => {
  const { systems } = await unassignChecklist(viewer, key, request)
  redirect(`/checklists/${key}/systems?done=unassigned-${systems}`)
})
