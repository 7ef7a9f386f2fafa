import { appendAudit } from '@/lib/audit/store'
import { canPublishChecklist, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { createTaskIn } from '@/lib/tasks/act'
import { starterGraceMinutes, starterSchedule } from '@/lib/tasks/starter-schedule'
import { addOfferedCheck } from './add-check'
import { draftLesson } from './lessons'
import { deletePrevention, insertPrevention, isLinked, type NewPrevention } from './prevention-store'
import { readThings, type Thing } from './proposal-store'
import { permittedIncident } from './record'
import type { PreventionForm, PreventionKind } from './schema'
import { appendIncidentEvent, type IncidentSystem, type StoredIncident } from './store'

type Linked = Pick<NewPrevention, 'kind' | 'checkId' | 'taskId' | 'controlKey' | 'alertRule' | 'title'>

const nothing = { checkId: null, taskId: null, controlKey: null, alertRule: null } as const

/**
 * Links what would have prevented an incident, and makes it where it is new: a check, a task, a question in a draft. It
 * is a claim until it has proven itself. Throws Problem: not-found, forbidden, conflict (closed, linked already), invalid.
 */
export async function addPrevention(viewer: Viewer, form: PreventionForm): Promise<{ id: string }> {
  // Checklists are written in transactions of their own: a draft alone asks nobody anything.
  const draftedKey = form.how === 'new-control' ? await draftFor(viewer, form) : null
  return inTransaction(async (tx) => {
    const incident = await openIncident(tx, viewer, form.number)
    const linked = await thingOf(tx, viewer, incident, form, draftedKey)
    const { kind: _, title: __, ...thing } = linked
    if (await isLinked(tx, incident.id, thing))
      throw new Problem('conflict', `“${linked.title}” is linked to this incident already.`)
    const [id, now] = [newId(), await transactionNow(tx)]
    const prevention = {
      ...linked,
      why: form.why,
      neededTimes: 'neededTimes' in form ? form.neededTimes : 1,
    }
    await insertPrevention(tx, {
      ...prevention,
      id,
      incidentId: incident.id,
      addedById: viewer.id,
      addedAt: now,
    })
    await appendIncidentEvent(tx, {
      incidentId: incident.id,
      at: now,
      actorId: viewer.id,
      type: 'prevention-added',
      after: prevention,
    })
    await appendAudit(tx, {
      actor: viewer,
      action: 'incident.prevent',
      entity: 'incident',
      entityId: incident.id,
      after: { prevention: id, ...prevention },
    })
    return { id }
  })
}

/** Takes a prevention off an incident; what was made for it stays. Throws Problem: not-found, forbidden, conflict. */
export async function removePrevention(
  viewer: Viewer,
  { number, preventionId, reason }: { number: number; preventionId: string; reason: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const incident = await openIncident(tx, viewer, number)
    const removed = await deletePrevention(tx, incident.id, preventionId)
    if (!removed) throw new Problem('not-found', 'This prevention is not linked to the incident any more.')
    const now = await transactionNow(tx)
    await appendIncidentEvent(tx, {
      incidentId: incident.id,
      at: now,
      actorId: viewer.id,
      type: 'prevention-removed',
      before: removed,
      comment: reason,
    })
    await appendAudit(tx, {
      actor: viewer,
      action: 'incident.remove-prevention',
      entity: 'incident',
      entityId: incident.id,
      before: removed,
      after: { reason },
    })
  })
}

type Incident = StoredIncident & { system: IncidentSystem }

async function openIncident(tx: Transaction, viewer: Viewer, number: number): Promise<Incident> {
  const incident = await permittedIncident(tx, viewer, number)
  if (incident.state === 'closed')
    throw new Problem(
      'conflict',
      'It is closed: its preventions have proven themselves. Open it again to change them.',
    )
  return incident
}

async function draftFor(
  viewer: Viewer,
  form: Extract<PreventionForm, { how: 'new-control' }>,
): Promise<string> {
  permit(
    canPublishChecklist(viewer),
    'Writing questions needs the role manager or admin. Choose a question that is asked already, or ask a manager.',
  )
  const { number, question, why, remediation } = form
  const severity = await inTransaction(async (tx) => (await openIncident(tx, viewer, number)).severity)
  return draftLesson(viewer, { number, question, why, remediation, severity })
}

async function thingOf(
  tx: Transaction,
  viewer: Viewer,
  incident: Incident,
  form: PreventionForm,
  draftedKey: string | null,
): Promise<Linked> {
  switch (form.how) {
    case 'check':
      return { ...nothing, ...(await chosen(incident, 'check', form.checkId)), checkId: form.checkId }
    case 'new-check': {
      const { id, title } = await addOfferedCheck(tx, viewer, incident.system, form.offer)
      return { ...nothing, kind: 'check', checkId: id, title }
    }
    case 'task':
      return { ...nothing, ...(await chosen(incident, 'task', form.taskId)), taskId: form.taskId }
    case 'new-task': {
      const { id } = await createTaskIn(tx, viewer, taskOf(incident, form))
      return { ...nothing, kind: 'task', taskId: id, title: form.title }
    }
    case 'control':
      return {
        ...nothing,
        ...(await chosen(incident, 'control', form.controlKey)),
        controlKey: form.controlKey,
      }
    case 'new-control':
      return { ...nothing, kind: 'control', controlKey: draftedKey, title: form.question }
    case 'alert-rule':
      return { ...nothing, kind: 'alert-rule', alertRule: form.alertRule, title: form.alertRule }
  }
}

const ofKind = {
  check: { list: 'checks', field: 'checkId', words: 'check' },
  task: { list: 'tasks', field: 'taskId', words: 'task' },
  control: { list: 'controls', field: 'controlKey', words: 'question' },
} as const

/** One of the things of the incident's system, by what names it. */
async function chosen(
  { systemId, system }: Incident,
  kind: Exclude<PreventionKind, 'alert-rule'>,
  value: string,
): Promise<{ kind: PreventionKind; title: string }> {
  const { list, field, words } = ofKind[kind]
  const things: Thing[] = (await readThings(systemId))[list]
  const found = things.find((thing) => thing.value === value)
  if (found) return { kind, title: found.label }
  const sentence = `${system.name} has no such ${words}. Choose one from the list.`
  throw new Problem('invalid', sentence, { [field]: sentence })
}

/** A plain recurring task of the tier, in the low-traffic window where the system has one. */
function taskOf({ system, number }: Incident, form: Extract<PreventionForm, { how: 'new-task' }>) {
  const { title, why, procedure, tier } = form
  const planned = starterSchedule(tier, system.maintenanceWindow)
  // Without a window there is none to begin in: two in the morning, as the other tasks.
  const schedule =
    system.maintenanceWindow === null && 'at' in planned ? { ...planned, at: '02:00' } : planned
  return {
    systemId: system.id,
    tier,
    title,
    why: `${why} (incident I-${number})`,
    procedure,
    expectedMinutes: 15,
    evidenceWanted: 'What was found, with a number where there is one',
    evidencePolicy: 'optional' as const,
    measureLabel: null,
    measureUnit: null,
    idempotent: 'unknown' as const,
    idempotentProof: '',
    needsDowntime: false,
    needsVerification: false,
    automation: 'manual' as const,
    provenByKinds: [],
    schedule,
    timeZone: system.timeZone,
    anchor: 'scheduled' as const,
    afterTaskId: null,
    graceMinutes: starterGraceMinutes[tier],
    ownerId: null,
  }
}
