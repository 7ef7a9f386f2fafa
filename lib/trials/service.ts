import { appendAudit } from '@/lib/audit/store'
import { canTryTarget, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { checkKinds } from '@/lib/checks/kinds'
import { databaseNow, inTransaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { allowRange } from '@/lib/egress/service'
import { Problem } from '@/lib/problem'
import { sealSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import { recogniseAddress } from '@/lib/systems/recognise-address'
import type { Recognised } from '@/lib/systems/recognised'
import { proposeChecks } from './propose-checks'
import type { TrialResult, TrialRow } from './schema'
import { countRecentTrials, findTrial, insertTrial, rearmTrial } from './store'
import { proposalViews, type TrialView } from './view'

/** Trials per person and minute: a test connects to somebody else's machine (design, rate limits). */
const trialsPerMinute = 10

const mayTry = 'Trying an address needs the role maintainer. An admin can give it to you.'
const gone = 'This test has ended: results are kept for 10 minutes. Paste the address again.'

/**
 * Begins a live test of what somebody pasted. `password` completes a connection string that was given
 * without one. Throws Problem: forbidden, invalid (field `secretAddress`), too-many.
 */
export async function createTrial(
  viewer: Viewer,
  input: { address: string; password?: string },
): Promise<{ id: string }> {
  permit(canTryTarget(viewer), mayTry)
  const found = recognise(input.address)
  const secret = found.kind === 'postgres' ? input.password || found.secret : null
  const id = newId()
  const sealed =
    secret === null ? null : await sealSecret(secret, secretAad({ id, config: found.config }, 'trial'))
  await inTransaction(async (tx) => {
    if ((await countRecentTrials(tx, viewer.id)) >= trialsPerMinute) {
      throw new Problem(
        'too-many',
        `${trialsPerMinute} tests in one minute are enough. Wait a moment, then test again.`,
      )
    }
    const now = await transactionNow(tx)
    await insertTrial(tx, {
      id,
      target: found,
      secret: sealed,
      requestedBy: viewer.id,
      now,
      result: waiting(found.notes),
    })
    await appendAudit(tx, {
      actor: viewer,
      action: 'trial.create',
      entity: 'trial',
      entityId: id,
      after: { kind: found.kind, address: found.address },
    })
  })
  return { id }
}

/** A trial and what is known so far. Throws Problem not-found when it expired or is somebody else's. */
export async function getTrial(viewer: Viewer, id: string): Promise<TrialView> {
  const trial = await ownTrial(viewer, id)
  const result = trial.result ?? waiting([])
  const now = await databaseNow()
  const found = recognise(
    trial.kind === 'backup' || trial.kind === 'host' ? trial.address : shownAddress(trial),
  )
  return {
    id: trial.id,
    kind: trial.kind,
    address: trial.address,
    name: found.name,
    pending: trial.finishedAt === null,
    ageSeconds: Math.max(0, Math.round((now.getTime() - trial.createdAt.getTime()) / 1000)),
    result,
    targets: proposalViews(proposeChecks(trial, checkKinds), result),
  }
}

/** Tests the same address again. */
export async function retryTrial(viewer: Viewer, id: string): Promise<void> {
  permit(canTryTarget(viewer), mayTry)
  const trial = await ownTrial(viewer, id)
  await inTransaction(async (tx) => {
    if ((await countRecentTrials(tx, viewer.id)) > trialsPerMinute) {
      throw new Problem(
        'too-many',
        `${trialsPerMinute} tests in one minute are enough. Wait a moment, then test again.`,
      )
    }
    await rearmTrial(tx, id)
    await appendAudit(tx, {
      actor: viewer,
      action: 'trial.retry',
      entity: 'trial',
      entityId: id,
      after: { kind: trial.kind, address: trial.address },
    })
  })
}

/** Opens the private range that kept a trial from its address, and tests again. Admins only; audited. */
export async function allowRangeOfTrial(viewer: Viewer, id: string): Promise<void> {
  const trial = await ownTrial(viewer, id)
  const suggestion = trial.result?.suggestion
  if (!suggestion) throw new Problem('conflict', 'This test needs no private network any more. Test again.')
  await allowRange(viewer, suggestion, `Asked for when ${trial.address} was added`)
  await retryTrial(viewer, id)
}

/** Throws not-found for a trial that is not the viewer's own: its address may be nobody else's business. */
export async function ownTrial(viewer: Viewer, id: string): Promise<TrialRow> {
  const trial = /^[0-9a-f-]{36}$/i.test(id) ? await findTrial(id) : null
  if (!trial || trial.requestedBy !== viewer.id) throw new Problem('not-found', gone)
  return trial
}

function waiting(notes: string[]): TrialResult {
  return {
    status: 'running',
    sentence: 'Waiting for a worker.',
    connectMs: null,
    version: null,
    missingGrants: [],
    notes,
    fault: null,
    suggestion: null,
    checks: {},
  }
}

/** Only for its proposed name: the address without scheme reads differently for sockets. */
function shownAddress(trial: TrialRow): string {
  return trial.kind === 'tls' || trial.kind === 'tcp' ? `${trial.kind}://${trial.address}` : trial.address
}

function recognise(address: string): Recognised {
  try {
    return recogniseAddress(address)
  } catch (error) {
    if (error instanceof Problem)
      throw new Problem(error.kind, error.message, { secretAddress: error.message })
    throw error
  }
}
