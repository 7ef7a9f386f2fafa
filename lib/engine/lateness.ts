const minute = 60_000
const minutes = 10

/**
 * Largest lateness within the last ten minutes, in memory, by minute of the monotonic clock. Waiting from
 * before this worker began is not its queue: slots that fell due while nobody worked are missed slots.
 */
export class Lateness {
  readonly #beganMs: number
  readonly #worst = new Array<{ minute: number; seconds: number }>(minutes).fill({
    minute: -minutes,
    seconds: 0,
  })

  constructor(beganMs: number) {
    this.#beganMs = beganMs
  }

  /** A run started `seconds` after it was due. */
  record(seconds: number, monotonicMs: number): void {
    const waited = Math.min(seconds, (monotonicMs - this.#beganMs) / 1000)
    const at = Math.floor(monotonicMs / minute)
    const slot = at % minutes
    const known = this.#worst[slot]
    const before = known?.minute === at ? known.seconds : 0
    this.#worst[slot] = { minute: at, seconds: Math.max(before, waited) }
  }

  worst(monotonicMs: number): number {
    const now = Math.floor(monotonicMs / minute)
    const recent = this.#worst.filter(({ minute: at }) => now - at < minutes)
    return Math.max(0, ...recent.map(({ seconds }) => seconds))
  }
}
