'use server'

import { redirect } from 'next/navigation'
import { formAction } from '@/app/form-action'
import { partEvidence, withEvidence } from '@/app/with-evidence'
import { evidenceFields } from '@/lib/evidence/form'
import { closeIncident, reopenIncident } from '@/lib/incidents/close'
import { addPrevention, removePrevention } from '@/lib/incidents/prevent'
import { changeIncident, commentIncident, recordIncident } from '@/lib/incidents/record'
import {
  closingForm,
  commentForm,
  incidentChange,
  incidentForm,
  preventionForm,
  removalForm,
  reopenForm,
} from '@/lib/incidents/schema'

const said = (number: number, what: string) => `/incidents/${number}?said=${what}`

export const recordIncidentAction = formAction(incidentForm.extend(evidenceFields), async (input, viewer) => {
  const { evidence, rest: form } = partEvidence(input)
  const { number } = await withEvidence(viewer, form.systemId, evidence, (ids) =>
    recordIncident(viewer, form, ids),
  )
  redirect(said(number, 'recorded'))
})

export const changeIncidentAction = formAction(incidentChange, async (change, viewer) => {
  await changeIncident(viewer, change)
  redirect(said(change.number, 'changed'))
})

export const commentIncidentAction = formAction(commentForm, async (form, viewer) => {
  await commentIncident(viewer, form)
  redirect(`${said(form.number, 'comment')}#history`)
})

/** Fields `number`, `how` and those of the way. */
export const addPreventionAction = formAction(preventionForm, async (form, viewer) => {
  await addPrevention(viewer, form)
  redirect(said(form.number, form.how === 'new-control' ? 'drafted' : 'linked'))
})

export const removePreventionAction = formAction(removalForm, async (form, viewer) => {
  await removePrevention(viewer, form)
  redirect(said(form.number, 'removed'))
})

export const closeIncidentAction = formAction(closingForm, async (form, viewer) => {
  await closeIncident(viewer, form)
  redirect(said(form.number, 'closed'))
})

export const reopenIncidentAction = formAction(reopenForm, async (form, viewer) => {
  await reopenIncident(viewer, form)
  redirect(said(form.number, 'reopened'))
})
