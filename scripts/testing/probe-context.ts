import type { CheckIo } from '@/lib/checks/define-check'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import type { ResolveName } from '@/lib/egress/resolve-name'
import type { ProbeContext } from '@/lib/probes/probe-context'
import type { ResolvedTarget } from '@/lib/systems/target-address'

/** Loopback is open: tests talk to listeners of their own. */
export const loopbackPolicy: EgressPolicy = { allowPrivate: ['127.0.0.0/8'], deniedEndpoints: [] }

/** What a probe needs, with a signal that rings at its timeout like the engine's. */
export function probeContext(
  wish: { timeoutMs?: number; egress?: EgressPolicy; resolve?: ResolveName } = {},
): ProbeContext {
  const { timeoutMs = 5_000, egress = loopbackPolicy, resolve } = wish
  return { signal: AbortSignal.timeout(timeoutMs), timeoutMs, egress, ...(resolve ? { resolve } : {}) }
}

/** What a network kind's `collect` needs; histories, databases and the engine are not part of it. */
export function networkIo(target: ResolvedTarget, now: Date, probe: ProbeContext = probeContext()): CheckIo {
  const absent = () => Promise.reject(new Error('a network kind needs no such thing'))
  return { target, probe, now, postgres: absent, history: absent, engineFacts: absent }
}
