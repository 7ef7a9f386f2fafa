/**
 * The first circle that following `next` from key to key comes to, its first key repeated at its end; null: none.
 * Looked for from every key, or from the given ones only. A key that is not in `next` ends a chain. Pure.
 */
export function findCycle(
  next: ReadonlyMap<string, string | null>,
  starts: Iterable<string> = next.keys(),
): string[] | null {
  const done = new Set<string>()
  for (const start of starts) {
    const walked = new Set<string>()
    let key: string | null | undefined = start
    while (key !== null && key !== undefined && !done.has(key)) {
      if (walked.has(key)) {
        const path = [...walked]
        return [...path.slice(path.indexOf(key)), key]
      }
      walked.add(key)
      key = next.get(key)
    }
    for (const each of walked) done.add(each)
  }
  return null
}
