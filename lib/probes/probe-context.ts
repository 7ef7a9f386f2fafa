import type { EgressPolicy } from '@/lib/egress/egress-policy'

/** What every probe needs besides its question. */
export interface ProbeContext {
  /** Ends everything that the probe opened: timeout, or the worker stops. */
  signal: AbortSignal
  /** Milliseconds for the whole probe. */
  timeoutMs: number
  /** Which addresses may be connected to; asked before every connection and every redirect. */
  egress: EgressPolicy
}

/** Why a probe got no answer. The kind decides whether that is `fail` or `unknown`. */
export type ProbeFault =
  | 'refused'
  | 'timeout'
  | 'unknown-host'
  | 'unreachable'
  | 'tls'
  | 'protocol'
  | 'reset'
  | 'too-large'
  | 'authentication'
  | 'privilege'
  | 'slots-exhausted'
  | 'starting-up'
  | 'egress-denied'
  | 'bad-configuration'
  | 'lost'

/**
 * A probe that got no answer. `message` is a sentence for people with what to do next and holds no
 * secret. Kinds that ask for reachability turn it into facts; everywhere else the run is `unknown`.
 */
export class ProbeError extends Error {
  override readonly name = 'ProbeError'
  readonly fault: ProbeFault
  /** Code of the layer below, e.g. ECONNREFUSED or SQLSTATE 28P01. */
  readonly code: string | undefined

  constructor(fault: ProbeFault, message: string, code?: string) {
    super(message)
    this.fault = fault
    this.code = code
  }
}
