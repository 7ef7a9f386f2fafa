import path from 'node:path'
import { appendAudit } from '@/lib/audit/store'
import { assignFirstChecklist } from '@/lib/checklists/assignment'
import { defaultConfig, graceSeconds } from '@/lib/checks/default-check'
import { checkKinds } from '@/lib/checks/kinds'
import { insertChecks } from '@/lib/checks/store'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { backupDirectory } from '@/lib/env'
import type { Json } from '@/lib/json'
import { sealSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import { insertSystem, insertTarget } from '@/lib/systems/change-store'
import type { TargetKind } from '@/lib/systems/target-address'
import { ownDatabase } from './own-database'
import { fitsTarget } from './propose-checks'
import {
  findSelfSystem,
  firstAdministrator,
  listSelfTargets,
  oneAtATime,
  type SelfTarget,
  setSelfOwner,
  updateSelfTarget,
} from './self-store'

const actor = { label: 'installation' }

/** A target that the installation should have, and the row that it has already. */
interface WantedTarget {
  id: string
  kind: TargetKind
  address: string
  config: Json
  /** Sealed; undefined leaves what is stored. */
  secret: string | null | undefined
  existing: SelfTarget | undefined
}

/**
 * Makes, or completes, the system that is the installation itself: its database, host, backups and worker,
 * with every check that fits. Idempotent; adds what a newer version brings. Returns its id, or null
 * while there is no administrator who could own it.
 */
export async function ensureSelfSystem(): Promise<string | null> {
  const ownerId = await firstAdministrator()
  return ownerId === null ? null : oneAtATime(() => complete(ownerId))
}

async function complete(ownerId: string): Promise<string> {
  const systemId = await inTransaction((tx) => ensureSystem(tx, ownerId))
  const targets = await wantedTargets(systemId, await listSelfTargets())
  await inTransaction(async (tx) => {
    const added = await ensureTargets(tx, systemId, targets)
    if (added.length > 0) {
      await appendAudit(tx, {
        actor,
        action: 'system.complete',
        entity: 'system',
        entityId: systemId,
        after: { added },
      })
    }
  })
  return systemId
}

async function ensureSystem(tx: Transaction, ownerId: string): Promise<string> {
  const found = await findSelfSystem(tx)
  if (found?.ownerId) return found.id
  if (found) {
    await setSelfOwner(tx, found.id, ownerId)
    await appendAudit(tx, {
      actor,
      action: 'system.edit',
      entity: 'system',
      entityId: found.id,
      before: { ownerId: null },
      after: { ownerId },
    })
    return found.id
  }
  const id = newId()
  const now = await transactionNow(tx)
  await insertSystem(tx, {
    id,
    name: 'This installation',
    kind: 'other',
    environment: 'production',
    criticality: 'high',
    ownerId,
    teamId: null,
    isSelf: true,
    description:
      'Wheeltapper itself: its database, the host it runs on, its backups and its worker. It is audited like every other system.',
    createdAt: now,
  })
  const checklists = await assignFirstChecklist(tx, id, { at: now, byId: null })
  await appendAudit(tx, {
    actor,
    action: 'system.create',
    entity: 'system',
    entityId: id,
    after: { name: 'This installation', ownerId, checklists },
  })
  return id
}

async function wantedTargets(systemId: string, stored: readonly SelfTarget[]): Promise<WantedTarget[]> {
  const existing = (kind: TargetKind) => stored.find((target) => target.kind === kind)
  const wanted = (kind: TargetKind, address: string, config: Json): WantedTarget => ({
    id: existing(kind)?.id ?? newId(),
    kind,
    address,
    config,
    secret: undefined,
    existing: existing(kind),
  })
  const backups = path.resolve(backupDirectory())
  const targets = [
    wanted('self', 'this installation', {}),
    wanted('host', 'this host', {}),
    wanted('backup', `${backups}/*`, { path: backups, pattern: '*' }),
  ]
  const database = await ownDatabase(existing('postgres'), systemId)
  if (!database) return targets
  // Named, not addressed: the port may change with each start, and a finding's identity holds the address.
  const target = wanted('postgres', 'own database', database.config)
  if (database.changed)
    target.secret = database.secret === null ? null : await sealSecret(database.secret, secretAad(target))
  return [...targets, target]
}

/** Inserts and updates; returns what was added or moved, for the audit log. */
async function ensureTargets(
  tx: Transaction,
  systemId: string,
  targets: readonly WantedTarget[],
): Promise<string[]> {
  const now = await transactionNow(tx)
  const changes: string[] = []
  for (const { id, kind, address, config, secret, existing } of targets) {
    const moved = existing && (existing.address !== address || secret !== undefined)
    if (!existing)
      await insertTarget(tx, { id, systemId, kind, address, config, secret: secret ?? null, createdAt: now })
    if (moved)
      await updateSelfTarget(tx, id, {
        address,
        config,
        secret: secret === undefined ? existing.secret : secret,
        now,
      })
    const missing = checkKinds.filter(
      (definition) =>
        definition.targets.includes(kind) &&
        fitsTarget(definition, { kind, address, config }) &&
        !existing?.checkKinds.includes(definition.kind),
    )
    if (missing.length > 0)
      await insertChecks(
        tx,
        missing.map((definition) => newCheck(systemId, id, definition)),
      )
    if (!existing || moved) changes.push(address)
    changes.push(...missing.map((definition) => definition.kind))
  }
  return changes
}

function newCheck(systemId: string, targetId: string, definition: (typeof checkKinds)[number]) {
  return {
    systemId,
    targetId,
    kind: definition.kind,
    name: definition.title,
    config: defaultConfig(definition),
    intervalSeconds: definition.intervalSeconds,
    graceSeconds: graceSeconds(definition.intervalSeconds),
    timeoutMs: definition.timeoutMs,
    failAfter: definition.failAfter,
    okAfter: 2,
    ownerId: null,
  }
}
