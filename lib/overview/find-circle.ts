/** One system needs another. */
export interface Need {
  from: string
  to: string
}

/**
 * The shortest way from a system through what it needs back to itself, without the way home: ['b', 'c'] where a needs
 * b, b needs c and c needs a. Null where nothing comes back. Pure.
 */
export function findCircle(start: string, needs: readonly Need[]): string[] | null {
  const next = new Map<string, string[]>()
  for (const { from, to } of needs) next.set(from, [...(next.get(from) ?? []), to])
  const cameFrom = new Map<string, string>()
  const waiting = [start]
  for (let current = waiting.shift(); current !== undefined; current = waiting.shift()) {
    for (const each of next.get(current) ?? []) {
      if (each === start) return wayTo(current, start, cameFrom)
      if (cameFrom.has(each)) continue
      cameFrom.set(each, current)
      waiting.push(each)
    }
  }
  return null
}

function wayTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way: string[] = []
  for (let at = end; at !== start; at = cameFrom.get(at) ?? start) way.unshift(at)
  return way
}
