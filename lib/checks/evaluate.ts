import { ProbeError } from '@/lib/probes/probe-context'
import { boundObservations } from './bound-observations'
import { CouldNotLook } from './could-not-look'
import type { AnyCheckDefinition, CheckIo, Judgement, ResourceVerdict } from './define-check'

/** Evidence above this size is cut before it is stored: 16 KB of JSON. */
const evidenceLimit = 16_384
/** Targets choose the names and messages in a judgement, and may be hostile: what is stored and shown is cut. */
const longest = { reason: 4_000, name: 500, detail: 1_000, resources: 50 } as const

/**
 * One run of one check: collect under its timeout, judge, and turn "could not look" into `unknown`.
 * Never throws and never takes longer than `io.probe.timeoutMs` + 0.5 s, whatever the target does.
 */
export async function evaluateCheck(
  definition: AnyCheckDefinition,
  config: unknown,
  io: CheckIo,
): Promise<Judgement> {
  const parsed = parseConfig(definition, config)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return unknown(
      `The settings of this check are not valid: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}. Edit the check.`,
    )
  }
  try {
    const facts = await withDeadline(definition.collect(parsed.data, io), io)
    return bounded(definition.judge(facts, parsed.data, io.now))
  } catch (error) {
    if (error instanceof CouldNotLook || error instanceof ProbeError)
      return unknown(cut(error.message, longest.reason))
    // A probe that stops as told throws an AbortError: our own deadline, or the worker's end.
    if (io.probe.signal.aborted) return unknown(gaveUp(io))
    // A bug of ours is our inability to look. Its message stays in our log, not on a page.
    return unknown(
      `The check itself failed (${error instanceof Error ? error.name : 'error'}). This is a fault of Wheeltapper; the worker's log has the details.`,
      error,
    )
  }
}

/** Settings that were valid once stay so: the worker hands in the same object until somebody edits the check. */
const validConfigs = new WeakMap<
  object,
  { kind: string; parsed: ReturnType<AnyCheckDefinition['config']['safeParse']> }
>()

function parseConfig(definition: AnyCheckDefinition, config: unknown) {
  const key = typeof config === 'object' ? config : null
  const known = key && validConfigs.get(key)
  if (known?.kind === definition.kind) return known.parsed
  const parsed = definition.config.safeParse(config)
  if (key && parsed.success) validConfigs.set(key, { kind: definition.kind, parsed })
  return parsed
}

/** A judgement for "could not look"; `cause` is for the log only and is not part of the evidence. */
export function unknown(reason: string, cause?: unknown): Judgement & { cause?: unknown } {
  return {
    verdict: 'unknown',
    reason,
    value: null,
    unit: null,
    thresholds: { warn: null, fail: null },
    resources: [],
    evidence: {},
    ...(cause === undefined ? {} : { cause }),
  }
}

function gaveUp(io: CheckIo): string {
  return `No result within ${io.probe.timeoutMs / 1000} s: the check gave up on its own side. Raise its timeout or look at the worker's load.`
}

/** Ends with the signal or 500 ms after the timeout, even when a probe forgets to listen. */
async function withDeadline<T>(work: Promise<T>, io: CheckIo): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new CouldNotLook(gaveUp(io))), io.probe.timeoutMs + 500)
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}

function bounded(judgement: Judgement): Judgement {
  const size = JSON.stringify(judgement.evidence).length
  return {
    ...judgement,
    reason: cut(judgement.reason, longest.reason),
    resources: judgement.resources.slice(0, longest.resources).map(boundedResource),
    evidence:
      size <= evidenceLimit
        ? judgement.evidence
        : { note: `The evidence of ${size} characters was too large to keep (limit ${evidenceLimit}).` },
    ...(judgement.observations ? { observations: boundObservations(judgement.observations) } : {}),
  }
}

function boundedResource(resource: ResourceVerdict): ResourceVerdict {
  const { name, detail } = resource
  return {
    ...resource,
    name: cut(name, longest.name),
    ...(detail === undefined ? {} : { detail: cut(detail, longest.detail) }),
  }
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text
}
