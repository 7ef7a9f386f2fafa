/** A foreign key: `from` refers to `to`. */
export interface Reference {
  from: string
  to: string
}

/**
 * Tables in an order in which they can be filled: each after the ones it refers to; otherwise by name.
 * A table that refers to itself is fine (one COPY is one statement). Throws when tables refer to each
 * other in a circle.
 */
export function loadOrder(tables: readonly string[], references: readonly Reference[]): string[] {
  const waitsFor = new Map(tables.map((table) => [table, new Set<string>()]))
  for (const { from, to } of references) if (from !== to) waitsFor.get(from)?.add(to)
  const ordered: string[] = []
  while (waitsFor.size > 0) {
    const ready = [...waitsFor].filter(([, others]) => ![...others].some((other) => waitsFor.has(other)))
    if (ready.length === 0)
      throw new Error(`Tables refer to each other in a circle: ${[...waitsFor.keys()].join(', ')}`)
    const names = ready.map(([name]) => name).sort()
    ordered.push(...names)
    for (const name of names) waitsFor.delete(name)
  }
  return ordered
}
