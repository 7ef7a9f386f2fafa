/** Rows by the system they belong to, in the order in which they came. Pure. */
export function groupBySystem<Row extends { systemId: string }, Fact>(
  rows: readonly Row[],
  toFact: (row: Row) => Fact,
): Map<string, Fact[]> {
  const groups = new Map<string, Fact[]>()
  for (const row of rows) {
    const group = groups.get(row.systemId)
    if (group) group.push(toFact(row))
    else groups.set(row.systemId, [toFact(row)])
  }
  return groups
}
