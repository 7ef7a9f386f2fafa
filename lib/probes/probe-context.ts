import type { EgressPolicy } from '@/lib/egress/egress-policy'
import type { ResolveName } from '@/lib/egress/resolve-name'
import { ProbeError } from '@/lib/probe-error'

// Probes and kinds know ProbeError by this file; it is defined below them because the egress guard throws it too.
export { ProbeError }

/** What every probe needs besides its question. */
export interface ProbeContext {
  /** Ends everything that the probe opened: timeout, or the worker stops. */
  signal: AbortSignal
  /** Milliseconds for the whole probe. */
  timeoutMs: number
  /** Which addresses may be connected to; asked before every connection and every redirect. */
  egress: EgressPolicy
  /** How names become addresses: the operating system's way unless a test brings its own. */
  resolve?: ResolveName
}
