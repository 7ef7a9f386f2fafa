'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { partEvidence, withEvidence } from '@/app/with-evidence'
import { alertForm, alertListForm, alertRating } from '@/lib/alerts/schema'
import { drillForm } from '@/lib/drills/schema'
import { evidenceFields } from '@/lib/evidence/form'
import {
  proveAlert,
  proveAlertLines,
  proveMigration,
  proveOutcome,
  proveRestore,
  proveVerification,
  reopenVerification,
} from '@/lib/red-flags/record-proof'
import { migrationForm, verificationForm } from '@/lib/verifications/schema'

const systemId = z.string().max(64)

export const recordRestoreAction = formAction(
  drillForm.extend({ systemId, ...evidenceFields }),
  async ({ systemId: id, ...input }, viewer) => {
    const { evidence, rest: form } = partEvidence(input)
    await withEvidence(viewer, id, evidence, (ids) => proveRestore(viewer, id, form, ids))
    redirect(`/systems/${id}/proofs?said=restore`)
  },
)

export const recordMigrationAction = formAction(
  migrationForm.extend({ systemId }),
  async ({ systemId: id, ...form }, viewer) => {
    const made = await proveMigration(viewer, id, form)
    redirect(`/systems/${id}/proofs/migrations/${made.id}?said=recorded`)
  },
)

export const saveVerificationAction = formAction(
  verificationForm.extend({ systemId, verificationId: z.string().max(64), ...evidenceFields }),
  async ({ systemId: id, verificationId, ...input }, viewer) => {
    const { evidence, rest: form } = partEvidence(input)
    const saved = await withEvidence(viewer, id, evidence, (ids) =>
      proveVerification(viewer, { systemId: id, id: verificationId }, form, ids),
    )
    redirect(
      `/systems/${saved.systemId}/proofs/migrations/${saved.migrationId}?said=${saved.closed ? 'closed' : 'saved'}`,
    )
  },
)

export const openVerificationAction = formAction(
  z.strictObject({ migrationId: z.string().max(64) }),
  async ({ migrationId }, viewer) => {
    const opened = await reopenVerification(viewer, migrationId)
    redirect(`/systems/${opened.systemId}/proofs/migrations/${migrationId}?said=opened`)
  },
)

export const recordAlertAction = formAction(
  alertForm.extend({ systemId, ...evidenceFields }),
  async ({ systemId: id, ...input }, viewer) => {
    const { evidence, rest: form } = partEvidence(input)
    await withEvidence(viewer, id, evidence, (ids) => proveAlert(viewer, id, form, ids))
    redirect(`/systems/${id}/proofs/alerts?recorded=1&known=0`)
  },
)

export const recordAlertListAction = formAction(
  alertListForm.extend({ systemId }),
  async ({ systemId: id, lines }, viewer) => {
    const { recorded, known } = await proveAlertLines(viewer, id, lines)
    redirect(`/systems/${id}/proofs/alerts?recorded=${recorded}&known=${known}`)
  },
)

export const rateAlertAction = formAction(alertRating, async ({ alertId, outcome }, viewer) => {
  const rated = await proveOutcome(viewer, alertId, outcome)
  redirect(`/systems/${rated.systemId}/proofs/alerts`)
})
