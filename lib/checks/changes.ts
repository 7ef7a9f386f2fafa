import type { AuditAction } from '@/lib/audit/actions'
import { appendAudit } from '@/lib/audit/store'
import { canEditSystem, canRunChecks, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow, inTransaction, prisma, type Transaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { findEditableSystem } from '@/lib/systems/change-store'
import {
  type EditableCheck,
  findEditableCheck,
  lockCheck,
  pauseCheck,
  resumeCheck,
  runnableCheckIds,
  updateCheck,
} from './change-store'
import { type ConfigField, configFields, parseConfigForm } from './config-fields'
import type { CheckEdit, PauseRequest } from './edit-schema'
import { findCheckKind } from './kinds'
import { requestRun } from './store'

const mayEdit =
  'Changing this check needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.'
const mayRun =
  'Running checks needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.'

/** Everything that the edit page of a check shows. */
export interface CheckForm {
  id: string
  kind: string
  name: string
  proves: string
  thresholdSource: string
  systemId: string
  systemName: string
  intervalSeconds: number
  standardIntervalSeconds: number
  timeoutSeconds: number
  failAfter: number
  pausedUntil: string | null
  pausedReason: string | null
  fields: ConfigField[]
}

/** The edit form of a check. Throws Problem: not-found, forbidden, conflict (the installation's own). */
export async function getCheckForm(viewer: Viewer, checkId: string): Promise<CheckForm> {
  const check = await editable(viewer, await findEditableCheck(prisma(), uuid(checkId)))
  const definition = definitionOf(check)
  return {
    id: check.id,
    kind: check.kind,
    name: check.name,
    proves: definition.proves,
    thresholdSource: definition.thresholdSource,
    systemId: check.system.id,
    systemName: check.system.name,
    intervalSeconds: check.intervalSeconds,
    standardIntervalSeconds: definition.intervalSeconds,
    timeoutSeconds: check.timeoutMs / 1000,
    failAfter: check.failAfter,
    // A pause that has ended needs no hand.
    pausedUntil:
      check.pausedUntil && check.pausedUntil > (await databaseNow()) ? check.pausedUntil.toISOString() : null,
    pausedReason: check.pausedReason,
    fields: configFields(definition.config, check.config),
  }
}

/** New schedule, thresholds and settings; the check runs at once with them. `typed` is the generated form. */
export async function editCheck(
  viewer: Viewer,
  checkId: string,
  edit: CheckEdit,
  typed: Record<string, string>,
): Promise<{ systemId: string }> {
  return changeCheck(viewer, checkId, 'check.edit', async (tx, check) => {
    const after = {
      name: edit.name,
      config: parseConfigForm(definitionOf(check).config, typed),
      intervalSeconds: edit.intervalSeconds,
      graceSeconds: Math.max(300, Math.ceil(edit.intervalSeconds / 5)),
      timeoutMs: Math.round(edit.timeoutSeconds * 1000),
      failAfter: edit.failAfter,
    }
    const { name, config, intervalSeconds, graceSeconds, timeoutMs, failAfter } = check
    await updateCheck(tx, check.id, after)
    return { before: { name, config, intervalSeconds, graceSeconds, timeoutMs, failAfter }, after }
  })
}

/** Stops a check for a while, with a reason and an end. */
export function pause(viewer: Viewer, checkId: string, request: PauseRequest): Promise<{ systemId: string }> {
  return changeCheck(viewer, checkId, 'check.pause', async (tx, check) => {
    const at = await transactionNow(tx)
    const until = new Date(at.getTime() + request.days * 86_400_000)
    await pauseCheck(tx, check.id, { at, until, reason: request.reason })
    return {
      before: pauseOf(check),
      after: { pausedAt: at, pausedUntil: until, pausedReason: request.reason },
    }
  })
}

/** Ends a pause before its time. */
export function resume(viewer: Viewer, checkId: string): Promise<{ systemId: string }> {
  return changeCheck(viewer, checkId, 'check.resume', async (tx, check) => {
    if (!check.pausedAt) throw new Problem('conflict', 'This check is not paused.')
    await resumeCheck(tx, check.id)
    return { before: pauseOf(check), after: { pausedAt: null, pausedUntil: null, pausedReason: null } }
  })
}

/** Makes one check due now. Returns the batch whose page shows the progress. */
export async function runCheckNow(viewer: Viewer, checkId: string): Promise<{ batchId: string }> {
  const check = await findEditableCheck(prisma(), uuid(checkId))
  if (!check || check.system.archivedAt) throw new Problem('not-found', 'This check does not exist.')
  permit(canRunChecks(viewer, check.system), mayRun)
  return requestBatch(viewer, [check.id], `${check.name} of ${check.system.name}`, check.system.id)
}

/** Makes all checks of a system due now, paused ones excepted. */
export async function runSystemNow(viewer: Viewer, systemId: string): Promise<{ batchId: string }> {
  const system = await findEditableSystem(prisma(), uuid(systemId))
  if (!system || system.archivedAt) throw new Problem('not-found', 'This system does not exist.')
  permit(canRunChecks(viewer, system), mayRun)
  const checkIds = await runnableCheckIds(prisma(), system.id)
  if (checkIds.length === 0)
    throw new Problem(
      'conflict',
      `${system.name} has no check that could run: all are paused, or there are none.`,
    )
  return requestBatch(viewer, checkIds, `All checks of ${system.name}`, system.id)
}

async function requestBatch(
  viewer: Viewer,
  checkIds: string[],
  title: string,
  systemId: string,
): Promise<{ batchId: string }> {
  const batchId = await inTransaction(async (tx) => {
    const id = await requestRun(tx, checkIds, { viewer, title, systemId })
    await appendAudit(tx, {
      actor: viewer,
      action: 'check.run',
      entity: 'run_batch',
      entityId: id,
      after: { title, checks: checkIds.length },
    })
    return id
  })
  return { batchId }
}

async function changeCheck(
  viewer: Viewer,
  checkId: string,
  action: AuditAction,
  change: (tx: Transaction, check: EditableCheck) => Promise<{ before: unknown; after: unknown }>,
): Promise<{ systemId: string }> {
  const id = uuid(checkId)
  return inTransaction(async (tx) => {
    const check = await editable(viewer, await lockCheck(tx, id))
    const { before, after } = await change(tx, check)
    await appendAudit(tx, { actor: viewer, action, entity: 'check', entityId: check.id, before, after })
    return { systemId: check.system.id }
  })
}

async function editable(viewer: Viewer, check: EditableCheck | null): Promise<EditableCheck> {
  if (!check || check.system.archivedAt) throw new Problem('not-found', 'This check does not exist.')
  permit(canEditSystem(viewer, check.system), mayEdit)
  if (check.system.isSelf)
    throw new Problem(
      'conflict',
      'The installation audits itself with fixed checks: nobody, an intruder included, can switch them off.',
    )
  return check
}

function definitionOf(check: EditableCheck) {
  const definition = findCheckKind(check.kind)
  if (!definition)
    throw new Problem(
      'conflict',
      `This version does not know the kind ${check.kind}; it cannot be edited here.`,
    )
  return definition
}

const pauseOf = ({ pausedAt, pausedUntil, pausedReason }: EditableCheck) => ({
  pausedAt,
  pausedUntil,
  pausedReason,
})

function uuid(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new Problem('not-found', 'This does not exist.')
  return id
}
