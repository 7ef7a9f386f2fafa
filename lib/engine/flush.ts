import { followObservations, type RememberedObservation } from '@/lib/changes/follow-observations'
import { unknown } from '@/lib/checks/evaluate'
import { nextState } from '@/lib/checks/next-state'
import { databaseNow, inSqlTransaction } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'
import { isBad } from '@/lib/findings/findings-of-run'
import { log } from '@/lib/log'
import { endAcceptedFindings } from './end-acceptances'
import {
  ensureSeries,
  finishBatchItems,
  type RunToStore,
  reopenRollUps,
  storeRuns,
  storeStateChanges,
} from './finish-store'
import { followFindings } from './follow-findings'
import type { FinishedRun } from './run-check'
import { runOutcome } from './run-outcome'

/** Facts older than this belong to an hour that may be rolled up already. */
export const rollUpDelaySeconds = 120

/**
 * Stores a batch of runs in ONE transaction: the leases given back under their fences, runs, samples,
 * states, changes of state, findings with their events, progress of batches. Returns what was stored;
 * a run whose lease somebody else has taken meanwhile changes nothing.
 */
export async function flushRuns(runs: readonly FinishedRun[], workerId: string): Promise<RunToStore[]> {
  // Always in the order of ids, so that two workers cannot wait for each other in a circle.
  const ordered = [...runs].sort((a, b) => (a.claim.check.id < b.claim.check.id ? -1 : 1))
  // Before the transaction: what the checks remember of their series must outlive a rollback.
  await ensureSeries(ordered)
  const { stored, observed } = await inSqlTransaction(async (on) => {
    const now = await databaseNow(on)
    const judged = ordered.map((run): RunToStore => ({ ...run, state: stateAfter(run, now) }))
    const held = await storeRuns(on, judged, workerId, now)
    const stored = judged.filter(({ claim }) => held.has(claim.check.id))
    for (const { claim } of judged) {
      if (!held.has(claim.check.id))
        log.warn({ check: claim.check.id, fence: claim.fence }, 'stale fence: run refused')
    }
    await followStored(on, stored, now)
    // Last: from here to the end of the transaction nobody else writes changes of these systems.
    return { stored, observed: await followObserved(on, stored) }
  })
  // What a worker remembers must not outlive a rollback.
  for (const { claim } of stored) {
    const seen = observed.get(claim.check.id)
    if (seen) claim.check.observed = seen
  }
  return stored
}

/** What these runs saw of things that change only when somebody changes them. */
function followObserved(on: Sql, stored: readonly RunToStore[]): Promise<Map<string, RememberedObservation>> {
  return followObservations(
    on,
    stored.flatMap(({ claim, judgement }) => {
      const { observations } = judgement
      if (!observations || Object.keys(observations).length === 0) return []
      const { id, systemId, kind, config, target, observed } = claim.check
      return [
        {
          checkId: id,
          systemId,
          place: target.address,
          question: [kind, config, target.kind, target.address, target.config],
          at: claim.claimedAt,
          observations,
          remembered: observed,
        },
      ]
    }),
  )
}

async function followStored(on: Sql, stored: readonly RunToStore[], now: Date): Promise<void> {
  if (stored.length === 0) return
  const changed = stored.filter(({ claim, state }) => claim.state?.verdict !== state.verdict)
  await storeStateChanges(
    on,
    changed.map(({ claim, state, judgement }) => ({
      checkId: claim.check.id,
      at: now,
      from: claim.state?.verdict ?? null,
      to: state.verdict,
      reason: judgement.reason,
    })),
  )
  // The first state of a check is no change of mind.
  const changedMind = changed.filter(({ claim }) => claim.state !== null).map(({ claim }) => claim.check.id)
  await followFindings(
    on,
    stored.map((run) => runOutcome(run, now)),
    changedMind,
    now,
  )
  const failing = changed.filter(({ state }) => isBad(state.verdict)).map(({ claim }) => claim.check.id)
  if (failing.length > 0) await endAcceptedFindings(on, failing, now)
  if (stored.some(({ claim }) => claim.batchId !== null)) await finishBatchItems(on, stored, now)
  const earliest = earliestFact(stored)
  if (earliest < now.getTime() - rollUpDelaySeconds * 1000) await reopenRollUps(on, new Date(earliest))
}

/**
 * Stores what can be stored when the batch as a whole was refused because of what one run contains: that
 * run becomes unknown and says so, instead of holding up all others for ever.
 */
export async function flushOneByOne(runs: readonly FinishedRun[], workerId: string): Promise<RunToStore[]> {
  const stored: RunToStore[] = []
  for (const run of runs) {
    const one = await flushRuns([run], workerId).catch((error: unknown) => {
      if (!isDataError(error)) throw error
      log.error({ check: run.claim.check.id, error: String(error) }, 'result refused by the database')
      const judgement = unknown(
        "The result could not be stored. This is a fault of Wheeltapper; the worker's log has the details.",
      )
      return flushRuns([{ ...run, judgement }], workerId)
    })
    stored.push(...one)
  }
  return stored
}

/**
 * Trying again would not help: the database refused the values (SQLSTATE classes 21, 22, 23 and 54), or our
 * own code fell over one of the runs. Everything else is the connection.
 */
export function isDataError(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true
  return error instanceof Error && 'code' in error && /^(2[123]|54)/.test(String(error.code))
}

function stateAfter({ claim, judgement }: FinishedRun, now: Date) {
  return nextState(claim.state, { verdict: judgement.verdict, finishedAt: now }, claim.check)
}

function earliestFact(runs: readonly RunToStore[]): number {
  let earliest = Number.POSITIVE_INFINITY
  for (const { claim } of runs) {
    const first = claim.slot.lastMissed ?? claim.slot.scheduledFor
    earliest = Math.min(earliest, first.getTime(), claim.claimedAt.getTime())
  }
  return earliest
}
