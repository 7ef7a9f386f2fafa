import { meaningOf } from '@/lib/checklists/meaning'
import type { ChecklistDocument } from '@/lib/checklists/schema'
import { prisma, sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'

/** Publishes a checklist in a test database, as version 1 or the next one; returns the id of the version. */
export async function publishChecklist(document: ChecklistDocument): Promise<string> {
  const now = new Date('2026-01-01T00:00:00Z')
  const { key, title, purpose, occasion, appliesTo } = document
  const known = await prisma().checklist.findUnique({ where: { key }, include: { versions: true } })
  const checklistId = known?.id ?? newId()
  if (!known)
    await prisma().checklist.create({
      data: { id: checklistId, key, title, isShipped: true, createdAt: now },
    })
  await sql().query(
    `update checklist_version set state = 'retired' where checklist_id = $1 and state = 'published'`,
    [checklistId],
  )
  const versionId = newId()
  const number = (known?.versions.length ?? 0) + 1
  await prisma().checklistVersion.create({
    data: {
      id: versionId,
      checklistId,
      number,
      state: 'published',
      title,
      purpose,
      occasion,
      appliesTo,
      source: JSON.stringify(document),
      hash: `hash of version ${number}`,
      createdAt: now,
      publishedAt: now,
    },
  })
  for (const [index, control] of document.controls.entries()) {
    const { choices, threshold, appliesWhen, answeredBy, ...columns } = control
    await sql().query(
      `insert into control_revision (id, version_id, key, position, area, question, why, remediation, type, choices, threshold,
         severity, evidence_policy, valid_for_days, dimension, applies_when, proof_of, answered_by, meaning)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
      [
        newId(),
        versionId,
        columns.key,
        index + 1,
        columns.area,
        columns.question,
        columns.why,
        columns.remediation,
        columns.type,
        JSON.stringify(choices),
        threshold && JSON.stringify(threshold),
        columns.severity,
        columns.evidencePolicy,
        columns.validForDays,
        columns.dimension,
        appliesWhen && JSON.stringify(appliesWhen),
        columns.proofOf,
        JSON.stringify(answeredBy),
        meaningOf(control),
      ],
    )
  }
  return versionId
}
