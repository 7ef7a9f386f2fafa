import { ProbeError } from '@/lib/probe-error'
import type { ProbeContext } from './probe-context'

/** The end of a probe: by its own time, or because the worker stops. */
export interface ProbeDeadline {
  /** Aborts with a ProbeError as its reason. */
  signal: AbortSignal
  /** Rejects with the same reason; never resolves. */
  passed: Promise<never>
  /** Must be called when the probe is done. */
  stop(): void
}

/**
 * Starts the clock of a probe. `expired` is asked at that moment, so that it can say what was waited
 * for. The caller's own timer may be a moment ahead of this one: that is the same deadline.
 */
export function startDeadline(probe: ProbeContext, expired: () => ProbeError): ProbeDeadline {
  const controller = new AbortController()
  const start = performance.now()
  const timer = setTimeout(() => controller.abort(expired()), probe.timeoutMs)
  const outer = () =>
    controller.abort(
      performance.now() - start >= probe.timeoutMs - 250
        ? expired()
        : new ProbeError(
            'timeout',
            'The check was ended before it had a result, because the worker stops.',
            'STOPPED',
          ),
    )
  if (probe.signal.aborted) outer()
  else probe.signal.addEventListener('abort', outer, { once: true })
  const passed = new Promise<never>((_resolve, reject) => {
    if (controller.signal.aborted) reject(controller.signal.reason)
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true })
  })
  // Nobody may be waiting any more when it passes.
  passed.catch(() => {})
  return {
    signal: controller.signal,
    passed,
    stop() {
      clearTimeout(timer)
      probe.signal.removeEventListener('abort', outer)
    },
  }
}
