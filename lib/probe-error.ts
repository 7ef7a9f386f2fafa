/** Why a probe got no answer. The kind of check decides whether that is `fail` or `unknown`. */
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
  /** Of an egress denial: the range that an administrator may open ("10.1.2.0/24"), null when none may. */
  readonly suggestion: string | null

  constructor(fault: ProbeFault, message: string, code?: string, suggestion: string | null = null) {
    super(message)
    this.fault = fault
    this.code = code
    this.suggestion = suggestion
  }
}
