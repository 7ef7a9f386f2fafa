import type { CheckIo, Judgement } from '@/lib/checks/define-check'
import { evaluateCheck, unknown } from '@/lib/checks/evaluate'
import { findCheckKind } from '@/lib/checks/kinds'
import { type EgressPolicy, ownInstallationPolicy } from '@/lib/egress/egress-policy'
import { log } from '@/lib/log'
import { withPostgresSession } from '@/lib/probes/postgres-session'
import { Problem } from '@/lib/problem'
import { readHistory } from '@/lib/samples/store'
import { openSecret } from '@/lib/secrets/seal'
import { secretAad } from '@/lib/secrets/secret-aad'
import type { ResolvedTarget } from '@/lib/systems/target-address'
import type { CheckRow, Claim } from './claim'
import { readEngineFacts } from './facts-store'

/** A claim that was executed: what to store. */
export interface FinishedRun {
  claim: Claim
  judgement: Judgement
  durationMs: number
}

/** What a run borrows from the worker. */
export interface RunTools {
  egress: EgressPolicy
  /** Ends the run early: the worker has to stop. */
  controller: AbortController
}

/** Executes one claimed slot: target, probe, judgement. Never throws, never outlasts its timeout + 0.5 s. */
export async function runCheck(claim: Claim, tools: RunTools): Promise<FinishedRun> {
  const began = performance.now()
  const timer = setTimeout(() => tools.controller.abort(), claim.check.timeoutMs)
  const judgement = await judge(claim, tools).catch((error: unknown) => unknown(sentence(error), error))
  clearTimeout(timer)
  if ('cause' in judgement) {
    log.error(
      { check: claim.check.id, kind: claim.check.kind, error: describe(judgement.cause) },
      'check failed to look',
    )
  }
  return { claim, judgement, durationMs: Math.round(performance.now() - began) }
}

async function judge({ check, claimedAt }: Claim, { egress, controller }: RunTools): Promise<Judgement> {
  const definition = findCheckKind(check.kind)
  if (!definition)
    return unknown(`This version of Wheeltapper does not know ${check.kind}. Update it, or remove the check.`)
  const io: CheckIo = {
    target: await openTarget(check),
    probe: {
      signal: controller.signal,
      timeoutMs: check.timeoutMs,
      egress: check.isSelf ? ownInstallationPolicy : egress,
    },
    now: claimedAt,
    postgres: withPostgresSession,
    history: (key, since) => readHistory(check.id, key, since),
    engineFacts: readEngineFacts,
  }
  return evaluateCheck(definition, check.config, io)
}

async function openTarget({ target }: CheckRow): Promise<ResolvedTarget> {
  const { kind, address, config, secret } = target
  const plain = secret === null ? null : await openSecret(secret, secretAad(target))
  return { kind, address, config, secret: plain } as ResolvedTarget
}

function sentence(error: unknown): string {
  if (error instanceof Problem) return error.message
  return "The check could not be started. This is a fault of Wheeltapper; the worker's log has the details."
}

function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}
