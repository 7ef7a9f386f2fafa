import type { AuditAction } from '@/lib/audit/actions'
import { appendAudit } from '@/lib/audit/store'
import { canEditSystem, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import { sealSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import {
  type EditableTarget,
  findEditableSystem,
  lockTarget,
  makeTargetDue,
  updateSecret,
  updateTargetAddress,
} from '@/lib/systems/change-store'
import { recogniseAddress } from '@/lib/systems/recognise-address'
import { keepsSecret } from './keeps-secret'

const mayEdit =
  'Changing this target needs the role maintainer in the team that owns the system. A manager or admin can do it or give it to you.'

/** Replaces or, with null, clears the password of a target. It is never shown again. */
export async function replaceSecret(
  viewer: Viewer,
  targetId: string,
  password: string | null,
): Promise<{ systemId: string }> {
  return changeTarget(viewer, targetId, async (tx, target) => {
    if (target.kind !== 'postgres') throw new Problem('conflict', 'Targets of this kind need no password.')
    await storeSecret(tx, target, password)
    return {
      action: 'target.secret',
      before: { secretSetAt: target.secretSetAt },
      after: { passwordSet: password !== null },
    }
  })
}

/**
 * Points a target at another address of the same kind. The stored password goes along only when it
 * would be sent to the same host and port with the same protection; else it must be typed again.
 */
export async function moveTarget(
  viewer: Viewer,
  targetId: string,
  address: string,
): Promise<{ systemId: string; secretDropped: boolean }> {
  let secretDropped = false
  const { systemId } = await changeTarget(viewer, targetId, async (tx, target) => {
    const found = recognised(address)
    if (found.kind !== target.kind) {
      throw new Problem(
        'invalid',
        `This is an address of another kind (${found.kind}). Add it as a target of its own.`,
        { secretAddress: `A ${target.kind} address is needed, like ${target.address}` },
      )
    }
    secretDropped = target.secretSetAt !== null && !keepsSecret(target.config, found.config)
    await updateTargetAddress(tx, target.id, { address: found.address, config: found.config }, secretDropped)
    if (found.secret !== null) await storeSecret(tx, { ...target, config: found.config }, found.secret)
    secretDropped &&= found.secret === null
    return {
      action: 'target.move',
      before: { address: target.address, config: target.config },
      after: {
        address: found.address,
        config: found.config,
        passwordDropped: secretDropped,
        passwordSet: found.secret !== null,
      },
    }
  })
  return { systemId, secretDropped }
}

async function storeSecret(tx: Transaction, target: EditableTarget, password: string | null): Promise<void> {
  const sealed = password === null ? null : await sealSecret(password, secretAad(target))
  await updateSecret(tx, target.id, sealed, await transactionNow(tx))
}

async function changeTarget(
  viewer: Viewer,
  targetId: string,
  change: (
    tx: Transaction,
    target: EditableTarget,
  ) => Promise<{ action: AuditAction; before: unknown; after: unknown }>,
): Promise<{ systemId: string }> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(targetId))
    throw new Problem('not-found', 'This target does not exist.')
  return inTransaction(async (tx) => {
    const target = await lockTarget(tx, targetId)
    const system = target && (await findEditableSystem(tx, target.systemId))
    if (!target || !system || system.archivedAt) throw new Problem('not-found', 'This target does not exist.')
    permit(canEditSystem(viewer, system), mayEdit)
    if (system.isSelf)
      throw new Problem(
        'conflict',
        'The targets of the installation itself are made by it and cannot be edited.',
      )
    const { action, before, after } = await change(tx, target)
    await makeTargetDue(tx, target.id)
    await appendAudit(tx, { actor: viewer, action, entity: 'target', entityId: target.id, before, after })
    return { systemId: system.id }
  })
}

function recognised(address: string) {
  try {
    return recogniseAddress(address)
  } catch (error) {
    if (error instanceof Problem)
      throw new Problem(error.kind, error.message, { secretAddress: error.message })
    throw error
  }
}
