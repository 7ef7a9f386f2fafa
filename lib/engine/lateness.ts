const minute = 60_000
const minutes = 10

/** Largest lateness within the last ten minutes, in memory, by minute of the monotonic clock. */
export class Lateness {
  readonly #worst = new Array<{ minute: number; seconds: number }>(minutes).fill({
    minute: -minutes,
    seconds: 0,
  })

  /** A run started `seconds` after it was due. */
  record(seconds: number, monotonicMs: number): void {
    const at = Math.floor(monotonicMs / minute)
    const slot = at % minutes
    const known = this.#worst[slot]
    const before = known?.minute === at ? known.seconds : 0
    this.#worst[slot] = { minute: at, seconds: Math.max(before, seconds) }
  }

  worst(monotonicMs: number): number {
    const now = Math.floor(monotonicMs / minute)
    const recent = this.#worst.filter(({ minute: at }) => now - at < minutes)
    return Math.max(0, ...recent.map(({ seconds }) => seconds))
  }
}
