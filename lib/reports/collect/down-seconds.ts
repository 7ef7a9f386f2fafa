import type { AliveSpan } from './blind-store'

/** A pause of this length is a restart, nothing that anybody missed. */
const restartMs = 2 * 60_000

/** Seconds between two instants in which nobody was alive; pauses of a restart are left out. Pure. */
export function downSeconds(spans: readonly AliveSpan[], from: Date, to: Date): number {
  let reached = from.getTime()
  let down = 0
  const gap = (until: number) => {
    if (until - reached > restartMs) down += until - reached
  }
  for (const span of spans.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    gap(Math.min(span.from.getTime(), to.getTime()))
    reached = Math.max(reached, span.to.getTime())
  }
  gap(to.getTime())
  return Math.round(down / 1000)
}
