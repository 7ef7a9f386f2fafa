import { checkKinds } from '@/lib/checks/kinds'
import { databaseNow } from '@/lib/db/database'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import { log } from '@/lib/log'
import type { PostgresAccess } from '@/lib/probes/postgres'
import { openSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import { runTrial } from './run-trial'
import type { TrialResult, TrialRow } from './schema'
import { claimTrial, saveTrialResult } from './store'

/** Seconds that one worker may take; then another one begins again. */
const leaseSeconds = 90

/** What the worker lends. */
export interface TrialRunner {
  /** Asked after a trial was claimed: somebody may just have opened the range it needs. */
  egress: () => Promise<EgressPolicy>
  postgres: PostgresAccess
  signal: AbortSignal
}

/** Claims the oldest waiting trial and runs it to its end. False when none is waiting. */
export async function executeNextTrial(runner: TrialRunner): Promise<boolean> {
  const trial = await claimTrial(leaseSeconds)
  if (!trial) return false
  try {
    await saveTrialResult(trial.id, await outcome(trial, runner), true)
  } catch (error) {
    if (runner.signal.aborted) return true // the next worker takes it when the lease ends
    log.error(
      { trial: trial.id, error: error instanceof Error ? error.message : String(error) },
      'trial failed',
    )
    await saveTrialResult(trial.id, broken(trial), true)
  }
  return true
}

async function outcome(trial: TrialRow, runner: TrialRunner): Promise<TrialResult> {
  const secret = trial.secret === null ? null : await openSecret(trial.secret, secretAad(trial, 'trial'))
  return runTrial({ ...trial, notes: trial.result?.notes ?? [] }, secret, {
    postgres: runner.postgres,
    signal: runner.signal,
    egress: await runner.egress(),
    kinds: checkKinds,
    now: await databaseNow(),
    progress: (result) => saveTrialResult(trial.id, result, false),
  })
}

function broken(trial: TrialRow): TrialResult {
  return {
    status: 'not-reached',
    sentence: 'The test itself broke. This is a fault of Wheeltapper; the worker’s log has the details.',
    connectMs: null,
    version: null,
    missingGrants: [],
    notes: trial.result?.notes ?? [],
    fault: 'lost',
    suggestion: null,
    checks: {},
  }
}
