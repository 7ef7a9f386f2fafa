/** A task and the one that it follows. */
export interface Link {
  id: string
  title: string
  afterId: string | null
}

/**
 * The circle that `after` would close: titles from the task back to itself, or null. Tasks that follow none, or
 * one that is not among them, end a chain.
 */
export function findCycle(links: readonly Link[], startId: string): string[] | null {
  const byId = new Map(links.map((link) => [link.id, link]))
  const path: Link[] = []
  let at = byId.get(startId)
  while (at && !path.includes(at)) {
    path.push(at)
    at = at.afterId === null ? undefined : byId.get(at.afterId)
  }
  if (!at) return null
  return [...path.slice(path.indexOf(at)), at].map(({ title }) => title)
}
