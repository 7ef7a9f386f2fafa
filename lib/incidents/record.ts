import { appendAudit } from '@/lib/audit/store'
import { canRecordIncident, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { localText, momentOf } from '@/lib/changes/local-moment'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { requireEvidence } from '@/lib/evidence/service'
import { Problem } from '@/lib/problem'
import { findOrigins } from './origin-store'
import type { IncidentChange, IncidentForm } from './schema'
import {
  appendIncidentEvent,
  type IncidentFields,
  type IncidentSystem,
  insertIncident,
  lockIncident,
  lockIncidentSystem,
  plain,
  type StoredIncident,
  updateIncident,
} from './store'

const mayRecord =
  'Writing down incidents needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.'

/** Throws Problem unless the viewer may write about incidents of this system. Pure. */
export function permitIncident<System extends Pick<IncidentSystem, 'name' | 'teamId' | 'archivedAt'>>(
  viewer: Viewer,
  system: System | null,
): System {
  if (!system) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  permit(canRecordIncident(viewer, system), mayRecord)
  if (system.archivedAt)
    throw new Problem('conflict', `${system.name} is archived: its incidents can only be read.`)
  return system
}

/** One incident that the viewer may change, locked. Throws Problem: not-found, forbidden, conflict. */
export async function permittedIncident(
  tx: Transaction,
  viewer: Viewer,
  number: number,
): Promise<StoredIncident & { system: IncidentSystem }> {
  const incident = await lockIncident(tx, number)
  if (!incident) throw new Problem('not-found', 'There is no such incident.')
  permitIncident(viewer, incident.system)
  return incident
}

/** Throws conflict when the row is not the one that the form showed. What was typed stays in the form. Pure. */
export function refuseOldIncident(shown: number, stored: number): void {
  if (shown !== stored)
    throw new Problem(
      'conflict',
      'Somebody changed this incident since you opened it. What you typed is still here: look at what it is now, then send again.',
    )
}

type Times = Pick<IncidentFields, 'startedAt' | 'detectedAt' | 'endedAt'>

/**
 * What the form tells, with instants; a time that shows what is `stored` is that one, also in the hour that clocks have
 * twice. Throws Problem (invalid) where the order of times cannot be. Pure.
 */
export function incidentFields(
  form: Omit<IncidentForm, 'systemId' | 'findingId' | 'alertId'>,
  zone: string,
  now: Date,
  stored: Times | null = null,
): IncidentFields {
  const at = (name: keyof Times, typed: string) => {
    const before = stored?.[name]
    return before && localText(before, zone) === typed ? before : momentOf(typed, zone, name)
  }
  const startedAt = at('startedAt', form.startedAt)
  const detectedAt = at('detectedAt', form.detectedAt)
  const endedAt = form.endedAt === null ? null : at('endedAt', form.endedAt)
  const refuse = (field: string, sentence: string) => {
    throw new Problem('invalid', sentence, { [field]: sentence })
  }
  if (startedAt > now) refuse('startedAt', 'It cannot begin in the future: write when it began.')
  if (detectedAt < startedAt)
    refuse('detectedAt', 'Nobody can notice it before it began: write a time from its beginning on.')
  if (detectedAt > now)
    refuse('detectedAt', 'Nobody can have noticed it in the future: write when somebody did.')
  if (endedAt && endedAt < startedAt) refuse('endedAt', 'It cannot end before it began: write a later time.')
  if (endedAt && endedAt > now) refuse('endedAt', 'Leave the end empty while it still goes on.')
  const { title, detail, detectedBy, severity, costMinutes, cost } = form
  return { title, detail, startedAt, endedAt, detectedAt, detectedBy, severity, costMinutes, cost }
}

/** Writes an incident down. Throws Problem: not-found, forbidden, conflict (archived), invalid (fields). */
export async function recordIncident(
  viewer: Viewer,
  { systemId, findingId, alertId, ...form }: IncidentForm,
  evidenceIds: readonly string[] = [],
): Promise<{ id: string; number: number }> {
  return inTransaction(async (tx) => {
    const system = permitIncident(viewer, await lockIncidentSystem(tx, systemId))
    const now = await transactionNow(tx)
    const fields = incidentFields(form, viewer.timeZone, now)
    const origins = await findOrigins(tx, system.id, { findingId, alertId })
    if (!origins.finding || !origins.alert)
      throw new Problem('invalid', 'What it was started from belongs to another system.', {
        systemId: 'Choose the system of the finding or alert that it was started from.',
      })
    await requireEvidence(tx, system.id, evidenceIds)
    const id = newId()
    const row = { ...fields, id, systemId: system.id, findingId, alertId, evidenceIds: [...evidenceIds] }
    const number = await insertIncident(tx, { ...row, recordedById: viewer.id, recordedAt: now })
    const { id: _, ...told } = row
    await appendIncidentEvent(tx, { incidentId: id, at: now, actorId: viewer.id, type: 'recorded' })
    await appendAudit(tx, {
      actor: viewer,
      action: 'incident.record',
      entity: 'incident',
      entityId: id,
      after: { number, system: system.name, ...plain(told) },
    })
    return { id, number }
  })
}

/** Changes what is told about an incident. Throws Problem; conflict when somebody changed it meanwhile, or it is closed. */
export async function changeIncident(
  viewer: Viewer,
  { number, revision, lesson, ...form }: IncidentChange,
): Promise<void> {
  await inTransaction(async (tx) => {
    const incident = await permittedIncident(tx, viewer, number)
    refuseOldIncident(revision, incident.revision)
    if (incident.state === 'closed')
      throw new Problem('conflict', 'It is closed, so its record stays as it is. Open it again to change it.')
    const now = await transactionNow(tx)
    const wanted = { ...incidentFields(form, viewer.timeZone, now, incident), lesson }
    const names = Object.keys(wanted) as (keyof typeof wanted)[]
    const changed = names.filter((name) => JSON.stringify(incident[name]) !== JSON.stringify(wanted[name]))
    if (changed.length === 0) return
    const pick = (from: Partial<typeof wanted>) =>
      plain(Object.fromEntries(changed.map((name) => [name, from[name]])))
    const [before, after] = [pick(incident), pick(wanted)]
    await updateIncident(tx, incident.id, wanted)
    await appendIncidentEvent(tx, {
      incidentId: incident.id,
      at: now,
      actorId: viewer.id,
      type: 'changed',
      before,
      after,
    })
    await appendAudit(tx, {
      actor: viewer,
      action: 'incident.change',
      entity: 'incident',
      entityId: incident.id,
      before,
      after,
    })
  })
}

/** Adds a line to the history. Throws Problem: not-found, forbidden, conflict (archived). */
export async function commentIncident(
  viewer: Viewer,
  { number, comment }: { number: number; comment: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const { id } = await permittedIncident(tx, viewer, number)
    const now = await transactionNow(tx)
    await appendIncidentEvent(tx, { incidentId: id, at: now, actorId: viewer.id, type: 'comment', comment })
    await appendAudit(tx, {
      actor: viewer,
      action: 'incident.comment',
      entity: 'incident',
      entityId: id,
      after: { comment },
    })
  })
}
