import type { AnyCheckDefinition, Judgement } from '@/lib/checks/define-check'
import { evaluateCheck } from '@/lib/checks/evaluate'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import { resolveAllowed } from '@/lib/egress/resolve-allowed'
import { ProbeError } from '@/lib/probe-error'
import type { PostgresAccess } from '@/lib/probes/postgres'
import type { ProbeContext } from '@/lib/probes/probe-context'
import type { ResolvedTarget } from '@/lib/systems/target-address'
import {
  endpointOf,
  type PlainTarget,
  type ProposedCheck,
  type ProposedTarget,
  proposeChecks,
} from './propose-checks'
import { contactPostgres } from './reach'
import type { TrialCheckResult, TrialResult } from './schema'

/** What a worker lends to a trial. */
export interface TrialTools {
  kinds: readonly AnyCheckDefinition[]
  egress: EgressPolicy
  postgres: PostgresAccess
  now: Date
  /** Ends when the worker stops. */
  signal: AbortSignal
  /** Told after each step, so that a page can show it. */
  progress(result: TrialResult): Promise<void>
}

/** Checks of a trial that run at the same time; a trial must not fill the target's connection slots. */
const atOnce = 4
/** Milliseconds for the first contact: connect 5 s, TLS 5 s, sign-in. */
const contactTimeoutMs = 12_000

/**
 * Looks at an address once: may it be reached, does it answer, and what do the proposed checks say.
 * Never throws for what the target does; the result holds a sentence instead.
 */
export async function runTrial(
  plain: PlainTarget & { notes: string[] },
  secret: string | null,
  tools: TrialTools,
): Promise<TrialResult> {
  const proposal = proposeChecks(plain, tools.kinds)
  const result = emptyResult(plain.notes)
  try {
    await contact(resolved(plain, secret), result, tools)
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error
    return {
      ...result,
      status: 'not-reached',
      sentence: error.message,
      fault: error.fault,
      suggestion: error.suggestion,
    }
  }
  await tools.progress(result)
  await eachAtOnce(withTargets(proposal, secret), async ({ target, check }) => {
    result.checks[check.key] = await runCheck(target, check, tools)
    await tools.progress(result)
  })
  return conclude(result, proposal)
}

function emptyResult(notes: string[]): TrialResult {
  return {
    status: 'running',
    sentence: 'Testing.',
    connectMs: null,
    version: null,
    missingGrants: [],
    notes,
    fault: null,
    suggestion: null,
    checks: {},
  }
}

/** First contact: the guard for everything on the network, sign-in for PostgreSQL. Fills `result`. */
async function contact(target: ResolvedTarget, result: TrialResult, tools: TrialTools): Promise<void> {
  const endpoint = endpointOf(target)
  if (endpoint === null) return
  const probe = probeContext(tools, contactTimeoutMs)
  await resolveAllowed(endpoint.host, endpoint.port, tools.egress, probe.signal)
  if (target.kind !== 'postgres') return
  const found = await contactPostgres(target, probe, tools.postgres)
  const standby = found.isStandby ? ', a standby' : ''
  result.sentence = `Connected in ${Math.round(found.connectMs)} ms: PostgreSQL ${found.version}${standby}, as ${found.roleName}.`
  result.connectMs = Math.round(found.connectMs)
  result.version = `PostgreSQL ${found.version}`
  result.missingGrants = found.missingGrants
  result.notes = [...result.notes, ...found.notes]
}

async function runCheck(
  target: ResolvedTarget,
  check: ProposedCheck,
  tools: TrialTools,
): Promise<TrialCheckResult> {
  const definition = tools.kinds.find(({ kind }) => kind === check.kind)
  if (!definition) throw new Error(`no definition of ${check.kind}`)
  const began = performance.now()
  const judgement: Judgement = check.needsHistory
    ? afterHistory()
    : await evaluateCheck(definition, check.config, {
        target,
        probe: probeContext(tools, definition.timeoutMs),
        now: tools.now,
        postgres: tools.postgres,
        history: async () => [],
        engineFacts: async () => {
          throw new Error('a trial has no engine')
        },
      })
  const { verdict, reason, value, unit, thresholds } = judgement
  return { verdict, reason, value, unit, thresholds, durationMs: Math.round(performance.now() - began) }
}

function afterHistory(): Judgement {
  return {
    verdict: 'unknown',
    reason: 'Compares with earlier values: its first answer comes when some have been collected.',
    value: null,
    unit: null,
    thresholds: { warn: null, fail: null },
    resources: [],
    evidence: {},
  }
}

/** The sentence of whatever has no sign-in is the reason of its first check. */
function conclude(result: TrialResult, proposal: readonly ProposedTarget[]): TrialResult {
  const first = proposal[0]?.checks.find(({ needsHistory }) => !needsHistory)
  const outcome = first && result.checks[first.key]
  if (result.version !== null || !outcome) {
    return {
      ...result,
      status: 'reached',
      sentence: result.version === null ? 'Recognised.' : result.sentence,
    }
  }
  const reached = outcome.verdict !== 'fail' && outcome.verdict !== 'unknown'
  return {
    ...result,
    status: reached ? 'reached' : 'not-reached',
    sentence: outcome.reason,
    connectMs: outcome.durationMs,
  }
}

function probeContext(tools: TrialTools, timeoutMs: number): ProbeContext {
  return {
    signal: AbortSignal.any([tools.signal, AbortSignal.timeout(timeoutMs)]),
    timeoutMs,
    egress: tools.egress,
  }
}

function withTargets(proposal: readonly ProposedTarget[], secret: string | null) {
  return proposal.flatMap((target) =>
    target.checks.map((check) => ({
      target: resolved(target, target.kind === 'postgres' ? secret : null),
      check,
    })),
  )
}

function resolved(target: PlainTarget, secret: string | null): ResolvedTarget {
  return { kind: target.kind, address: target.address, config: target.config, secret } as ResolvedTarget
}

async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  const lane = async () => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}
